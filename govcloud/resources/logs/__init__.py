"""CloudWatch Logs: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.logs.log_group import LogGroup
from govcloud.resources.logs.metric_filter import MetricFilter

__all__ = [
    "LogGroup",
    "MetricFilter",
]
