"""Systems Manager: settings that programs look up."""

from __future__ import annotations

from govcloud.provider.table.entry import Op, Output, Prop, Resource, Tagging

_TAGGED = {"ResourceType": "Parameter", "ResourceId": "$id"}

PARAMETER = Resource(
    service="ssm",
    name="Parameter",
    text="A setting by its name.",
    create=Op("put_parameter"),
    id="{name}",
    read=Op("get_parameter", {"Name": "$id", "WithDecryption": True}, "Parameter"),
    update=Op(
        "put_parameter",
        {
            "Name": "$id",
            "Value": "$in.value",
            "Type": "$in.type",
            "KeyId": "$in.keyId",
            "Overwrite": True,
        },
    ),
    delete=(Op("delete_parameter", {"Name": "$id"}),),
    gone=("ParameterNotFound",),
    exists=("ParameterAlreadyExists",),
    siblings=Op("describe_parameters", {}, "Parameters[].Name"),
    tagging=Tagging(
        tag=Op("add_tags_to_resource", {**_TAGGED, "Tags": "$tags"}),
        untag=Op("remove_tags_from_resource", {**_TAGGED, "TagKeys": "$keys"}),
        in_create="Tags",
        get=Op("list_tags_for_resource", _TAGGED, "TagList"),
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="Name",
            path="Name",
            replace=True,
            autoname=512,
        ),
        "value": Prop("What it says.", param="Value", path="Value", required=True, secret=True),
        "type": Prop(
            "`String`, `StringList`, or `SecureString`, which is encrypted.",
            param="Type",
            path="Type",
            default="SecureString",
        ),
        "keyId": Prop(
            "The key (id, ARN or alias) of an encrypted one; the cloud's own if none is given.",
            param="KeyId",
            write_only=True,
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:ssm:{region}:{account}:parameter/{id}")},
)

ENTRIES = (PARAMETER,)
