"""What keeps watch: how resources are set up over time, threats, and alarms that wake somebody."""

from __future__ import annotations

import pulumi

from govcloud.model.place import document, trusting
from govcloud.resources import cloudwatch, config, guardduty, iam, logs, sns
from landing_zone_stack.audit import Records
from landing_zone_stack.context import Context

_SPACE = "govcloud"
_ALARMS = {
    "root-use": '{ $.userIdentity.type = "Root" && $.eventType != "AwsServiceEvent" }',
    "break-glass": '{ $.eventName = "AssumeRole" && $.requestParameters.roleArn = "*break-glass*" }',
}


def watch(context: Context, records: Records) -> sns.Topic:
    """Register the watch; gives the topic to which alarms go."""
    topic = sns.Topic(
        "alarms",
        name=f"govcloud-{context.env}-alarms",
        kms_master_key_id=records.logs_key.key_id,
        tags=context.tags("alarms"),
    )
    for name, pattern in _ALARMS.items():
        figure = logs.MetricFilter(
            name,
            log_group_name=records.group.name,
            name=name,
            pattern=pattern,
            metric_name=name,
            metric_namespace=_SPACE,
        )
        cloudwatch.Alarm(
            name,
            namespace=_SPACE,
            metric_name=figure.metric_name,
            alarm_actions=[topic.arn],
            tags=context.tags(name),
        )
    if context.place.has("config"):
        _recorder(context, records)
    if context.place.has("guardduty"):
        guardduty.Detector("threats", tags=context.tags("threats"))
    return topic


def _recorder(context: Context, records: Records) -> None:
    role = iam.Role(
        "config",
        assume_role_policy=pulumi.Output.json_dumps(
            trusting({"Service": context.place.principal("config")})
        ),
        description="Reads how resources are set up",
        tags=context.tags("config"),
    )
    puts = {
        "Effect": "Allow",
        "Action": ["s3:PutObject"],
        "Resource": pulumi.Output.concat(records.archive.arn, "/*"),
    }
    reads = {
        "Effect": "Allow",
        "Action": ["config:Put*", "ec2:Describe*", "iam:Get*", "iam:List*", "s3:Get*"],
        "Resource": "*",
    }
    iam.RolePolicy(
        "config", role=role.role_name, policy=pulumi.Output.json_dumps(document(puts, reads))
    )
    recorder = config.Recorder("default", role_arn=role.arn)
    channel = config.DeliveryChannel(
        "default",
        s3_bucket_name=records.archive.bucket,
        opts=pulumi.ResourceOptions(depends_on=[recorder, records.allowed]),
    )
    config.RecorderStatus(
        "default", recorder=recorder.name, opts=pulumi.ResourceOptions(depends_on=[channel])
    )
