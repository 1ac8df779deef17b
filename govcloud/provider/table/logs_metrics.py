"""CloudWatch Logs: figures counted out of what is logged."""

from __future__ import annotations

from govcloud.provider.table.entry import Many, Op, Prop, Resource

_FIGURE = "metricTransformations.0"

FILTER = Resource(
    service="logs",
    name="MetricFilter",
    text="A figure that counts what a log group says.",
    create=Op("put_metric_filter"),
    id="{logGroupName}|{name}",
    read=Op(
        "describe_metric_filters",
        {"logGroupName": "$id.0", "filterNamePrefix": "$id.1"},
        "metricFilters[?filterName=='$id.1'] | [0]",
        many=Many({}, "metricFilters", "logGroupName", "$id.0"),
    ),
    update=Op(
        "put_metric_filter",
        {
            "logGroupName": "$id.0",
            "filterName": "$id.1",
            "filterPattern": "$in.pattern",
            "metricTransformations": [
                {
                    "metricName": "$in.metricName",
                    "metricNamespace": "$in.metricNamespace",
                    "metricValue": "$in.metricValue",
                }
            ],
        },
    ),
    delete=(Op("delete_metric_filter", {"logGroupName": "$id.0", "filterName": "$id.1"}),),
    gone=("ResourceNotFoundException",),
    props={
        "logGroupName": Prop(
            "The log group.", param="logGroupName", path="$id.0", required=True, replace=True
        ),
        "name": Prop(
            "Its name.", param="filterName", path="$id.1", required=True, replace=True, unique=True
        ),
        "pattern": Prop(
            "What it counts.", param="filterPattern", path="filterPattern", required=True
        ),
        "metricName": Prop(
            "The figure's name.",
            param=f"{_FIGURE}.metricName",
            path="metricTransformations[0].metricName",
            required=True,
        ),
        "metricNamespace": Prop(
            "The figure's namespace.",
            param=f"{_FIGURE}.metricNamespace",
            path="metricTransformations[0].metricNamespace",
            required=True,
        ),
        "metricValue": Prop(
            "What one event adds.",
            param=f"{_FIGURE}.metricValue",
            path="metricTransformations[0].metricValue",
            default="1",
        ),
    },
)

ENTRIES = (FILTER,)
