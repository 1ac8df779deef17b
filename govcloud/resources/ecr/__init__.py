"""ECR: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.ecr.repository import Repository

__all__ = [
    "Repository",
]
