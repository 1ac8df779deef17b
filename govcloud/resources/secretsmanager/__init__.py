"""Secrets Manager: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.secretsmanager.secret import Secret

__all__ = [
    "Secret",
]
