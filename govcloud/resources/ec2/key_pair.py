"""EC2: KeyPair, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping

import pulumi

from govcloud.resources.base import CloudResource


class KeyPair(CloudResource):
    """The public half of a login key; the private half never leaves its owner."""

    def __init__(
        self,
        resource_name: str,
        *,
        public_key: pulumi.Input[str],
        key_name: pulumi.Input[str] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:ec2:KeyPair`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            public_key: The public key, in OpenSSH's form. Required. A change replaces the
                resource.
            key_name: Its name; made from the resource's name if not given. A change replaces
                the resource.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:ec2:KeyPair",
            resource_name,
            {
                "publicKey": public_key,
                "keyName": key_name,
                "tags": tags,
            },
            ("keyPairId", "fingerprint", "arn"),
            opts,
        )

    @property
    def public_key(self) -> pulumi.Output[str]:
        """The public key, in OpenSSH's form."""
        return self._output("publicKey")

    @property
    def key_name(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("keyName")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def key_pair_id(self) -> pulumi.Output[str]:
        """The key pair's id."""
        return self._output("keyPairId")

    @property
    def fingerprint(self) -> pulumi.Output[str]:
        """The key's fingerprint."""
        return self._output("fingerprint")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
