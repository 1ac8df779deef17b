"""SNS: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.sns.subscription import Subscription
from govcloud.resources.sns.topic import Topic

__all__ = [
    "Subscription",
    "Topic",
]
