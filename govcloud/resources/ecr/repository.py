"""ECR: Repository, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class Repository(CloudResource):
    """The images of one program; none is ever overwritten unless told otherwise."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        image_tag_mutability: pulumi.Input[str] | None = None,
        scan_on_push: pulumi.Input[bool] | None = None,
        encryption_type: pulumi.Input[str] | None = None,
        kms_key: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ecr:Repository`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            name: Its name; made from the resource's name if not given. A change replaces the
                resource.
            image_tag_mutability: `IMMUTABLE`, or `MUTABLE`. Default: 'IMMUTABLE'.
            scan_on_push: Whether each image is looked through for known weaknesses. Default:
                True.
            encryption_type: `KMS` or `AES256`. Default: 'KMS'. A change replaces the resource.
            kms_key: The ARN of the key; the cloud's own if none is given. A change replaces the
                resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ecr:Repository",
            resource_name,
            {
                "name": name,
                "imageTagMutability": image_tag_mutability,
                "scanOnPush": scan_on_push,
                "encryptionType": encryption_type,
                "kmsKey": kms_key,
                "tags": tags,
            },
            ("repositoryUri", "arn"),
            opts,
        )

    @property
    def name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("name")

    @property
    def image_tag_mutability(self) -> pulumi.Output[str]:
        """`IMMUTABLE`, or `MUTABLE`."""
        return self._output("imageTagMutability")

    @property
    def scan_on_push(self) -> pulumi.Output[bool]:
        """Whether each image is looked through for known weaknesses."""
        return self._output("scanOnPush")

    @property
    def encryption_type(self) -> pulumi.Output[str]:
        """`KMS` or `AES256`."""
        return self._output("encryptionType")

    @property
    def kms_key(self) -> pulumi.Output[str]:
        """The ARN of the key; the cloud's own if none is given."""
        return self._output("kmsKey")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def repository_uri(self) -> pulumi.Output[str]:
        """Where images are pushed to."""
        return self._output("repositoryUri")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
