"""CloudTrail: the record of all calls of an account."""

from __future__ import annotations

from dataclasses import replace

from govcloud.provider.table.entry import Inside, Kind, Op, Output, Prop, Resource, Tagging

_NAME = {"Name": "$id"}
_WHOLE = Op(
    "put_event_selectors",
    {
        "TrailName": "$owner",
        "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": True}],
    },
)
_CHOICE = Inside(
    "cloudtrail:EventSelector",
    Op("get_event_selectors", {"TrailName": "$id"}),
    each="EventSelectors",
    id="join('|', [owner, ReadWriteType])",
    unless="ReadWriteType=='All' && IncludeManagementEvents && !DataResources"
    " && !ExcludeManagementEventSources",
    shows="{records: ReadWriteType, management: IncludeManagementEvents, of: DataResources[].Type,"
    " without: ExcludeManagementEventSources}",
    remove=(_WHOLE,),
)

TRAIL = Resource(
    service="cloudtrail",
    name="Trail",
    text="A record of who called what, delivered into a bucket.",
    create=Op("create_trail"),
    id="Name",
    answer="@",
    read=Op("get_trail", _NAME, "Trail"),
    update=Op(
        "update_trail",
        {
            "Name": "$id",
            "S3BucketName": "$in.s3BucketName",
            "S3KeyPrefix": "$in.s3KeyPrefix",
            "IsMultiRegionTrail": "$in.isMultiRegionTrail",
            "EnableLogFileValidation": "$in.enableLogFileValidation",
            "IncludeGlobalServiceEvents": "$in.includeGlobalServiceEvents",
            "KmsKeyId": "$in.kmsKeyId",
            "CloudWatchLogsLogGroupArn": "$in.cloudWatchLogsLogGroupArn",
            "CloudWatchLogsRoleArn": "$in.cloudWatchLogsRoleArn",
        },
    ),
    delete=(Op("delete_trail", _NAME),),
    gone=("TrailNotFoundException",),
    exists=("TrailAlreadyExistsException",),
    siblings=Op("list_trails", {}, "Trails[].Name"),
    tagging=Tagging(
        tag=Op("add_tags", {"ResourceId": "$arn", "TagsList": "$tags"}),
        untag=Op("remove_tags", {"ResourceId": "$arn", "TagsList": "$pairs"}),
        in_create="TagsList",
        get=Op("list_tags", {"ResourceIdList": ["$arn"]}, "ResourceTagList[0].TagsList"),
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="Name",
            path="Name",
            replace=True,
            autoname=128,
        ),
        "s3BucketName": Prop(
            "The bucket that it writes to.",
            param="S3BucketName",
            path="S3BucketName",
            required=True,
        ),
        "s3KeyPrefix": Prop(
            "Where in the bucket.", param="S3KeyPrefix", path="S3KeyPrefix", blank=True
        ),
        "isMultiRegionTrail": Prop(
            "Whether it covers all regions.",
            Kind.FLAG,
            param="IsMultiRegionTrail",
            path="IsMultiRegionTrail",
            default=True,
        ),
        "enableLogFileValidation": Prop(
            "Whether the files carry digests against tampering.",
            Kind.FLAG,
            param="EnableLogFileValidation",
            path="LogFileValidationEnabled",
            default=True,
        ),
        "includeGlobalServiceEvents": Prop(
            "Whether calls of services without a region are in it.",
            Kind.FLAG,
            param="IncludeGlobalServiceEvents",
            path="IncludeGlobalServiceEvents",
            default=True,
        ),
        "kmsKeyId": Prop(
            "The ARN of the key that encrypts the files.",
            param="KmsKeyId",
            path="KmsKeyId",
            blank=True,
        ),
        "cloudWatchLogsLogGroupArn": Prop(
            "The log group that it writes to as well.",
            param="CloudWatchLogsLogGroupArn",
            path="CloudWatchLogsLogGroupArn",
            blank=True,
        ),
        "cloudWatchLogsRoleArn": Prop(
            "The role with which it writes there.",
            param="CloudWatchLogsRoleArn",
            path="CloudWatchLogsRoleArn",
            blank=True,
        ),
        "logging": Prop(
            "Whether it records now.",
            Kind.FLAG,
            default=True,
            fresh=False,
            put=(Op("start_logging", _NAME),),
            unset=(Op("stop_logging", _NAME),),
            get=Op("get_trail_status", _NAME, "IsLogging"),
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:cloudtrail:{region}:{account}:trail/{id}")},
    # a trail that somebody told to record less looks as if it recorded
    inside=(
        _CHOICE,
        replace(
            _CHOICE,
            each="AdvancedEventSelectors",
            id="join('|', [owner, not_null(Name, '-')])",
            unless="",
            shows="{name: Name, of: FieldSelectors}",
        ),
    ),
)

ENTRIES = (TRAIL,)
