"""SNS: topics that tell many, and who listens to them."""

from __future__ import annotations

from govcloud.provider.table.entry import (
    Inside,
    Kind,
    Many,
    Op,
    Output,
    Prop,
    Resource,
    Same,
    Tagging,
)


def _attribute(text: str, name: str, **more: object) -> Prop:
    """A topic's attribute: in the create request, and by a call of its own afterwards."""
    call = "set_topic_attributes"
    named = {"TopicArn": "$id", "AttributeName": name}
    return Prop(
        text,
        param=f"Attributes.{name}",
        path=name,
        put=(Op(call, {**named, "AttributeValue": "$value"}),),
        unset=(Op(call, {**named, "AttributeValue": ""}),),
        **more,  # type: ignore[arg-type] # the rest of a Prop's own words
    )


TOPIC = Resource(
    service="sns",
    name="Topic",
    text="A place where news is published once and delivered to all who listen.",
    create=Op("create_topic"),
    id="TopicArn",
    read=Op("get_topic_attributes", {"TopicArn": "$id"}, "Attributes"),
    delete=(Op("delete_topic", {"TopicArn": "$id"}),),
    gone=("NotFound", "NotFoundException"),
    siblings=Op("list_topics", {}, "Topics[].TopicArn"),
    tagging=Tagging(
        tag=Op("tag_resource", {"ResourceArn": "$id", "Tags": "$tags"}),
        untag=Op("untag_resource", {"ResourceArn": "$id", "TagKeys": "$keys"}),
        in_create="Tags",
        get=Op("list_tags_for_resource", {"ResourceArn": "$id"}, "Tags"),
    ),
    props={
        "name": Prop(
            "Its name; made from the resource's name if not given.",
            param="Name",
            path="tail(TopicArn)",
            replace=True,
            autoname=256,
        ),
        "kmsMasterKeyId": _attribute("The key that encrypts what waits.", "KmsMasterKeyId"),
        "displayName": _attribute("The name that readers see.", "DisplayName"),
        "policy": _attribute(
            "Who may publish and listen, as JSON; the account's own rules if none is given.",
            "Policy",
            kind=Kind.JSON,
            same=Same.JSON,
            computed=True,
            watched=True,
        ),
    },
    outputs={"arn": Output("Its ARN.", "TopicArn")},
    inside=(
        Inside(
            "govcloud:sns:Subscription",
            Op("list_subscriptions", many=Many({}, "Subscriptions", "TopicArn", path="@")),
            id="SubscriptionArn",
            shows="{by: Protocol, to: Endpoint}",
            remove=(Op("unsubscribe", {"SubscriptionArn": "$item.SubscriptionArn"}),),
        ),
    ),
)

SUBSCRIPTION = Resource(
    service="sns",
    name="Subscription",
    text="Somebody who listens to a topic.",
    create=Op("subscribe", {"ReturnSubscriptionArn": True}),
    id="SubscriptionArn",
    read=Op(
        "get_subscription_attributes",
        {"SubscriptionArn": "$id"},
        "Attributes",
        many=Many({}, "Subscriptions", "SubscriptionArn", call="list_subscriptions", path="[0]"),
    ),
    delete=(Op("unsubscribe", {"SubscriptionArn": "$id"}),),
    gone=("NotFound", "NotFoundException"),
    siblings=Op(
        "list_subscriptions_by_topic",
        {"TopicArn": "$in.topicArn"},
        "Subscriptions[?Endpoint=='$in.endpoint'].SubscriptionArn",
    ),
    props={
        "topicArn": Prop(
            "The topic.", param="TopicArn", path="TopicArn", required=True, replace=True
        ),
        "protocol": Prop(
            "Such as `sqs`, `https` or `email`.",
            param="Protocol",
            path="Protocol",
            required=True,
            replace=True,
        ),
        "endpoint": Prop(
            "Where it is delivered: a queue's ARN, a URL, an address.",
            param="Endpoint",
            path="Endpoint",
            required=True,
            replace=True,
        ),
    },
    outputs={"arn": Output("Its ARN.", "SubscriptionArn")},
)

ENTRIES = (TOPIC, SUBSCRIPTION)
