"""Config: the record of how resources were set up over time."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Op, Prop, Resource

_RECORDER = "ConfigurationRecorder"
_NO_RECORDER = ("NoSuchConfigurationRecorderException",)

RECORDER = Resource(
    service="config",
    name="Recorder",
    text="What is recorded of the account's resources, and with which role.",
    create=Op("put_configuration_recorder"),
    id="{name}",
    answer="@",
    read=Op(
        "describe_configuration_recorders",
        {"ConfigurationRecorderNames": ["$id"]},
        "ConfigurationRecorders[0]",
    ),
    update=Op(
        "put_configuration_recorder",
        {
            _RECORDER: {
                "name": "$id",
                "roleARN": "$in.roleArn",
                "recordingGroup": {
                    "allSupported": "$in.allSupported",
                    "includeGlobalResourceTypes": "$in.includeGlobalResourceTypes",
                },
            }
        },
    ),
    delete=(Op("delete_configuration_recorder", {f"{_RECORDER}Name": "$id"}),),
    gone=_NO_RECORDER,
    props={
        "name": Prop(
            "Its name; an account has one recorder.",
            param=f"{_RECORDER}.name",
            path="name",
            replace=True,
            default="default",
            unique=True,
        ),
        "roleArn": Prop(
            "The role that reads.", param=f"{_RECORDER}.roleARN", path="roleARN", required=True
        ),
        "allSupported": Prop(
            "Whether every type is recorded.",
            Kind.FLAG,
            param=f"{_RECORDER}.recordingGroup.allSupported",
            path="recordingGroup.allSupported",
            default=True,
        ),
        "includeGlobalResourceTypes": Prop(
            "Whether types without a region are in it.",
            Kind.FLAG,
            param=f"{_RECORDER}.recordingGroup.includeGlobalResourceTypes",
            path="recordingGroup.includeGlobalResourceTypes",
            default=True,
        ),
    },
)

CHANNEL = Resource(
    service="config",
    name="DeliveryChannel",
    text="Where the record is delivered.",
    create=Op("put_delivery_channel"),
    id="{name}",
    answer="@",
    read=Op("describe_delivery_channels", {"DeliveryChannelNames": ["$id"]}, "DeliveryChannels[0]"),
    update=Op(
        "put_delivery_channel",
        {
            "DeliveryChannel": {
                "name": "$id",
                "s3BucketName": "$in.s3BucketName",
                "s3KeyPrefix": "$in.s3KeyPrefix",
                "snsTopicARN": "$in.snsTopicArn",
            }
        },
    ),
    delete=(Op("delete_delivery_channel", {"DeliveryChannelName": "$id"}),),
    gone=("NoSuchDeliveryChannelException",),
    props={
        "name": Prop(
            "Its name; an account has one channel.",
            param="DeliveryChannel.name",
            path="name",
            replace=True,
            default="default",
            unique=True,
        ),
        "s3BucketName": Prop(
            "The bucket.",
            param="DeliveryChannel.s3BucketName",
            path="s3BucketName",
            required=True,
        ),
        "s3KeyPrefix": Prop(
            "Where in the bucket.",
            param="DeliveryChannel.s3KeyPrefix",
            path="s3KeyPrefix",
        ),
        "snsTopicArn": Prop(
            "The topic that is told.",
            param="DeliveryChannel.snsTopicARN",
            path="snsTopicARN",
        ),
    },
)

STATUS = Resource(
    service="config",
    name="RecorderStatus",
    text="That a recorder records; it needs a delivery channel first.",
    create=Op("start_configuration_recorder"),
    id="{recorder}",
    answer="@",
    read=Op(
        "describe_configuration_recorder_status",
        {"ConfigurationRecorderNames": ["$id"]},
        "ConfigurationRecordersStatus[?recording] | [0]",
    ),
    delete=(Op("stop_configuration_recorder", {f"{_RECORDER}Name": "$id"}),),
    gone=_NO_RECORDER,
    props={
        "recorder": Prop(
            "The recorder's name.",
            param=f"{_RECORDER}Name",
            path="$id",
            required=True,
            replace=True,
        ),
    },
)

ENTRIES = (RECORDER, CHANNEL, STATUS)
