"""The closed list of what checks may ask of each kind of subject: names with kinds, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from govcloud.rules import controls_applications, traits
from govcloud.rules.cloud_traits import COMMON, DERIVED
from govcloud.rules.cloud_traits_whole import WHOLE
from govcloud.rules.conditions import Kind
from govcloud.rules.controls import Subject
from govcloud.rules.controls_observed import MORE, OBSERVED
from govcloud.rules.governance import RECORD

Kinds = Mapping[str, Kind]
Properties = Mapping[str, Kinds]
"""By type of resource the properties that a program may set."""


def vocabulary(properties: Properties) -> dict[str, Kinds]:
    """What may be asked, by the word that a check's `of` takes."""
    common = {name: each.kind for name, each in COMMON.items()}
    types = {kind: {**common, **_typed(kind, told)} for kind, told in properties.items()}
    observed = {kind: {**common, **_kinds(rows)} for kind, rows in OBSERVED.items()}
    return {
        **types,
        **observed,
        Subject.ANY.value: common,
        Subject.CLOUD.value: {
            **{name: row[0] for name, row in WHOLE.items()},
            **dict.fromkeys(properties, Kind.NUMBER),
        },
        Subject.APPLICATION.value: controls_applications.KINDS,
        Subject.RECORD.value: _kinds(RECORD),
    }


def _typed(kind: str, told: Kinds) -> Kinds:
    derived = {name: each.kind for name, each in DERIVED.get(kind, {}).items()}
    return {**told, **_kinds(MORE.get(kind, {})), **derived}


def _kinds(rows: Mapping[str, tuple[Kind, str]]) -> Kinds:
    return {name: row[0] for name, row in rows.items()}


def meanings() -> dict[str, dict[str, str]]:
    """What each worked-out trait means, by the same words; properties are the provider's own (docs of resources)."""
    found = {
        Subject.ANY.value: {name: each.meaning for name, each in COMMON.items()},
        Subject.CLOUD.value: {name: row[1] for name, row in WHOLE.items()},
        Subject.APPLICATION.value: {**traits.MEANINGS, **controls_applications.MEANINGS},
        Subject.RECORD.value: {name: row[1] for name, row in RECORD.items()},
    }
    for kind, rows in {**OBSERVED, **MORE}.items():
        found[kind] = {name: row[1] for name, row in rows.items()}
    for kind, each in DERIVED.items():
        found.setdefault(kind, {}).update({name: one.meaning for name, one in each.items()})
    return found
