"""RDS: Instance, as a class for Pulumi programs."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
# ruff: noqa: PLR0913 - a resource has as many arguments as the cloud gives it properties
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pulumi

from govcloud.resources.base import CloudResource


class Instance(CloudResource):
    """A managed database; the cloud makes and keeps its password, and a last snapshot when it goes."""

    def __init__(
        self,
        resource_name: str,
        *,
        engine: pulumi.Input[str],
        engine_version: pulumi.Input[str],
        instance_class: pulumi.Input[str],
        allocated_storage: pulumi.Input[int],
        db_subnet_group_name: pulumi.Input[str],
        vpc_security_group_ids: pulumi.Input[Sequence[pulumi.Input[str]]],
        master_username: pulumi.Input[str],
        identifier: pulumi.Input[str] | None = None,
        storage_type: pulumi.Input[str] | None = None,
        storage_encrypted: pulumi.Input[bool] | None = None,
        kms_key_id: pulumi.Input[str] | None = None,
        multi_az: pulumi.Input[bool] | None = None,
        parameter_group_name: pulumi.Input[str] | None = None,
        master_user_secret_kms_key_id: pulumi.Input[str] | None = None,
        backup_retention_period: pulumi.Input[int] | None = None,
        deletion_protection: pulumi.Input[bool] | None = None,
        publicly_accessible: pulumi.Input[bool] | None = None,
        auto_minor_version_upgrade: pulumi.Input[bool] | None = None,
        copy_tags_to_snapshot: pulumi.Input[bool] | None = None,
        tags: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Register a `govcloud:rds:Instance`.

        Args:
            resource_name: Its name in the program, unique among those of its type.
            engine: `postgres`, `mysql`, `mariadb`, `oracle-se2`, `sqlserver-se` and others.
                Required. A change replaces the resource.
            engine_version: Its version; `16` is any 16, so that small upgrades are no change.
                Required.
            instance_class: Its size, `db.m5.large`. Required.
            allocated_storage: Its storage in GB; it can grow, never shrink. Required.
            db_subnet_group_name: The subnet group it stands in. Required. A change replaces the
                resource.
            vpc_security_group_ids: The security groups it is a member of. Required.
            master_username: The name of its first user. Required. A change replaces the
                resource.
            identifier: Its name; made from the resource's name if not given. A change replaces
                the resource.
            storage_type: Its kind of storage, `gp3`. Default: 'gp3'.
            storage_encrypted: Whether storage, backups and snapshots are encrypted. Default:
                True. A change replaces the resource.
            kms_key_id: The key that encrypts them; the account's own for RDS if none is given.
                A change replaces the resource.
            multi_az: Whether a second one stands ready in another zone of availability.
                Default: False.
            parameter_group_name: The parameter group it obeys; the engine's own if none is
                given.
            master_user_secret_kms_key_id: The key of the secret with that user's password; the
                account's own if not given. A change replaces the resource.
            backup_retention_period: Days for which it can be put back to any moment, 0 to 35; 0
                is never. Default: 7.
            deletion_protection: Whether the cloud refuses to delete it. Default: False.
            publicly_accessible: Whether it has an address that the internet reaches. Default:
                False.
            auto_minor_version_upgrade: Whether the cloud upgrades it to small versions by
                itself. Default: True.
            copy_tags_to_snapshot: Whether its snapshots bear its tags. Default: True.
            tags: Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never
                shown.
            opts: What Pulumi itself should know: parent, import, protection …
        """
        super().__init__(
            "govcloud:rds:Instance",
            resource_name,
            {
                "engine": engine,
                "engineVersion": engine_version,
                "instanceClass": instance_class,
                "allocatedStorage": allocated_storage,
                "dbSubnetGroupName": db_subnet_group_name,
                "vpcSecurityGroupIds": vpc_security_group_ids,
                "masterUsername": master_username,
                "identifier": identifier,
                "storageType": storage_type,
                "storageEncrypted": storage_encrypted,
                "kmsKeyId": kms_key_id,
                "multiAz": multi_az,
                "parameterGroupName": parameter_group_name,
                "masterUserSecretKmsKeyId": master_user_secret_kms_key_id,
                "backupRetentionPeriod": backup_retention_period,
                "deletionProtection": deletion_protection,
                "publiclyAccessible": publicly_accessible,
                "autoMinorVersionUpgrade": auto_minor_version_upgrade,
                "copyTagsToSnapshot": copy_tags_to_snapshot,
                "tags": tags,
            },
            ("endpointAddress", "endpointPort", "masterUserSecretArn", "arn"),
            opts,
        )

    @property
    def engine(self) -> pulumi.Output[str]:
        """`postgres`, `mysql`, `mariadb`, `oracle-se2`, `sqlserver-se` and others."""
        return self._output("engine")

    @property
    def engine_version(self) -> pulumi.Output[str]:
        """Its version; `16` is any 16, so that small upgrades are no change."""
        return self._output("engineVersion")

    @property
    def instance_class(self) -> pulumi.Output[str]:
        """Its size, `db.m5.large`."""
        return self._output("instanceClass")

    @property
    def allocated_storage(self) -> pulumi.Output[int]:
        """Its storage in GB; it can grow, never shrink."""
        return self._output("allocatedStorage")

    @property
    def db_subnet_group_name(self) -> pulumi.Output[str]:
        """The subnet group it stands in."""
        return self._output("dbSubnetGroupName")

    @property
    def vpc_security_group_ids(self) -> pulumi.Output[list[str]]:
        """The security groups it is a member of."""
        return self._output("vpcSecurityGroupIds")

    @property
    def master_username(self) -> pulumi.Output[str]:
        """The name of its first user."""
        return self._output("masterUsername")

    @property
    def identifier(self) -> pulumi.Output[str]:
        """Its name; made from the resource's name if not given."""
        return self._output("identifier")

    @property
    def storage_type(self) -> pulumi.Output[str]:
        """Its kind of storage, `gp3`."""
        return self._output("storageType")

    @property
    def storage_encrypted(self) -> pulumi.Output[bool]:
        """Whether storage, backups and snapshots are encrypted."""
        return self._output("storageEncrypted")

    @property
    def kms_key_id(self) -> pulumi.Output[str]:
        """The key that encrypts them; the account's own for RDS if none is given."""
        return self._output("kmsKeyId")

    @property
    def multi_az(self) -> pulumi.Output[bool]:
        """Whether a second one stands ready in another zone of availability."""
        return self._output("multiAz")

    @property
    def parameter_group_name(self) -> pulumi.Output[str]:
        """The parameter group it obeys; the engine's own if none is given."""
        return self._output("parameterGroupName")

    @property
    def master_user_secret_kms_key_id(self) -> pulumi.Output[str]:
        """The key of the secret with that user's password; the account's own if not given."""
        return self._output("masterUserSecretKmsKeyId")

    @property
    def backup_retention_period(self) -> pulumi.Output[int]:
        """Days for which it can be put back to any moment, 0 to 35; 0 is never."""
        return self._output("backupRetentionPeriod")

    @property
    def deletion_protection(self) -> pulumi.Output[bool]:
        """Whether the cloud refuses to delete it."""
        return self._output("deletionProtection")

    @property
    def publicly_accessible(self) -> pulumi.Output[bool]:
        """Whether it has an address that the internet reaches."""
        return self._output("publiclyAccessible")

    @property
    def auto_minor_version_upgrade(self) -> pulumi.Output[bool]:
        """Whether the cloud upgrades it to small versions by itself."""
        return self._output("autoMinorVersionUpgrade")

    @property
    def copy_tags_to_snapshot(self) -> pulumi.Output[bool]:
        """Whether its snapshots bear its tags."""
        return self._output("copyTagsToSnapshot")

    @property
    def tags(self) -> pulumi.Output[dict[str, str] | None]:
        """Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown."""
        return self._output("tags")

    @property
    def endpoint_address(self) -> pulumi.Output[str]:
        """The name at which it is reached."""
        return self._output("endpointAddress")

    @property
    def endpoint_port(self) -> pulumi.Output[int]:
        """The port."""
        return self._output("endpointPort")

    @property
    def master_user_secret_arn(self) -> pulumi.Output[str]:
        """The secret that holds its first user's password."""
        return self._output("masterUserSecretArn")

    @property
    def arn(self) -> pulumi.Output[str]:
        """Its ARN."""
        return self._output("arn")
