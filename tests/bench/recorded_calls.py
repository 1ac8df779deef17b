"""From the states of applied stacks to the list of calls that makes the same resources, for the bare peer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govcloud.local.cloud import ACCOUNT
from govcloud.provider import making
from govcloud.provider.clients import Clients
from govcloud.provider.settings import Settings
from govcloud.provider.site import Site
from govcloud.provider.table import TABLE
from tests.bench.bare_boto3 import renamed

_ASKS = ("describe_", "get_", "list_", "head_")


@dataclass
class Made:
    """One resource of a state: what the engine knew of it, and the calls that made it again."""

    urn: str
    type: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    needs: list[str]
    calls: list[dict[str, Any]] = field(default_factory=list)


class _Taping(Clients):
    """Clients that keep each call with its answer."""

    tape: list[dict[str, Any]]

    def call(self, settings: Settings, service: str, call: str, params: dict[str, Any]) -> Any:
        answer = super().call(settings, service, call, params)
        answered = {key: value for key, value in answer.items() if key != "ResponseMetadata"}
        entry = {"service": service, "call": call, "params": params}
        self.tape.append(json.loads(json.dumps({**entry, "answer": answered}, default=str)))
        return answer


def resources(pulumi_home: Path) -> list[Made]:
    """What stands in the states, the shared stack first; each after those that it needs."""
    folder = pulumi_home / ".pulumi/stacks"
    files = sorted(folder.glob("landing-zone/*.json")) + sorted(folder.glob("department/*.json"))
    return [
        Made(
            one["urn"],
            one["type"],
            one.get("inputs", {}),
            {**one.get("outputs", {}), "id": one["id"]},
            list(one.get("dependencies", [])),
        )
        for file in files
        for one in json.loads(file.read_text("utf-8"))["checkpoint"]["latest"]["resources"]
        if one["type"] in TABLE
    ]


_ZONE = "/hostedzone/"


def record(every: list[Made], region: str, endpoint: str, calls_file: Path) -> dict[str, int]:
    """Make all of them once more through the provider's own rules, and write the calls down.

    A call that only asks is left out, unless a later one needs what it gave. Gives how many there are of each kind.
    """
    settings = Settings(region=region, endpoint=endpoint, account=ACCOUNT, workspace="0" * 16)
    names: dict[str, str] = {}
    taping = _Taping()
    for one in every:
        taping.tape = one.calls
        site = Site(TABLE[one.type], settings, taping)
        identity, state = making.create(site, one.urn, renamed(one.inputs, names))
        names |= dict(_pairs(one.outputs, {**state, "id": identity}))
    asked = _linked([call for one in every for call in one.calls])
    for one in every:
        one.calls = [c for c in one.calls if not c["call"].startswith(_ASKS) or c["gives"]]
    levels = _levels(every)
    plain = [[one.calls for one in level] for level in levels]
    calls_file.write_text(json.dumps({"region": region, "levels": plain}), "utf-8")
    kept = sum(len(one.calls) for one in every)
    return {"resources": len(every), "calls": kept, "levels": len(levels), "needed asks": asked}


def _linked(calls: list[dict[str, Any]]) -> int:
    """Note at each call what of its answer later calls name; gives how many asking calls are needed for that."""
    texts = [json.dumps(call["params"]) for call in calls]
    known: set[str] = set()
    for number, call in enumerate(calls):
        later = "\n".join(texts[number + 1 :])
        call["gives"] = []
        for path, text in _texts(call.pop("answer"), [], texts[number]):
            fresh = len(text) > 11 and text not in known and text not in texts[number]
            # an asking call counts for what it asked about only: the rest may come in another order
            sure = not call["call"].startswith(_ASKS) or any(
                isinstance(step, list) for step in path
            )
            if fresh and sure and text in later:
                known.add(text)
                call["gives"].append((path, text))
    return sum(bool(call["gives"]) for call in calls if call["call"].startswith(_ASKS))


def _texts(answer: Any, path: list[Any], asked: str) -> Iterator[tuple[list[Any], str]]:
    """Each text in an answer with the way to it, which survives another order of a list's items."""
    if isinstance(answer, str):
        yield path, answer
        if answer.startswith(_ZONE):  # calls name it without
            yield [*path, _ZONE], answer.removeprefix(_ZONE)
    steps: Any = ()
    if isinstance(answer, Mapping):
        steps = answer.items()
    elif isinstance(answer, list):
        steps = [(_step(place, item, asked), item) for place, item in enumerate(answer)]
    for step, item in steps:
        yield from _texts(item, [*path, step], asked)


def _step(place: int, item: Any, asked: str) -> Any:
    """The item's place; or the member of it that was asked for, and its value."""
    members = item.items() if isinstance(item, Mapping) else ()
    chosen = (m for m in members if isinstance(m[1], str) and len(m[1]) > 11 and m[1] in asked)
    return next(map(list, chosen), place)


def _pairs(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    """What is called otherwise this time."""
    if isinstance(old, str) and isinstance(new, str) and old != new and len(old) > 11:
        yield old, new
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in old.keys() & new.keys():
            yield from _pairs(old[key], new[key])


def _levels(every: list[Made]) -> list[list[Made]]:
    """Resources by how many others have to be there first, one after the other."""
    depth: dict[str, int] = {}
    owners: dict[str, str] = {}
    for one in every:
        text = json.dumps([call["params"] for call in one.calls])
        needs = [*one.needs, *(urn for name, urn in owners.items() if name in text)]
        depth[one.urn] = 1 + max((depth.get(urn, -1) for urn in needs), default=-1)
        owners |= {name: one.urn for call in one.calls for _, name in call["gives"]}
        named = [one.outputs.get(key) for key in ("arn", "bucket", "id")]
        owners |= {name: one.urn for name in named if isinstance(name, str) and len(name) > 11}
    return [
        [one for one in every if depth[one.urn] == level]
        for level in range(max(depth.values()) + 1)
    ]
