"""RDS: in which subnets managed databases stand, and by which rules they run."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Many, Op, Output, Prop, Resource, Same, Tagging

TAGGING = Tagging(
    tag=Op("add_tags_to_resource", {"ResourceName": "$arn", "Tags": "$tags"}),
    untag=Op("remove_tags_from_resource", {"ResourceName": "$arn", "TagKeys": "$keys"}),
    in_create="Tags",
    get=Op("list_tags_for_resource", {"ResourceName": "$arn"}, "TagList"),
)
_TLS = "contains(['rds.force_ssl', 'require_secure_transport'], ParameterName)"
_SET_BY_US = {"DBParameterGroupName": "$id", "Source": "user"}


def _tls(value: str) -> Op:
    """Sets the engine's demand for TLS; a static parameter counts from the next start, which is the first."""
    demand = {"ParameterName": "$in.tlsParameter", "ParameterValue": value}
    return Op(
        "modify_db_parameter_group",
        {
            "DBParameterGroupName": "$id",
            "Parameters": [{**demand, "ApplyMethod": "pending-reboot"}],
        },
    )


SUBNET_GROUP = Resource(
    service="rds",
    name="SubnetGroup",
    text="The subnets in which databases may stand, in two zones of availability at least.",
    create=Op("create_db_subnet_group"),
    id="DBSubnetGroup.DBSubnetGroupName",
    answer="DBSubnetGroup",
    read=Op(
        "describe_db_subnet_groups",
        {"DBSubnetGroupName": "$id"},
        "DBSubnetGroups[0]",
        many=Many({}, "DBSubnetGroups", "DBSubnetGroupName", path="[0]"),
    ),
    update=Op(
        "modify_db_subnet_group",
        {
            "DBSubnetGroupName": "$id",
            "DBSubnetGroupDescription": "$in.description",
            "SubnetIds": "$in.subnetIds",
        },
    ),
    delete=(Op("delete_db_subnet_group", {"DBSubnetGroupName": "$id"}),),
    gone=("DBSubnetGroupNotFoundFault",),
    exists=("DBSubnetGroupAlreadyExists",),
    siblings=Op("describe_db_subnet_groups", {}, "DBSubnetGroups[].DBSubnetGroupName"),
    tagging=TAGGING,
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="DBSubnetGroupName",
            path="DBSubnetGroupName",
            replace=True,
            autoname=255,
            lower=True,
        ),
        "description": Prop(
            "What it is for.",
            param="DBSubnetGroupDescription",
            path="DBSubnetGroupDescription",
            default="Made by govcloud",
        ),
        "subnetIds": Prop(
            "The subnets.",
            Kind.TEXTS,
            param="SubnetIds",
            path="Subnets[].SubnetIdentifier",
            required=True,
            same=Same.SET,
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:rds:{region}:{account}:subgrp:{id}")},
)

PARAMETER_GROUP = Resource(
    service="rds",
    name="ParameterGroup",
    text="How databases of one engine and version run: none is spoken to without TLS unless told otherwise.",
    create=Op("create_db_parameter_group"),
    id="DBParameterGroup.DBParameterGroupName",
    answer="DBParameterGroup",
    read=Op(
        "describe_db_parameter_groups",
        {"DBParameterGroupName": "$id"},
        "DBParameterGroups[0]",
        many=Many({}, "DBParameterGroups", "DBParameterGroupName", path="[0]"),
    ),
    delete=(Op("delete_db_parameter_group", {"DBParameterGroupName": "$id"}),),
    gone=("DBParameterGroupNotFound",),
    exists=("DBParameterGroupAlreadyExists",),
    siblings=Op("describe_db_parameter_groups", {}, "DBParameterGroups[].DBParameterGroupName"),
    tagging=TAGGING,
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="DBParameterGroupName",
            path="DBParameterGroupName",
            replace=True,
            autoname=255,
            lower=True,
        ),
        "family": Prop(
            "Engine and version, `postgres16`, `mariadb10.11`.",
            param="DBParameterGroupFamily",
            path="DBParameterGroupFamily",
            required=True,
            replace=True,
        ),
        "description": Prop(
            "What it is for.",
            param="Description",
            path="Description",
            replace=True,
            default="Made by govcloud",
        ),
        "tlsParameter": Prop(
            "The demand for TLS by its name: `rds.force_ssl` or `require_secure_transport`.",
            required=True,
            replace=True,
            get=Op(
                "describe_db_parameters", _SET_BY_US, f"Parameters[?{_TLS}] | [0].ParameterName"
            ),
        ),
        "requireTls": Prop(
            "Whether it refuses who comes without TLS.",
            Kind.FLAG,
            default=True,
            put=(_tls("1"),),
            unset=(_tls("0"),),
            get=Op(
                "describe_db_parameters",
                _SET_BY_US,
                f"length(Parameters[?{_TLS} && ParameterValue=='1']) > `0`",
            ),
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:rds:{region}:{account}:pg:{id}")},
)

ENTRIES = (SUBNET_GROUP, PARAMETER_GROUP)
