"""Compares what bears a birth tag in the cloud with the states, by plain boto3 and by the state files alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.engine_fixtures import client

BIRTH = "govcloud:urn"


def demand_every_birth_recorded_once(folder: Path, endpoint: str) -> None:
    """Nothing was made twice for one resource, and nothing stands there that no state knows."""
    born = dict(_born(endpoint))
    twice = [birth for birth, count in Counter(born.values()).items() if count > 1]
    assert not twice, {name: birth for name, birth in born.items() if birth in twice}
    states = folder / ".govcloud/pulumi/.pulumi/stacks"
    recorded = {one for path in states.glob("*/*.json") for one in _recorded(path)}
    orphans = [name for name in born if not recorded & _names(name)]
    assert not orphans, orphans


def _born(endpoint: str) -> Iterator[tuple[str, str]]:
    """The ARN of each bearer that stands, and the birth that it bears; tags of what was deleted do not count."""
    tagging = client("resourcegroupstaggingapi", endpoint)
    for page in tagging.get_paginator("get_resources").paginate():
        for row in page["ResourceTagMappingList"]:
            for tag in row["Tags"]:
                if tag["Key"] == BIRTH:
                    yield row["ResourceARN"], tag["Value"]


def _recorded(path: Path) -> Iterator[str]:
    """The ids, ARNs and other texts among the outputs by which a state knows its resources."""
    latest = json.loads(path.read_text(encoding="utf-8"))["checkpoint"].get("latest") or {}
    for row in latest.get("resources") or ():
        yield str(row.get("id", ""))
        yield from (text for text in row.get("outputs", {}).values() if isinstance(text, str))


def _names(name: str) -> set[str]:
    """What a state may call the bearer: as it is told, or by the end of its ARN."""
    end = name.split(":", 5)[-1]
    return {name, end, end.rpartition("/")[2], end.rpartition(":")[2]}
