"""GuardDuty: the watch for threats."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource, Tagging

DETECTOR = Resource(
    service="guardduty",
    name="Detector",
    text="A watch over an account's traffic and calls; a region has one.",
    create=Op("create_detector"),
    id="DetectorId",
    read=Op("get_detector", {"DetectorId": "$id"}),
    update=Op(
        "update_detector",
        {
            "DetectorId": "$id",
            "Enable": "$in.enable",
            "FindingPublishingFrequency": "$in.findingPublishingFrequency",
        },
    ),
    delete=(Op("delete_detector", {"DetectorId": "$id"}),),
    gone=("BadRequestException",),
    siblings=Op("list_detectors", {}, "DetectorIds"),
    tagging=Tagging(
        tag=Op("tag_resource", {"ResourceArn": "$arn", "Tags": "$tags"}),
        untag=Op("untag_resource", {"ResourceArn": "$arn", "TagKeys": "$keys"}),
        pair=None,
        in_create="Tags",
        path="Tags",
    ),
    props={
        "enable": Prop(
            "Whether it watches.",
            Kind.FLAG,
            param="Enable",
            path="Status == 'ENABLED'",
            default=True,
        ),
        "findingPublishingFrequency": Prop(
            "How often it tells: `FIFTEEN_MINUTES`, `ONE_HOUR` or `SIX_HOURS`.",
            param="FindingPublishingFrequency",
            path="FindingPublishingFrequency",
            default="FIFTEEN_MINUTES",
        ),
    },
    outputs={
        "detectorId": Output("Its id.", "$id"),
        "arn": Output("Its ARN.", "arn:{partition}:guardduty:{region}:{account}:detector/{id}"),
    },
)

ENTRIES = (DETECTOR,)
