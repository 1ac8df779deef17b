"""EC2: network ACLs, their rules, and the subnets that obey them."""

from __future__ import annotations

from govcloud.provider.table.ec2_inside_rules import IN_NETWORK_ACL
from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource, ec2_tags, filtered

# the last is the embedded cloud's word for it
_NO_ACL = (
    "InvalidNetworkAclID.NotFound",
    "InvalidNetworkAclId.NotFound",
    "InvalidRouteTableID.NotFound",
)

NETWORK_ACL = Resource(
    service="ec2",
    name="NetworkAcl",
    text="A stateless filter at the border of subnets; it refuses what no rule allows.",
    create=Op("create_network_acl"),
    id="NetworkAcl.NetworkAclId",
    answer="NetworkAcl",
    read=Op(
        "describe_network_acls",
        {"NetworkAclIds": ["$id"]},
        "NetworkAcls[0]",
        many=filtered("network-acl-id", "NetworkAcls", "NetworkAclId"),
    ),
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
    inside=IN_NETWORK_ACL,
)

_OF_PART = filtered("network-acl-id", "NetworkAcls", "NetworkAclId", ask="$id.0")

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
        many=_OF_PART,
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


def _association(acl: str) -> Op:
    """Asks for the association of a subnet with whatever ACL it obeys now (or with one that is named)."""
    which = {"NetworkAclIds": [acl]} if acl else {}
    return Op(
        "describe_network_acls",
        {"Filters": [{"Name": "association.subnet-id", "Values": ["$in.subnetId"]}], **which},
        "NetworkAcls[].Associations[] | [?SubnetId=='$in.subnetId'].NetworkAclAssociationId | [0]",
    )


_OWN = Op("describe_network_acls", {"NetworkAclIds": ["$in.networkAclId"]}, "NetworkAcls[0].VpcId")
_DEFAULT = Op(
    "describe_network_acls",
    {
        "Filters": [
            {"Name": "vpc-id", "Values": ["$asked.vpc"]},
            {"Name": "default", "Values": ["true"]},
        ]
    },
    "NetworkAcls[0].NetworkAclId",
)

ASSOCIATION = Resource(
    service="ec2",
    name="NetworkAclAssociation",
    text="Which network ACL a subnet obeys; without one it obeys its network's default ACL.",
    create=Op(
        "replace_network_acl_association",
        {"AssociationId": "$asked.now"},
        asks={"now": _association("")},
    ),
    id="{networkAclId}|{subnetId}",
    answer="@",
    read=Op(
        "describe_network_acls",
        {"NetworkAclIds": ["$id.0"]},
        "NetworkAcls[0].Associations[?SubnetId=='$id.1'] | [0]",
        many=_OF_PART,
    ),
    delete=(
        Op(
            "replace_network_acl_association",
            {"AssociationId": "$asked.now", "NetworkAclId": "$asked.default"},
            asks={"vpc": _OWN, "default": _DEFAULT, "now": _association("$in.networkAclId")},
        ),
    ),
    gone=(*_NO_ACL, "InvalidAssociationID.NotFound"),
    props={
        "networkAclId": Prop(
            "The filter.", param="NetworkAclId", path="$id.0", required=True, replace=True
        ),
        "subnetId": Prop("The subnet.", path="$id.1", required=True, replace=True, unique=True),
    },
)


ENTRIES = (NETWORK_ACL, NETWORK_ACL_RULE, ASSOCIATION)
