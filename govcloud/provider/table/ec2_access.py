"""EC2: who may speak to whom: security groups and their rules."""

from __future__ import annotations

from dataclasses import replace

from govcloud.provider.table.ec2_inside_rules import IN_SECURITY_GROUP
from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource, ec2_tags, filtered

_THIS_RULE = {"GroupId": "$in.securityGroupId", "SecurityGroupRuleIds": ["$id"]}
_EVERYWHERE = {
    "GroupId": "$id",
    "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
}

SECURITY_GROUP = Resource(
    service="ec2",
    name="SecurityGroup",
    text="A set of rules on who may reach an instance and whom it may reach.",
    create=Op("create_security_group"),
    id="GroupId",
    answer="@",
    read=Op(
        "describe_security_groups",
        {"GroupIds": ["$id"]},
        "SecurityGroups[0]",
        many=filtered("vpc-id", "SecurityGroups", "GroupId", ask="$in.vpcId", of="$id"),
    ),
    delete=(Op("delete_security_group", {"GroupId": "$id"}),),
    gone=("InvalidGroup.NotFound", "InvalidGroupId.NotFound"),
    exists=("InvalidGroup.Duplicate",),
    tagging=ec2_tags("security-group"),
    props={
        "groupName": Prop(
            "Its name, unique in the network; made from the resource's name if not given.",
            param="GroupName",
            path="GroupName",
            replace=True,
            autoname=255,
        ),
        "description": Prop(
            "What it is for; the cloud never lets it be changed.",
            param="Description",
            path="Description",
            replace=True,
            default="Made by govcloud",
        ),
        "vpcId": Prop("Its network.", param="VpcId", path="VpcId", required=True, replace=True),
        "allowAllEgress": Prop(
            "Whether the cloud's own rule stays that lets everything out.",
            Kind.FLAG,
            path="IpPermissionsEgress[?IpProtocol=='-1'].IpRanges[]"
            " | length([?CidrIp=='0.0.0.0/0']) > `0`",
            default=True,
            fresh=True,
            put=(Op("authorize_security_group_egress", _EVERYWHERE),),
            unset=(Op("revoke_security_group_egress", _EVERYWHERE),),
        ),
    },
    outputs={
        "groupId": Output("The group's id.", "GroupId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:security-group/{id}"),
    },
    inside=IN_SECURITY_GROUP,
)


_FIRST = "IpPermissions.0."

INGRESS = Resource(
    service="ec2",
    name="SecurityGroupIngress",
    text="One rule of a security group: who may reach its members. Exactly one other end is given.",
    create=Op("authorize_security_group_ingress"),
    id="SecurityGroupRules[0].SecurityGroupRuleId",
    answer="SecurityGroupRules[0]",
    read=Op(
        "describe_security_group_rules",
        {"SecurityGroupRuleIds": ["$id"]},
        "SecurityGroupRules[0]",
        many=filtered(
            "group-id",
            "SecurityGroupRules",
            "SecurityGroupRuleId",
            ask="$in.securityGroupId",
            of="$id",
        ),
    ),
    delete=(Op("revoke_security_group_ingress", _THIS_RULE),),
    gone=(
        "InvalidSecurityGroupRuleId.NotFound",
        "InvalidPermission.NotFound",
        "InvalidGroup.NotFound",
        "InvalidGroupId.NotFound",
    ),
    exists=("InvalidPermission.Duplicate",),
    one_of=("cidrBlock", "peerSecurityGroupId"),
    tagging=ec2_tags("security-group-rule"),
    props={
        "securityGroupId": Prop(
            "The group.", param="GroupId", path="GroupId", required=True, replace=True
        ),
        "protocol": Prop(
            "`tcp`, `udp`, `icmp`, or `-1` for all.",
            param=f"{_FIRST}IpProtocol",
            path="IpProtocol",
            replace=True,
            default="tcp",
        ),
        "fromPort": Prop(
            "The first port; not given when all are meant.",
            Kind.WHOLE,
            param=f"{_FIRST}FromPort",
            path="FromPort",
            replace=True,
        ),
        "toPort": Prop(
            "The last port.", Kind.WHOLE, param=f"{_FIRST}ToPort", path="ToPort", replace=True
        ),
        "cidrBlock": Prop(
            "The other end: an IPv4 range.",
            param=f"{_FIRST}IpRanges.0.CidrIp",
            path="CidrIpv4",
            replace=True,
        ),
        "peerSecurityGroupId": Prop(
            "The other end: the members of a security group.",
            param=f"{_FIRST}UserIdGroupPairs.0.GroupId",
            path="ReferencedGroupInfo.GroupId",
            replace=True,
        ),
    },
    outputs={"securityGroupRuleId": Output("The rule's id.", "SecurityGroupRuleId")},
)

EGRESS = replace(
    INGRESS,
    name="SecurityGroupEgress",
    text="One rule of a security group: whom its members may reach. Exactly one other end is given.",
    create=Op("authorize_security_group_egress"),
    delete=(Op("revoke_security_group_egress", _THIS_RULE),),
)

ENTRIES = (SECURITY_GROUP, INGRESS, EGRESS)
