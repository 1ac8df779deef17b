"""CloudWatch Logs: the types that govcloud provisions. Generated from govcloud/provider/table: change that, then `python -m govcloud.provider.generate`."""

# ruff: noqa: E501 - its first line says where it comes from
from govcloud.resources.logs.log_group import LogGroup

__all__ = [
    "LogGroup",
]
