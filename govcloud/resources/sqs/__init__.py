"""SQS: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.sqs.queue import Queue

__all__ = [
    "Queue",
]
