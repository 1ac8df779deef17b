"""CloudTrail: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.cloudtrail.trail import Trail

__all__ = [
    "Trail",
]
