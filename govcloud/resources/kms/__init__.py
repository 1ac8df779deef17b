"""KMS: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.kms.alias import Alias
from govcloud.resources.kms.key import Key

__all__ = [
    "Alias",
    "Key",
]
