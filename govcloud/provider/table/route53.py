"""Route 53: names that only the cloud's networks resolve."""

from __future__ import annotations

from govcloud.provider.table.entry import Inside, Kind, Many, Op, Output, Prop, Resource, Tagging

_NO_ZONE = ("NoSuchHostedZone",)
_TAGGED = {"ResourceType": "hostedzone", "ResourceId": "$id"}

ZONE = Resource(
    service="route53",
    name="PrivateZone",
    text="A domain that only chosen networks resolve.",
    create=Op(
        "create_hosted_zone",
        {"CallerReference": "$once", "HostedZoneConfig": {"PrivateZone": True}},
    ),
    id="tail(HostedZone.Id)",
    read=Op("get_hosted_zone", {"Id": "$id"}),
    delete=(Op("delete_hosted_zone", {"Id": "$id"}),),
    gone=_NO_ZONE,
    siblings=Op("list_hosted_zones", {}, "HostedZones[?Name=='$in.name'].tail(Id)"),
    tagging=Tagging(
        tag=Op("change_tags_for_resource", {**_TAGGED, "AddTags": "$tags"}),
        untag=Op("change_tags_for_resource", {**_TAGGED, "RemoveTagKeys": "$keys"}),
        get=Op("list_tags_for_resource", _TAGGED, "ResourceTagSet.Tags"),
    ),
    props={
        "name": Prop(
            "The domain, with its final dot.",
            param="Name",
            path="HostedZone.Name",
            required=True,
            replace=True,
        ),
        "vpcId": Prop(
            "The first network that resolves it.",
            param="VPC.VPCId",
            path="VPCs[0].VPCId",
            required=True,
            replace=True,
        ),
        "vpcRegion": Prop(
            "That network's region.",
            param="VPC.VPCRegion",
            path="VPCs[0].VPCRegion",
            required=True,
            replace=True,
            open_ended=True,
        ),
        "comment": Prop(
            "What it is for.",
            param="HostedZoneConfig.Comment",
            path="HostedZone.Config.Comment",
            put=(Op("update_hosted_zone_comment", {"Id": "$id", "Comment": "$value"}),),
            unset=(Op("update_hosted_zone_comment", {"Id": "$id", "Comment": ""}),),
        ),
    },
    outputs={"zoneId": Output("Its id.", "$id")},
    inside=(
        Inside(
            "govcloud:route53:Record",
            Op(
                "list_resource_record_sets",
                many=Many({"HostedZoneId": "$one"}, "ResourceRecordSets", path="@", most=1),
            ),
            id="join('|', [owner, Name, Type])",
            unless="Type=='SOA' || Type=='NS'",
            shows="{name: Name, type: Type, to: not_null(ResourceRecords[].Value, AliasTarget)}",
        ),
        Inside(
            "route53:ZoneNetwork",
            Op("get_hosted_zone", {"Id": "$id"}, "VPCs"),
            id="join('|', [owner, VPCId])",
            unless="VPCId==recorded.vpcId",
            shows="{network: VPCId, region: VPCRegion}",
            remove=(
                Op(
                    "disassociate_vpc_from_hosted_zone",
                    {
                        "HostedZoneId": "$owner",
                        "VPC": {"VPCId": "$item.VPCId", "VPCRegion": "$item.VPCRegion"},
                    },
                ),
            ),
        ),
    ),
)


def _change(action: str) -> dict[str, object]:
    return {
        "HostedZoneId": "$id.0",
        "ChangeBatch": {
            "Changes": [
                {
                    "Action": action,
                    "ResourceRecordSet": {
                        "Name": "$in.name",
                        "Type": "$in.type",
                        "TTL": "$in.ttl",
                        "ResourceRecords": [{"Value": "$in.value"}],
                    },
                }
            ]
        },
    }


RECORD = Resource(
    service="route53",
    name="Record",
    text="What one name of a domain leads to.",
    create=Op("change_resource_record_sets", {**_change("CREATE"), "HostedZoneId": "$in.zoneId"}),
    id="{zoneId}|{name}|{type}",
    read=Op(
        "list_resource_record_sets",
        {"HostedZoneId": "$id.0", "StartRecordName": "$id.1", "StartRecordType": "$id.2"},
        "ResourceRecordSets[?Name=='$id.1' && Type=='$id.2'] | [0]",
    ),
    update=Op("change_resource_record_sets", _change("UPSERT")),
    delete=(Op("change_resource_record_sets", _change("DELETE")),),
    gone=_NO_ZONE,
    exists=("InvalidChangeBatch",),
    props={
        "zoneId": Prop("The domain's zone.", path="$id.0", required=True, replace=True),
        "name": Prop("The name, with its final dot.", path="$id.1", required=True, replace=True),
        "type": Prop("Such as `A`, `CNAME` or `TXT`.", path="$id.2", required=True, replace=True),
        "value": Prop("What it leads to.", path="ResourceRecords[0].Value", required=True),
        "ttl": Prop("Seconds that others may remember it.", Kind.WHOLE, path="TTL", default=300),
    },
)

ENTRIES = (ZONE, RECORD)
