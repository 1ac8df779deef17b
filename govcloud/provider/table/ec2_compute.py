"""EC2: key pairs and instances."""

from __future__ import annotations

from dataclasses import replace

from govcloud.provider.table.entry import (
    Kind,
    Many,
    Op,
    Output,
    Prop,
    Resource,
    Same,
    Waiter,
    ec2_tags,
    filtered,
)

_KEY_PAIR_TAGS = replace(
    ec2_tags("key-pair"),
    tag=Op("create_tags", {"Resources": ["$state.keyPairId"], "Tags": "$tags"}),
    untag=Op("delete_tags", {"Resources": ["$state.keyPairId"], "Tags": "$keys"}),
)

KEY_PAIR = Resource(
    service="ec2",
    name="KeyPair",
    text="The public half of a login key; the private half never leaves its owner.",
    create=Op("import_key_pair"),
    id="KeyName",
    answer="@",
    read=Op(
        "describe_key_pairs",
        {"KeyNames": ["$id"], "IncludePublicKey": True},
        "KeyPairs[0]",
        many=Many(
            {"Filters": [{"Name": "key-name", "Values": "$ids"}], "IncludePublicKey": True},
            "KeyPairs",
            "KeyName",
        ),
    ),
    delete=(Op("delete_key_pair", {"KeyName": "$id"}),),
    gone=("InvalidKeyPair.NotFound",),
    exists=("InvalidKeyPair.Duplicate",),
    tagging=_KEY_PAIR_TAGS,
    props={
        "keyName": Prop(
            "Its name; made from the resource's name if not given.",
            param="KeyName",
            path="KeyName",
            replace=True,
            autoname=255,
        ),
        "publicKey": Prop(
            "The public key, in OpenSSH's form.",
            param="PublicKeyMaterial",
            path="PublicKey",
            required=True,
            replace=True,
            same=Same.SSH_KEY,
        ),
    },
    outputs={
        "keyPairId": Output("The key pair's id.", "KeyPairId"),
        "fingerprint": Output("The key's fingerprint.", "KeyFingerprint"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:key-pair/{keyPairId}"),
    },
)

INSTANCE = Resource(
    service="ec2",
    name="Instance",
    text="A virtual server.",
    create=Op("run_instances", {"MinCount": 1, "MaxCount": 1}),
    id="Instances[0].InstanceId",
    answer="Instances[0]",
    read=Op(
        "describe_instances",
        {"InstanceIds": ["$id"]},
        "Reservations[0].Instances[0]",
        many=filtered(
            "subnet-id",
            "Reservations[].Instances[]",
            "InstanceId",
            ask="$in.subnetId",
            of="$id",
            path="[0]",
        ),
    ),
    delete=(Op("terminate_instances", {"InstanceIds": ["$id"]}),),
    gone=("InvalidInstanceID.NotFound",),
    gone_when="contains(['shutting-down', 'terminated'], State.Name)",
    created=Waiter(
        "instance_running",
        {"InstanceIds": ["$id"]},
        unless="contains(['pending', 'running'], Instances[0].State.Name)",
    ),
    deleted=Waiter("instance_terminated", {"InstanceIds": ["$id"]}, tries=600),
    tagging=ec2_tags("instance"),
    props={
        "imageId": Prop(
            "The machine image it starts from.",
            param="ImageId",
            path="ImageId",
            required=True,
            replace=True,
        ),
        "instanceType": Prop(
            "Its size, `t3.small`.",
            param="InstanceType",
            path="InstanceType",
            required=True,
            replace=True,
            open_ended=True,
        ),
        "subnetId": Prop(
            "The subnet it stands in.",
            param="SubnetId",
            path="SubnetId",
            required=True,
            replace=True,
        ),
        "privateIpAddress": Prop(
            "Its address in the subnet; the cloud chooses if none is given.",
            param="PrivateIpAddress",
            path="PrivateIpAddress",
            replace=True,
            computed=True,
            unique=True,
        ),
        "securityGroupIds": Prop(
            "The security groups it is a member of; the network's default one if none is given.",
            Kind.TEXTS,
            param="SecurityGroupIds",
            path="SecurityGroups[].GroupId",
            computed=True,
            same=Same.SET,
            put=(Op("modify_instance_attribute", {"InstanceId": "$id", "Groups": "$value"}),),
        ),
        "keyName": Prop(
            "The key pair that may log in.", param="KeyName", path="KeyName", replace=True
        ),
        "iamInstanceProfile": Prop(
            "The name of its instance profile.",
            param="IamInstanceProfile.Name",
            path="IamInstanceProfile.Arn",
            replace=True,
            same=Same.ARN_TAIL,
        ),
        "httpTokens": Prop(
            "Whether its metadata ask for a session token (IMDSv2): `required` or `optional`.",
            param="MetadataOptions.HttpTokens",
            path="MetadataOptions.HttpTokens",
            default="required",
            put=(
                Op(
                    "modify_instance_metadata_options",
                    {"InstanceId": "$id", "HttpTokens": "$value"},
                ),
            ),
        ),
        "userData": Prop(
            "What it is told at its first start; kept as a secret.",
            param="UserData",
            replace=True,
            write_only=True,
            secret=True,
        ),
    },
    outputs={
        "instanceId": Output("The instance's id.", "InstanceId"),
        "privateIp": Output("Its private address.", "PrivateIpAddress"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:instance/{id}"),
    },
)

ENTRIES = (KEY_PAIR, INSTANCE)
