"""Systems Manager: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.ssm.parameter import Parameter

__all__ = [
    "Parameter",
]
