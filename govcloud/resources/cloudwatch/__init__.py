"""CloudWatch: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.cloudwatch.alarm import Alarm

__all__ = [
    "Alarm",
]
