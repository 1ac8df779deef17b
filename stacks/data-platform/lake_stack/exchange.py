"""The exchange: what one department publishes, the others are told of, and nothing is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from govcloud.model.place import Place, document
from govcloud.model.tagging import Tags
from govcloud.resources import kms, sns, sqs

_TRIES = 5
_FORTNIGHT_S = "1209600"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where news is published, and where it waits."""

    topic: sns.Topic
    queue: sqs.Queue


def exchange(place: Place, tags: Tags, key: kms.Key) -> Exchange:
    """Register it."""
    name = f"govcloud-{place.env}-exchange"
    topic = sns.Topic(
        "exchange",
        name=name,
        kms_master_key_id=key.key_id,
        tags=tags.of("exchange", "DMZ_EXCHANGE"),
    )
    dead = sqs.Queue(
        "exchange-dead",
        name=f"{name}-dead",
        kms_master_key_id=key.key_id,
        message_retention_period=_FORTNIGHT_S,
        tags=tags.of("exchange-dead", "DMZ_EXCHANGE"),
    )
    sends = {
        "Effect": "Allow",
        "Principal": {"Service": place.principal("sns")},
        "Action": "sqs:SendMessage",
        "Resource": place.arn("sqs", name),
        "Condition": {"ArnEquals": {"aws:SourceArn": topic.arn}},
    }
    queue = sqs.Queue(
        "exchange",
        name=name,
        kms_master_key_id=key.key_id,
        redrive_policy=pulumi.Output.json_dumps(
            {"deadLetterTargetArn": dead.arn, "maxReceiveCount": _TRIES}
        ),
        policy=pulumi.Output.json_dumps(document(sends)),
        tags=tags.of("exchange", "DMZ_EXCHANGE"),
    )
    sns.Subscription("exchange", topic_arn=topic.arn, protocol="sqs", endpoint=queue.arn)
    return Exchange(topic, queue)
