"""Secrets Manager: secrets."""

from __future__ import annotations

from govcloud.provider.table.entry import Inside, Kind, Many, Op, Output, Prop, Resource, Tagging

SECRET = Resource(
    service="secretsmanager",
    name="Secret",
    text="A secret and its value, which stays a secret wherever govcloud keeps or shows it.",
    create=Op("create_secret"),
    id="ARN",
    answer="@",
    read=Op(
        "describe_secret",
        {"SecretId": "$id"},
        many=Many({}, "SecretList", "ARN", call="list_secrets", path="[0]"),
    ),
    update=Op(
        "update_secret",
        {
            "SecretId": "$id",
            "Description": "$in.description",
            "KmsKeyId": "$in.kmsKeyId",
        },
    ),
    delete=(
        Op(
            "delete_secret",
            {"SecretId": "$id", "RecoveryWindowInDays": "$in.recoveryWindowInDays"},
        ),
    ),
    gone=("ResourceNotFoundException",),
    gone_when="DeletedDate",
    exists=("ResourceExistsException",),
    siblings=Op("list_secrets", {}, "SecretList[].ARN"),
    tagging=Tagging(
        tag=Op("tag_resource", {"SecretId": "$id", "Tags": "$tags"}),
        untag=Op("untag_resource", {"SecretId": "$id", "TagKeys": "$keys"}),
        in_create="Tags",
        path="Tags",
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="Name",
            path="Name",
            replace=True,
            autoname=512,
        ),
        "description": Prop(
            "What it is for.",
            param="Description",
            path="Description",
            default="Made by govcloud",
        ),
        "kmsKeyId": Prop("The key that encrypts it.", param="KmsKeyId", path="KmsKeyId"),
        "secretString": Prop(
            "The value.",
            param="SecretString",
            secret=True,
            put=(Op("put_secret_value", {"SecretId": "$id", "SecretString": "$value"}),),
            get=Op(
                "get_secret_value",
                {"SecretId": "$id"},
                "SecretString",
                absent=("ResourceNotFoundException",),
            ),
        ),
        "recoveryWindowInDays": Prop(
            "Days in which a deletion can be undone, 7 to 30.",
            Kind.WHOLE,
            default=30,
            write_only=True,
        ),
    },
    outputs={"arn": Output("Its ARN.", "$id")},
    revive=(Op("restore_secret", {"SecretId": "$id"}),),
    inside=(
        Inside(
            "secretsmanager:ResourcePolicy",
            Op("get_resource_policy", {"SecretId": "$id"}),
            id="join('|', ['policy', owner])",
            unless="!ResourcePolicy",
            shows="{policy: ResourcePolicy}",
            remove=(Op("delete_resource_policy", {"SecretId": "$owner"}),),
        ),
    ),
)

ENTRIES = (SECRET,)
