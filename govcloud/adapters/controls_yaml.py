"""Profiles of controls in, values out: a country is a file, and a workspace's own file takes the place of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from govcloud.adapters.controls_shape import CHECKS, PARAMETERS, PROFILE
from govcloud.adapters.profiles_conditions import condition_at
from govcloud.adapters.profiles_yaml import content_of
from govcloud.adapters.schema_faults import unfit
from govcloud.adapters.shapes import Reading
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import InputError
from govcloud.rules.conditions import AllOf, Kind
from govcloud.rules.controls import Check, Control, ControlProfile, Level
from govcloud.rules.names import did_you_mean

BOOK = "checks.yaml"
_MARK = b"\ncontrols:"
_CONDITIONS = ("where", "when")
_SOURCES = frozenset("IPRG")
Vocabulary = Mapping[str, Mapping[str, Kind]]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the reading of one file's checks needs to know."""

    reading: Reading
    words: Vocabulary
    parameters: Mapping[str, Any]


def profile_names(workspace: Path | None, about: str = "") -> list[str]:
    """The profiles of controls that there are, ours and the workspace's own; those alone in which `about` stands."""
    found = {each.name: each.read_bytes() for each in (files("govcloud") / "profiles").iterdir()
             if each.name.endswith(".yaml")}  # fmt: skip
    own = workspace / "profiles" if workspace else None
    if own is not None and own.is_dir():
        found |= {each.name: each.read_bytes() for each in own.glob("*.yaml") if each.is_file()}
    return sorted(
        name.removesuffix(".yaml")
        for name, text in found.items()
        if _MARK in text and about.encode() in text
    )


def read_control_profile(workspace: Path | None, name: str, words: Vocabulary) -> ControlProfile:
    """The profile called `name`, with its checks. `words` lists what may be asked of each kind of subject.

    Raises InputError with every fault of the file that has any (E-PRF), or for a name that is none (E-PRF-006).
    """
    known = profile_names(workspace)
    if name not in known:
        hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
        raise InputError(f"E-PRF-006: there is no profile of controls `{name}`", hint=hint)
    content, source = content_of(workspace, f"{name}.yaml")
    reading, row, whole = _read(f"profiles/{name}.yaml", content, PROFILE)
    parameters = row["parameters"]
    shared = _book(workspace, words, parameters)
    own = _checks(
        whole.get("checks", []), row.get("checks", []), _Context(reading, words, parameters)
    )
    for number, check in enumerate(own):
        if check.name in shared:
            reading.fault(("checks", number, "name"), "E-PRF-004", f"`{check.name}` comes twice")
    checks = shared | {check.name: check for check in own}
    levels = tuple(Level(**{"since": 0, **each}) for each in row["levels"])
    controls = tuple(_controls(row["controls"], levels, checks, reading))
    _end(reading)
    used = {each for control in controls for each in control.checks}
    return ControlProfile(
        name=name,
        **{key: row[key] for key in ("zh", "en", "origin", "numbering")},
        levels=levels,
        controls=controls,
        checks={key: check for key, check in checks.items() if key in used},
        parameters=parameters,
        regions=tuple(parameters.get("regions", ())),
        source=source,
    )


def _book(
    workspace: Path | None, words: Vocabulary, parameters: Mapping[str, Any]
) -> dict[str, Check]:
    content, _ = content_of(workspace, BOOK)
    reading, row, whole = _read(f"profiles/{BOOK}", content, CHECKS)
    made = _checks(whole["checks"], row["checks"], _Context(reading, words, parameters))
    _end(reading)
    return {check.name: check for check in made}


def _read(shown: str, content: bytes, shape: Any) -> tuple[Reading, Any, Any]:
    value, places = load_yaml(content, shown)
    reading = Reading(shown, places.line)
    row = reading.read(shape, _bare(value))
    _end(reading)
    return reading, row, value


def _end(reading: Reading) -> None:
    if reading.faults:
        raise unfit(reading.name, reading.faults)


def _bare(value: Any) -> Any:
    """The document as its shape knows it: checks without their conditions."""
    if not isinstance(value, dict) or not isinstance(value.get("checks"), list):
        return value
    rows = [
        {k: v for k, v in row.items() if k not in _CONDITIONS} if isinstance(row, dict) else row
        for row in value["checks"]
    ]
    return {**value, "checks": rows}


