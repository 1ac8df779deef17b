"""A condition as a profile writes it in, a condition that can be held against an application out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govcloud.adapters.shapes import Path, Reading
from govcloud.rules.conditions import AllOf, AnyOf, Comparison, Condition, Kind, Not, Op, misfit
from govcloud.rules.names import did_you_mean
from govcloud.rules.traits import KINDS

DEPTH_MAX = 16
_FORMS = "write {field, op, value}, {all: […]}, {any: […]} or {not: …}"
_NOTHING = AllOf(())


def condition_of(rule: Any, place: Path, reading: Reading) -> Condition:
    """The condition under `when` of the rule at `place`; what is wrong with it is noted in `reading`."""
    if "when" not in rule:
        reading.fault((*place, "when"), "E-INV-001", "is missing")
        return _NOTHING
    return condition_at(rule["when"], (*place, "when"), reading, KINDS)


def condition_at(value: Any, place: Path, reading: Reading, kinds: Mapping[str, Kind]) -> Condition:
    """The condition that stands at `place`, about the traits that `kinds` lists; faults are noted."""
    if len(place) > 2 * DEPTH_MAX:
        reading.fault(place, "E-PRF-003", f"is deeper than {DEPTH_MAX} levels")
        return _NOTHING
    if isinstance(value, dict) and len(value) == 1:
        ((word, inner),) = value.items()
        if word == "not":
            return Not(condition_at(inner, (*place, "not"), reading, kinds))
        if word in {"all", "any"} and isinstance(inner, list):
            parts = tuple(
                condition_at(item, (*place, word, number), reading, kinds)
                for number, item in enumerate(inner)
            )
            return AllOf(parts) if word == "all" else AnyOf(parts)
    if isinstance(value, dict) and {"field", "op"} <= set(value) <= {"field", "op", "value"}:
        return _test(value, place, reading, kinds)
    reading.fault(place, "E-PRF-003", "is no condition", _FORMS)
    return _NOTHING


def _test(
    value: dict[str, Any], place: Path, reading: Reading, kinds: Mapping[str, Kind]
) -> Condition:
    name, word, given = str(value["field"]), str(value["op"]), value.get("value")
    if name not in kinds:
        page = "assessment" if kinds is KINDS else "controls"
        hint = did_you_mean(name, kinds) or f"docs/{page}.md lists all traits"
        reading.fault((*place, "field"), "E-PRF-001", f"is `{name}`, and no trait", hint)
        return _NOTHING
    known = [op.value for op in Op]
    if word not in known:
        hint = did_you_mean(word, known) or f"one of {', '.join(known)}"
        reading.fault((*place, "op"), "E-PRF-001", f"is `{word}`, and no operator", hint)
        return _NOTHING
    test = Comparison(name, Op(word), tuple(given) if isinstance(given, list) else given)
    if why := misfit(test, kinds[name]):
        at = (*place, "value") if "value" in value else (*place, "op")
        reading.fault(at, "E-PRF-002", f"does not fit {name}: {why}")
    return test
