"""Config: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.config.delivery_channel import DeliveryChannel
from govcloud.resources.config.recorder import Recorder
from govcloud.resources.config.recorder_status import RecorderStatus

__all__ = [
    "DeliveryChannel",
    "Recorder",
    "RecorderStatus",
]