def _checks(whole: Any, rows: Any, context: _Context) -> list[Check]:
    made: dict[str, Check] = {}
    for number, row in enumerate(rows):
        place = ("checks", number)
        if row["name"] in made:
            message = f"`{row['name']}` comes twice"
            context.reading.fault((*place, "name"), "E-PRF-004", message, "each once")
        if row["of"] not in context.words:
            hint = (
                did_you_mean(row["of"], context.words)
                or "docs/controls.md lists what checks are of"
            )
            message = f"is `{row['of']}`, and no kind of subject"
            context.reading.fault((*place, "of"), "E-PRF-001", message, hint)
            continue
        made[row["name"]] = _check(whole[number], row, place, context)
    return list(made.values())


def _check(whole: Any, row: Any, place: tuple[str | int, ...], context: _Context) -> Check:
    filled, lacking = _filled({k: whole[k] for k in _CONDITIONS if k in whole}, context.parameters)
    for name in lacking:
        if name not in PARAMETERS.keys:
            hint = did_you_mean(name, PARAMETERS.keys) or f"one of {', '.join(PARAMETERS.keys)}"
            context.reading.fault(place, "E-PRF-001", f"names `${name}`, and no parameter", hint)
    if "when" not in whole:
        context.reading.fault((*place, "when"), "E-INV-001", "is missing")
    if lacking or "when" not in whole:
        return Check(when=AllOf(()), unset=lacking[0] if lacking else "", **row)
    kinds = context.words[row["of"]]
    conditions: dict[str, Any] = {
        key: condition_at(value, (*place, key), context.reading, kinds)
        for key, value in filled.items()
    }
    return Check(**conditions, **row)


def _filled(value: Any, parameters: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """Conditions with the profile's parameters in the place of `$NAME`, and the names of those it does not set."""
    if isinstance(value, str) and value.startswith("$"):
        given = parameters.get(value[1:])
        return (value, [value[1:]]) if given in (None, []) else (given, [])
    if isinstance(value, dict):
        parts = {key: _filled(item, parameters) for key, item in value.items()}
        return {k: made for k, (made, _) in parts.items()}, _joined(parts.values())
    if isinstance(value, list):
        rows = [_filled(item, parameters) for item in value]
        return [made for made, _ in rows], _joined(rows)
    return value, []


def _joined(parts: Iterable[tuple[Any, list[str]]]) -> list[str]:
    return [name for _, lacking in parts for name in lacking]


def _controls(
    rows: Any, levels: tuple[Level, ...], checks: Mapping[str, Check], reading: Reading
) -> Iterable[Control]:
    every, seen = [level.id for level in levels], set()
    for number, row in enumerate(rows):
        place = ("controls", number)
        if row["id"] in seen:
            reading.fault((*place, "id"), "E-PRF-004", f"`{row['id']}` comes twice", "each once")
        seen.add(row["id"])
        _known(row.get("in", ()), every, (*place, "in"), reading)
        _known(row.get("sources", ()), _SOURCES, (*place, "sources"), reading)
        for part in ("mandatory", "advisory"):
            _known(row.get(part, ()), checks, (*place, part), reading)
        if not row.get("mandatory") and not row.get("advisory") and not row.get("unseen"):
            message = f"{row['id']} names no check, and no reason why none can decide"
            reading.fault(place, "E-PRF-005", message, "add `mandatory`, `advisory` or `unseen`")
        yield _control(row, every)


def _control(row: Any, every: list[str]) -> Control:
    lists = ("sources", "nist", "mandatory", "advisory")
    told = {key: value for key, value in row.items() if key not in (*lists, "in")}
    clauses = row.get("in") or dict.fromkeys(every, row["id"])
    listed: dict[str, Any] = {key: tuple(row.get(key, ())) for key in lists}
    return Control(**told, clauses=clauses, **listed)


def _known(
    names: Iterable[str], known: Iterable[str], place: tuple[str | int, ...], reading: Reading
) -> None:
    held = list(known)
    for number, name in enumerate(names):
        if name not in held:
            hint = did_you_mean(name, held) or f"known: {', '.join(held[:12])}"
            at = (*place, name if place[-1] == "in" else number)
            reading.fault(at, "E-PRF-001", f"is `{name}`, which is not known", hint)
