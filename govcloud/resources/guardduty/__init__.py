"""GuardDuty: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.guardduty.detector import Detector

__all__ = [
    "Detector",
]
