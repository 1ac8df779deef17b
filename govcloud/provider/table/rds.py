"""RDS: databases that the cloud keeps running."""

from __future__ import annotations

from govcloud.provider.table.entry import (
    Kind,
    Many,
    Op,
    Output,
    Prop,
    Resource,
    Same,
    Tagging,
    Waiter,
)
from govcloud.provider.table.rds_groups import TAGGING


def _soon(name: str) -> str:
    """What a property will be once the change that the cloud is still making is made."""
    return f"not_null(PendingModifiedValues.{name}, {name})"


INSTANCE = Resource(
    service="rds",
    name="Instance",
    text="A managed database; the cloud makes and keeps its password, and a last snapshot when it goes.",
    create=Op("create_db_instance", {"ManageMasterUserPassword": True}),
    id="DBInstance.DBInstanceIdentifier",
    read=Op(
        "describe_db_instances",
        {"DBInstanceIdentifier": "$id"},
        "DBInstances[0]",
        many=Many({}, "DBInstances", "DBInstanceIdentifier", path="[0]"),
    ),
    # what stays is not said again: the same storage or `16` once more would count as a change
    update=Op(
        "modify_db_instance",
        {
            "DBInstanceIdentifier": "$id",
            "ApplyImmediately": True,
            "EngineVersion": "$new.engineVersion",
            "DBInstanceClass": "$new.instanceClass",
            "AllocatedStorage": "$new.allocatedStorage",
            "StorageType": "$new.storageType",
            "MultiAZ": "$new.multiAz",
            "VpcSecurityGroupIds": "$new.vpcSecurityGroupIds",
            "DBParameterGroupName": "$new.parameterGroupName",
            "BackupRetentionPeriod": "$new.backupRetentionPeriod",
            "DeletionProtection": "$new.deletionProtection",
            "PubliclyAccessible": "$new.publiclyAccessible",
            "AutoMinorVersionUpgrade": "$new.autoMinorVersionUpgrade",
            "CopyTagsToSnapshot": "$new.copyTagsToSnapshot",
        },
    ),
    delete=(
        Op(
            "delete_db_instance",
            {"DBInstanceIdentifier": "$id", "FinalDBSnapshotIdentifier": "$id"},
        ),
    ),
    gone=("DBInstanceNotFound",),
    gone_when="DBInstanceStatus=='deleting'",
    exists=("DBInstanceAlreadyExists",),
    siblings=Op("describe_db_instances", {}, "DBInstances[].DBInstanceIdentifier"),
    created=Waiter(
        "db_instance_available",
        {"DBInstanceIdentifier": "$id"},
        unless="DBInstance.DBInstanceStatus=='available'",
        tries=3600,
    ),
    deleted=Waiter("db_instance_deleted", {"DBInstanceIdentifier": "$id"}, tries=3600),
    tagging=Tagging(tag=TAGGING.tag, untag=TAGGING.untag, in_create="Tags", path="TagList"),
    props={
        "identifier": Prop(
            "Its name; made from the resource's name if not given.",
            param="DBInstanceIdentifier",
            path="DBInstanceIdentifier",
            replace=True,
            autoname=63,
            lower=True,
        ),
        "engine": Prop(
            "`postgres`, `mysql`, `mariadb`, `oracle-se2`, `sqlserver-se` and others.",
            param="Engine",
            path="Engine",
            required=True,
            replace=True,
        ),
        "engineVersion": Prop(
            "Its version; `16` is any 16, so that small upgrades are no change.",
            param="EngineVersion",
            path=_soon("EngineVersion"),
            required=True,
            same=Same.VERSION,
        ),
        "instanceClass": Prop(
            "Its size, `db.m5.large`.",
            param="DBInstanceClass",
            path=_soon("DBInstanceClass"),
            required=True,
            open_ended=True,
        ),
        "allocatedStorage": Prop(
            "Its storage in GB; it can grow, never shrink.",
            Kind.WHOLE,
            param="AllocatedStorage",
            path=_soon("AllocatedStorage"),
            required=True,
        ),
        "storageType": Prop(
            "Its kind of storage, `gp3`.",
            param="StorageType",
            path=_soon("StorageType"),
            default="gp3",
        ),
        "storageEncrypted": Prop(
            "Whether storage, backups and snapshots are encrypted.",
            Kind.FLAG,
            param="StorageEncrypted",
            path="StorageEncrypted",
            replace=True,
            default=True,
        ),
        "kmsKeyId": Prop(
            "The key that encrypts them; the account's own for RDS if none is given.",
            param="KmsKeyId",
            path="KmsKeyId",
            replace=True,
            computed=True,
            same=Same.ARN_TAIL,
        ),
        "multiAz": Prop(
            "Whether a second one stands ready in another zone of availability.",
            Kind.FLAG,
            param="MultiAZ",
            path=_soon("MultiAZ"),
            default=False,
        ),
        "dbSubnetGroupName": Prop(
            "The subnet group it stands in.",
            param="DBSubnetGroupName",
            path="DBSubnetGroup.DBSubnetGroupName",
            required=True,
            replace=True,
        ),
        "vpcSecurityGroupIds": Prop(
            "The security groups it is a member of.",
            Kind.TEXTS,
            param="VpcSecurityGroupIds",
            path="VpcSecurityGroups[?Status!='removing'].VpcSecurityGroupId",
            required=True,
            same=Same.SET,
        ),
        "parameterGroupName": Prop(
            "The parameter group it obeys; the engine's own if none is given.",
            param="DBParameterGroupName",
            path="DBParameterGroups[0].DBParameterGroupName",
            computed=True,
        ),
        "masterUsername": Prop(
            "The name of its first user.",
            param="MasterUsername",
            path="MasterUsername",
            required=True,
            replace=True,
        ),
        "masterUserSecretKmsKeyId": Prop(
            "The key of the secret with that user's password; the account's own if not given.",
            param="MasterUserSecretKmsKeyId",
            path="MasterUserSecret.KmsKeyId",
            replace=True,
            computed=True,
            same=Same.ARN_TAIL,
        ),
        "backupRetentionPeriod": Prop(
            "Days for which it can be put back to any moment, 0 to 35; 0 is never.",
            Kind.WHOLE,
            param="BackupRetentionPeriod",
            path=_soon("BackupRetentionPeriod"),
            default=7,
        ),
        "deletionProtection": Prop(
            "Whether the cloud refuses to delete it.",
            Kind.FLAG,
            param="DeletionProtection",
            path="DeletionProtection",
            default=False,
        ),
        "publiclyAccessible": Prop(
            "Whether it has an address that the internet reaches.",
            Kind.FLAG,
            param="PubliclyAccessible",
            path="PubliclyAccessible",
            default=False,
        ),
        "autoMinorVersionUpgrade": Prop(
            "Whether the cloud upgrades it to small versions by itself.",
            Kind.FLAG,
            param="AutoMinorVersionUpgrade",
            path="AutoMinorVersionUpgrade",
            default=True,
        ),
        "copyTagsToSnapshot": Prop(
            "Whether its snapshots bear its tags.",
            Kind.FLAG,
            param="CopyTagsToSnapshot",
            path="CopyTagsToSnapshot",
            default=True,
        ),
    },
    outputs={
        "endpointAddress": Output("The name at which it is reached.", "Endpoint.Address"),
        "endpointPort": Output("The port.", "Endpoint.Port", Kind.WHOLE),
        "masterUserSecretArn": Output(
            "The secret that holds its first user's password.", "MasterUserSecret.SecretArn"
        ),
        "arn": Output("Its ARN.", "arn:{partition}:rds:{region}:{account}:db:{id}"),
    },
)

ENTRIES = (INSTANCE,)
