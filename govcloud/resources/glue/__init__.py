"""Glue: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.glue.database import Database

__all__ = [
    "Database",
]
