"""KMS: encryption keys and the names they go by."""

from __future__ import annotations

from govcloud.provider.table.entry import (
    Inside,
    Kind,
    Many,
    Op,
    Output,
    Prop,
    Resource,
    Same,
    Tagging,
)

_EVERYTHING = {
    "Effect": "Allow",
    "Principal": {"AWS": "$root"},
    "Action": "kms:*",
    "Resource": "*",
}

KEY = Resource(
    service="kms",
    name="Key",
    text="An encryption key that never leaves the cloud's hardware.",
    create=Op("create_key"),
    id="KeyMetadata.KeyId",
    answer="KeyMetadata",
    read=Op("describe_key", {"KeyId": "$id"}, "KeyMetadata"),
    delete=(
        Op(
            "schedule_key_deletion",
            {"KeyId": "$id", "PendingWindowInDays": "$in.deletionWindowInDays"},
        ),
    ),
    gone=("NotFoundException", "KMSInvalidStateException"),
    gone_when="contains(['PendingDeletion', 'PendingReplicaDeletion'], KeyState)",
    siblings=Op("list_keys", {}, "Keys[].KeyId"),
    tagging=Tagging(
        tag=Op("tag_resource", {"KeyId": "$id", "Tags": "$tags"}),
        untag=Op("untag_resource", {"KeyId": "$id", "TagKeys": "$keys"}),
        pair=("TagKey", "TagValue"),
        in_create="Tags",
        get=Op("list_resource_tags", {"KeyId": "$id"}, "Tags"),
    ),
    props={
        "description": Prop(
            "What it is for.",
            param="Description",
            path="Description",
            default="Made by govcloud",
            put=(Op("update_key_description", {"KeyId": "$id", "Description": "$value"}),),
        ),
        "policy": Prop(
            "Its key policy, as JSON; the account's own rules if none is given.",
            Kind.JSON,
            param="Policy",
            computed=True,
            watched=True,
            usual={"Version": "2012-10-17", "Statement": [_EVERYTHING]},
            same=Same.JSON,
            put=(
                Op(
                    "put_key_policy",
                    {"KeyId": "$id", "PolicyName": "default", "Policy": "$value"},
                ),
            ),
            get=Op("get_key_policy", {"KeyId": "$id", "PolicyName": "default"}, "Policy"),
        ),
        "keySpec": Prop(
            "`SYMMETRIC_DEFAULT`, or the kind of an asymmetric key (`SM2` in China).",
            param="KeySpec",
            path="KeySpec",
            replace=True,
            default="SYMMETRIC_DEFAULT",
        ),
        "keyUsage": Prop(
            "`ENCRYPT_DECRYPT`, `SIGN_VERIFY` or `GENERATE_VERIFY_MAC`.",
            param="KeyUsage",
            path="KeyUsage",
            replace=True,
            default="ENCRYPT_DECRYPT",
        ),
        "enableKeyRotation": Prop(
            "Whether new key material is made each year; only of symmetric keys.",
            Kind.FLAG,
            default=True,
            fresh=False,
            put=(Op("enable_key_rotation", {"KeyId": "$id"}),),
            unset=(Op("disable_key_rotation", {"KeyId": "$id"}),),
            get=Op("get_key_rotation_status", {"KeyId": "$id"}, "KeyRotationEnabled"),
        ),
        "enabled": Prop(
            "Whether it can be used now.",
            Kind.FLAG,
            path="Enabled",
            default=True,
            fresh=True,
            put=(Op("enable_key", {"KeyId": "$id"}),),
            unset=(Op("disable_key", {"KeyId": "$id"}),),
        ),
        "deletionWindowInDays": Prop(
            "Days between the order to delete it and the deletion, 7 to 30.",
            Kind.WHOLE,
            default=30,
            write_only=True,
        ),
    },
    outputs={
        "keyId": Output("The key's id.", "KeyId"),
        "arn": Output("Its ARN.", "arn:{partition}:kms:{region}:{account}:key/{id}"),
    },
    revive=(Op("cancel_key_deletion", {"KeyId": "$id"}), Op("enable_key", {"KeyId": "$id"})),
    inside=(
        Inside(
            "govcloud:kms:Alias",
            Op("list_aliases", many=Many({}, "Aliases", "TargetKeyId", path="@")),
            id="AliasName",
            unless="starts_with(AliasName, 'alias/aws/')",
            shows="{name: AliasName}",
            remove=(Op("delete_alias", {"AliasName": "$item.AliasName"}),),
        ),
        # services of the cloud grant themselves what they need to use a key
        Inside(
            "kms:Grant",
            Op("list_grants", {"KeyId": "$id"}, "Grants"),
            id="join('|', [owner, GrantId])",
            unless="contains(GranteePrincipal, '.amazonaws.') || contains(GranteePrincipal, '/aws:')",
            shows="{to: GranteePrincipal, may: Operations}",
            remove=(Op("revoke_grant", {"KeyId": "$owner", "GrantId": "$item.GrantId"}),),
        ),
    ),
)

ALIAS = Resource(
    service="kms",
    name="Alias",
    text="A name for an encryption key.",
    create=Op("create_alias"),
    id="{name}",
    answer="@",
    read=Op(
        "describe_key",
        {"KeyId": "$id"},
        "KeyMetadata",
        many=Many({}, "Aliases", "AliasName", call="list_aliases", path="[0].{KeyId: TargetKeyId}"),
    ),
    update=Op("update_alias", {"AliasName": "$id", "TargetKeyId": "$in.targetKeyId"}),
    delete=(Op("delete_alias", {"AliasName": "$id"}),),
    gone=("NotFoundException",),
    exists=("AlreadyExistsException",),
    props={
        "name": Prop(
            "The name, `alias/…`.", param="AliasName", path="$id", required=True, replace=True
        ),
        "targetKeyId": Prop(
            "The key's id or ARN.",
            param="TargetKeyId",
            path="KeyId",
            required=True,
            same=Same.ARN_TAIL,
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:kms:{region}:{account}:{id}")},
)

ENTRIES = (KEY, ALIAS)
