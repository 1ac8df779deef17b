"""CloudWatch Logs: log groups."""

from __future__ import annotations

from govcloud.provider.table.entry import Inside, Kind, Many, Op, Output, Prop, Resource, Tagging

_ARN = "$arn"

GROUP = Resource(
    service="logs",
    name="LogGroup",
    text="A place where logs are kept.",
    create=Op("create_log_group"),
    id="{name}",
    answer="@",
    read=Op(
        "describe_log_groups",
        {"logGroupNamePrefix": "$id"},
        "logGroups[?logGroupName=='$id'] | [0]",
        many=Many({}, "logGroups", "logGroupName", path="[0]"),
    ),
    delete=(Op("delete_log_group", {"logGroupName": "$id"}),),
    gone=("ResourceNotFoundException",),
    exists=("ResourceAlreadyExistsException",),
    siblings=Op("describe_log_groups", {}, "logGroups[].logGroupName"),
    tagging=Tagging(
        tag=Op("tag_resource", {"resourceArn": _ARN, "tags": "$tags"}),
        untag=Op("untag_resource", {"resourceArn": _ARN, "tagKeys": "$keys"}),
        pair=None,
        in_create="tags",
        get=Op("list_tags_for_resource", {"resourceArn": _ARN}, "tags"),
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="logGroupName",
            path="logGroupName",
            replace=True,
            autoname=512,
        ),
        "retentionInDays": Prop(
            "Days that logs are kept; for ever if not given.",
            Kind.WHOLE,
            path="retentionInDays",
            put=(Op("put_retention_policy", {"logGroupName": "$id", "retentionInDays": "$value"}),),
            unset=(Op("delete_retention_policy", {"logGroupName": "$id"}),),
        ),
        "kmsKeyId": Prop(
            "The ARN of the key that encrypts them.",
            param="kmsKeyId",
            path="kmsKeyId",
            put=(Op("associate_kms_key", {"logGroupName": "$id", "kmsKeyId": "$value"}),),
            unset=(Op("disassociate_kms_key", {"logGroupName": "$id"}),),
        ),
    },
    outputs={"arn": Output("Its ARN.", "arn:{partition}:logs:{region}:{account}:log-group:{id}")},
    inside=(
        Inside(
            "govcloud:logs:MetricFilter",
            Op("describe_metric_filters", many=Many({}, "metricFilters", "logGroupName", path="@")),
            id="join('|', [logGroupName, filterName])",
            shows="{name: filterName, pattern: filterPattern}",
            remove=(
                Op(
                    "delete_metric_filter",
                    {"logGroupName": "$owner", "filterName": "$item.filterName"},
                ),
            ),
        ),
        Inside(
            "logs:SubscriptionFilter",
            Op("describe_subscription_filters", {"logGroupName": "$id"}, "subscriptionFilters"),
            id="join('|', [owner, filterName])",
            shows="{name: filterName, to: destinationArn}",
            remove=(
                Op(
                    "delete_subscription_filter",
                    {"logGroupName": "$owner", "filterName": "$item.filterName"},
                ),
            ),
        ),
    ),
)

ENTRIES = (GROUP,)
