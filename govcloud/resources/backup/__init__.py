"""Backup: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.backup.plan import Plan
from govcloud.resources.backup.vault import Vault

__all__ = [
    "Plan",
    "Vault",
]
