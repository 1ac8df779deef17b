"""SQS: queues, in which a message waits until one reader has dealt with it."""

from __future__ import annotations

from govcloud.provider.table.entry import Kind, Op, Output, Prop, Resource, Same, Tagging


def _attribute(text: str, name: str, **more: object) -> Prop:
    """A queue's attribute, which SQS takes and gives as a text."""
    call = "set_queue_attributes"
    return Prop(
        text,
        param=f"Attributes.{name}",
        path=name,
        put=(Op(call, {"QueueUrl": "$id", "Attributes": {name: "$value"}}),),
        unset=(Op(call, {"QueueUrl": "$id", "Attributes": {name: ""}}),),
        **more,  # type: ignore[arg-type] # the rest of a Prop's own words
    )


QUEUE = Resource(
    service="sqs",
    name="Queue",
    text="A queue of messages, each for one reader.",
    create=Op("create_queue"),
    id="QueueUrl",
    read=Op("get_queue_attributes", {"QueueUrl": "$id", "AttributeNames": ["All"]}, "Attributes"),
    delete=(Op("delete_queue", {"QueueUrl": "$id"}),),
    gone=("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"),
    exists=("QueueAlreadyExists", "QueueNameExists"),
    siblings=Op("list_queues", {}, "QueueUrls"),
    tagging=Tagging(
        tag=Op("tag_queue", {"QueueUrl": "$id", "Tags": "$tags"}),
        untag=Op("untag_queue", {"QueueUrl": "$id", "TagKeys": "$keys"}),
        pair=None,
        in_create="tags",
        get=Op("list_queue_tags", {"QueueUrl": "$id"}, "Tags"),
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="QueueName",
            path="tail(QueueArn)",
            replace=True,
            autoname=80,
        ),
        "kmsMasterKeyId": _attribute("The key that encrypts what waits.", "KmsMasterKeyId"),
        "messageRetentionPeriod": _attribute(
            "Seconds that a message is kept, as a text.",
            "MessageRetentionPeriod",
            default="345600",
        ),
        "visibilityTimeout": _attribute(
            "Seconds for which a message that was handed out is hidden, as a text.",
            "VisibilityTimeout",
            default="30",
        ),
        "redrivePolicy": _attribute(
            "Where a message goes that nobody could deal with, as JSON.",
            "RedrivePolicy",
            kind=Kind.JSON,
            same=Same.JSON,
            watched=True,
        ),
        "policy": _attribute(
            "Who may send and receive, as JSON.",
            "Policy",
            kind=Kind.JSON,
            same=Same.JSON,
            watched=True,
        ),
    },
    outputs={
        "url": Output("Where it is spoken to.", "$id"),
        "arn": Output("Its ARN.", "QueueArn"),
    },
)

ENTRIES = (QUEUE,)
