"""Backup: vaults that keep copies, and plans by which they are made."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource, Tagging

_RULE = "BackupPlan.Rules.0"


def _tags(in_create: str) -> Tagging:
    return Tagging(
        tag=Op("tag_resource", {"ResourceArn": "$arn", "Tags": "$tags"}),
        untag=Op("untag_resource", {"ResourceArn": "$arn", "TagKeyList": "$keys"}),
        pair=None,
        in_create=in_create,
        get=Op("list_tags", {"ResourceArn": "$arn"}, "Tags"),
    )


VAULT = Resource(
    service="backup",
    name="Vault",
    text="A place for copies, under a key of its own.",
    create=Op("create_backup_vault"),
    id="BackupVaultName",
    read=Op("describe_backup_vault", {"BackupVaultName": "$id"}),
    delete=(Op("delete_backup_vault", {"BackupVaultName": "$id"}),),
    gone=("ResourceNotFoundException",),
    exists=("AlreadyExistsException",),
    siblings=Op("list_backup_vaults", {}, "BackupVaultList[].BackupVaultName"),
    tagging=_tags("BackupVaultTags"),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="BackupVaultName",
            path="BackupVaultName",
            replace=True,
            autoname=50,
        ),
        "encryptionKeyArn": Prop(
            "The ARN of the key; the cloud's own if none is given.",
            param="EncryptionKeyArn",
            path="EncryptionKeyArn",
            replace=True,
            computed=True,
        ),
        "minRetentionDays": Prop(
            "Days before which no copy may be deleted, by anybody; no lock if not given.",
            Kind.WHOLE,
            path="MinRetentionDays",
            put=(
                Op(
                    "put_backup_vault_lock_configuration",
                    {"BackupVaultName": "$id", "MinRetentionDays": "$value"},
                ),
            ),
            unset=(Op("delete_backup_vault_lock_configuration", {"BackupVaultName": "$id"}),),
        ),
    },
    outputs={
        "arn": Output("Its ARN.", "arn:{partition}:backup:{region}:{account}:backup-vault:{id}")
    },
)

PLAN = Resource(
    service="backup",
    name="Plan",
    text="When copies are made, and how long they are kept; a changed plan is a new one.",
    create=Op("create_backup_plan"),
    id="BackupPlanId",
    read=Op("get_backup_plan", {"BackupPlanId": "$id"}),
    delete=(Op("delete_backup_plan", {"BackupPlanId": "$id"}),),
    gone=("ResourceNotFoundException",),
    gone_when="DeletionDate",
    exists=("AlreadyExistsException",),
    siblings=Op("list_backup_plans", {}, "BackupPlansList[].BackupPlanId"),
    tagging=_tags("BackupPlanTags"),
    props={
        "name": Prop(
            "Its name.",
            param="BackupPlan.BackupPlanName",
            path="BackupPlan.BackupPlanName",
            required=True,
            replace=True,
            unique=True,
        ),
        "ruleName": Prop(
            "The rule's name.",
            param=f"{_RULE}.RuleName",
            path="BackupPlan.Rules[0].RuleName",
            replace=True,
            default="daily",
        ),
        "vault": Prop(
            "The vault's name.",
            param=f"{_RULE}.TargetBackupVaultName",
            path="BackupPlan.Rules[0].TargetBackupVaultName",
            required=True,
            replace=True,
        ),
        "schedule": Prop(
            "When, as `cron(…)` in UTC.",
            param=f"{_RULE}.ScheduleExpression",
            path="BackupPlan.Rules[0].ScheduleExpression",
            replace=True,
            default="cron(0 18 * * ? *)",
        ),
        "deleteAfterDays": Prop(
            "Days that a copy is kept.",
            Kind.WHOLE,
            param=f"{_RULE}.Lifecycle.DeleteAfterDays",
            path="BackupPlan.Rules[0].Lifecycle.DeleteAfterDays",
            replace=True,
            default=35,
        ),
    },
    outputs={
        "planId": Output("Its id.", "$id"),
        "arn": Output("Its ARN.", "arn:{partition}:backup:{region}:{account}:backup-plan:{id}"),
    },
)

ENTRIES = (VAULT, PLAN)
