"""EC2: who may speak to whom: security groups, network ACLs and their rules."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource, ec2_tags

# the last is the embedded cloud's word for it
_NO_ACL = (
    "InvalidNetworkAclID.NotFound",
    "InvalidNetworkAclId.NotFound",
    "InvalidRouteTableID.NotFound",
)
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
    read=Op("describe_security_groups", {"GroupIds": ["$id"]}, "SecurityGroups[0]"),
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
)


def _rule(direction: str) -> Resource:
    first = "IpPermissions.0."
    word = "reach the members" if direction == "ingress" else "be reached by the members"
    return Resource(
        service="ec2",
        name=f"SecurityGroup{direction.capitalize()}",
        text=f"One rule of a security group: who may {word}. Exactly one of the two ends is given.",
        create=Op(f"authorize_security_group_{direction}"),
        id="SecurityGroupRules[0].SecurityGroupRuleId",
        answer="SecurityGroupRules[0]",
        read=Op(
            "describe_security_group_rules",
            {"SecurityGroupRuleIds": ["$id"]},
            "SecurityGroupRules[0]",
        ),
        delete=(
            Op(
                f"revoke_security_group_{direction}",
                {"GroupId": "$in.securityGroupId", "SecurityGroupRuleIds": ["$id"]},
            ),
        ),
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
                param=f"{first}IpProtocol",
                path="IpProtocol",
                replace=True,
                default="tcp",
            ),
            "fromPort": Prop(
                "The first port; not given when all are meant.",
                Kind.WHOLE,
                param=f"{first}FromPort",
                path="FromPort",
                replace=True,
            ),
            "toPort": Prop(
                "The last port.", Kind.WHOLE, param=f"{first}ToPort", path="ToPort", replace=True
            ),
            "cidrBlock": Prop(
                "The other end: an IPv4 range.",
                param=f"{first}IpRanges.0.CidrIp",
                path="CidrIpv4",
                replace=True,
            ),
            "peerSecurityGroupId": Prop(
                "The other end: the members of a security group.",
                param=f"{first}UserIdGroupPairs.0.GroupId",
                path="ReferencedGroupInfo.GroupId",
                replace=True,
            ),
        },
        outputs={"securityGroupRuleId": Output("The rule's id.", "SecurityGroupRuleId")},
    )


NETWORK_ACL = Resource(
    service="ec2",
    name="NetworkAcl",
    text="A stateless filter at the border of subnets; it refuses what no rule allows.",
    create=Op("create_network_acl"),
    id="NetworkAcl.NetworkAclId",
    answer="NetworkAcl",
    read=Op("describe_network_acls", {"NetworkAclIds": ["$id"]}, "NetworkAcls[0]"),
    delete=(Op("delete_network_acl", {"NetworkAclId": "$id"}),),
    gone=_NO_ACL,
    tagging=ec2_tags("network-acl"),
    props={
        "vpcId": Prop("Its network.", param="VpcId", path="VpcId", required=True, replace=True),
    },
    outputs={
        "networkAclId": Output("The filter's id.", "NetworkAclId"),
        "arn": Output("Its ARN.", "arn:{partition}:ec2:{region}:{account}:network-acl/{id}"),
    },
)

_ENTRY = {
    "NetworkAclId": "$in.networkAclId",
    "RuleNumber": "$in.ruleNumber",
    "Egress": "$in.egress",
    "Protocol": "$in.protocol",
    "RuleAction": "$in.ruleAction",
    "CidrBlock": "$in.cidrBlock",
    "PortRange": {"From": "$in.fromPort", "To": "$in.toPort"},
}

NETWORK_ACL_RULE = Resource(
    service="ec2",
    name="NetworkAclRule",
    text="One rule of a network ACL.",
    create=Op("create_network_acl_entry"),
    id="{networkAclId}|{egress}|{ruleNumber}",
    answer="@",
    read=Op(
        "describe_network_acls",
        {"NetworkAclIds": ["$id.0"]},
        "NetworkAcls[0].Entries[?RuleNumber==`$id.2` && Egress==`$id.1`] | [0]",
    ),
    update=Op("replace_network_acl_entry", _ENTRY),
    delete=(
        Op(
            "delete_network_acl_entry",
            {
                "NetworkAclId": "$in.networkAclId",
                "RuleNumber": "$in.ruleNumber",
                "Egress": "$in.egress",
            },
        ),
    ),
    gone=(
        *_NO_ACL,
        "InvalidNetworkAclEntry.NotFound",
    ),
    exists=("NetworkAclEntryAlreadyExists",),
    props={
        "networkAclId": Prop(
            "The filter.", param="NetworkAclId", path="$id.0", required=True, replace=True
        ),
        "ruleNumber": Prop(
            "Its place in the order, 1 to 32766; the first that fits decides.",
            Kind.WHOLE,
            param="RuleNumber",
            path="RuleNumber",
            required=True,
            replace=True,
        ),
        "egress": Prop(
            "Whether it is about what leaves.",
            Kind.FLAG,
            param="Egress",
            path="Egress",
            replace=True,
            default=False,
        ),
        "protocol": Prop(
            "The protocol's number, `6` for TCP, or `-1` for all.",
            param="Protocol",
            path="Protocol",
            default="-1",
        ),
        "ruleAction": Prop(
            "`allow` or `deny`.", param="RuleAction", path="RuleAction", required=True
        ),
        "cidrBlock": Prop(
            "The other end's IPv4 range.", param="CidrBlock", path="CidrBlock", required=True
        ),
        "fromPort": Prop(
            "The first port.", Kind.WHOLE, param="PortRange.From", path="PortRange.From"
        ),
        "toPort": Prop("The last port.", Kind.WHOLE, param="PortRange.To", path="PortRange.To"),
    },
)

ENTRIES = (
    SECURITY_GROUP,
    _rule("ingress"),
    _rule("egress"),
    NETWORK_ACL,
    NETWORK_ACL_RULE,
)
