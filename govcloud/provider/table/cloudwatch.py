"""CloudWatch: alarms, and figures read out of logs."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Many, Op, Output, Prop, Resource, Same, Tagging

_FIELDS = {
    "AlarmName": "$id",
    "AlarmDescription": "$in.description",
    "Namespace": "$in.namespace",
    "MetricName": "$in.metricName",
    "Statistic": "$in.statistic",
    "ComparisonOperator": "$in.comparisonOperator",
    "Threshold": "$in.threshold",
    "Period": "$in.period",
    "EvaluationPeriods": "$in.evaluationPeriods",
    "TreatMissingData": "$in.treatMissingData",
    "AlarmActions": "$in.alarmActions",
    "ActionsEnabled": "$in.actionsEnabled",
}


def _field(text: str, name: str, **more: object) -> Prop:
    return Prop(text, param=name, path=name, **more)  # type: ignore[arg-type] # a Prop's own words


ALARM = Resource(
    service="cloudwatch",
    name="Alarm",
    text="A figure that is watched, and who is told when it is wrong.",
    create=Op("put_metric_alarm"),
    id="{name}",
    read=Op(
        "describe_alarms",
        {"AlarmNames": ["$id"]},
        "MetricAlarms[0]",
        many=Many({"AlarmNames": "$ids"}, "MetricAlarms", "AlarmName", most=100),
    ),
    update=Op("put_metric_alarm", _FIELDS),
    delete=(Op("delete_alarms", {"AlarmNames": ["$id"]}),),
    gone=("ResourceNotFound",),
    siblings=Op("describe_alarms", {}, "MetricAlarms[].AlarmName"),
    tagging=Tagging(
        tag=Op("tag_resource", {"ResourceARN": "$arn", "Tags": "$tags"}),
        untag=Op("untag_resource", {"ResourceARN": "$arn", "TagKeys": "$keys"}),
        in_create="Tags",
        get=Op("list_tags_for_resource", {"ResourceARN": "$arn"}, "Tags"),
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="AlarmName",
            path="AlarmName",
            replace=True,
            autoname=255,
        ),
        "description": Prop(
            "What it means.", param="AlarmDescription", path="AlarmDescription", default=""
        ),
        "namespace": _field("The figure's namespace.", "Namespace", required=True),
        "metricName": _field("The figure.", "MetricName", required=True),
        "statistic": _field("Such as `Sum`, `Average` or `Maximum`.", "Statistic", default="Sum"),
        "comparisonOperator": _field(
            "When it is wrong.", "ComparisonOperator", default="GreaterThanOrEqualToThreshold"
        ),
        "threshold": _field("The limit.", "Threshold", kind=Kind.WHOLE, default=1),
        "period": _field("Seconds of one look.", "Period", kind=Kind.WHOLE, default=300),
        "evaluationPeriods": _field(
            "How many looks in a row.", "EvaluationPeriods", kind=Kind.WHOLE, default=1
        ),
        "treatMissingData": _field(
            "What silence means.", "TreatMissingData", default="notBreaching", open_ended=True
        ),
        "alarmActions": _field(
            "The ARNs of topics that are told.", "AlarmActions", kind=Kind.TEXTS, same=Same.SET
        ),
        "actionsEnabled": _field(
            "Whether they are told.", "ActionsEnabled", kind=Kind.FLAG, default=True
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{id}")},
)

ENTRIES = (ALARM,)
