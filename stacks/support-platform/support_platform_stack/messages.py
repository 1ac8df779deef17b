"""What is told and what is answered: messages to citizens and officials, and what payment providers call back."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from govcloud.model.place import Place
from govcloud.model.tagging import Tags
from govcloud.resources import kms, sns, sqs

_TRIES = 5
_FORTNIGHT_S = "1209600"


@dataclass(frozen=True, slots=True)
class Messages:
    """The topic of messages, and the queue of callbacks."""

    topic: sns.Topic
    payments: sqs.Queue


def messages(place: Place, tags: Tags, key: kms.Key) -> Messages:
    """Register it. A callback that nobody could deal with is kept for a fortnight."""
    topic = sns.Topic(
        "messages",
        name=f"govcloud-{place.env}-messages",
        kms_master_key_id=key.key_id,
        tags=tags.of("messages"),
    )
    dead = _queue(place, tags, key, "payments-dead")
    payments = _queue(
        place,
        tags,
        key,
        "payments",
        pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": _TRIES}),
    )
    return Messages(topic, payments)


def _queue(
    place: Place, tags: Tags, key: kms.Key, name: str, redrive: pulumi.Input[str] | None = None
) -> sqs.Queue:
    return sqs.Queue(
        name,
        name=f"govcloud-{place.env}-{name}",
        kms_master_key_id=key.key_id,
        message_retention_period=_FORTNIGHT_S,
        redrive_policy=redrive,
        tags=tags.of(name, "INTERNET"),
    )
