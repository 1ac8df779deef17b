"""Looks where a program is silent: what stands there by the cloud's own choice, and what was put there by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govcloud.model.drift import Recorded
from govcloud.provider import comparing, reading, template
from govcloud.provider.equality import document, same, text_of
from govcloud.provider.reading import Ask
from govcloud.provider.site import Site


def changes(site: Site, one: Recorded, seen: reading.Seen, ask: Ask) -> Iterator[comparing.Change]:
    """What stands in watched properties that the program left unset."""
    for name, prop in site.entry.props.items():
        if not prop.watched or name in one.inputs or name in one.ignored:
            continue
        found = text_of(prop, reading.standing(prop, seen, ask)) or None
        wanted = usual(site, one, name)
        if prop.usual is not None:
            found, wanted = _unnamed(found), _unnamed(wanted)
        if not same(prop, found, wanted):
            yield from comparing.one(name, prop, found, wanted)


def usual(site: Site, one: Recorded, name: str) -> Any:
    """What stands there when nobody interfered: what was seen when it was made, or what the cloud always puts."""
    prop = site.entry.props[name]
    if one.outputs.get(name) is not None:
        return one.outputs[name]
    root = site.arn("arn:{partition}:iam::{account}:root", "", {})
    return text_of(prop, template.fill(prop.usual, {"root": root}))


def _unnamed(policy: Any) -> Any:
    """A policy without the names that the cloud gives to it and to its statements."""
    told = document(policy)
    if not isinstance(told, Mapping):
        return told
    kept = {key: value for key, value in told.items() if key not in ("Id", "Version")}
    statements = [{k: v for k, v in s.items() if k != "Sid"} for s in told.get("Statement", ())]
    return {**kept, "Statement": statements}
