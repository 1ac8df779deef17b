"""Route 53: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.route53.private_zone import PrivateZone
from govcloud.resources.route53.record import Record

__all__ = [
    "PrivateZone",
    "Record",
]
