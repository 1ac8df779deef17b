"""The big-data platform (大数据): the lake, its catalogue, and the exchange that all departments share through."""

from __future__ import annotations

import pulumi

from govcloud.model.place import Place
from govcloud.model.tagging import Tags
from lake_stack.exchange import exchange
from lake_stack.lake import lake


def main() -> None:
    """Register everything and export where data are kept and exchanged."""
    place = Place.of(pulumi.Config().require_object("spec")["place"])
    tags = Tags("SHARED", place.env, 3, "DATA")
    kept = lake(place, tags)
    shared = exchange(place, tags, kept.key)
    pulumi.export("key_arn", kept.key.arn)
    pulumi.export("buckets", {name: one.bucket for name, one in kept.buckets.items()})
    pulumi.export("catalogue", kept.catalogue.name if kept.catalogue else "")
    pulumi.export("exchange_topic_arn", shared.topic.arn)
    pulumi.export("exchange_queue_url", shared.queue.url)
