"""The files of `profiles/` in, rules out: those the package carries, or the workspace's own in their place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from govcloud.adapters.input_file import read_input
from govcloud.adapters.profiles_conditions import condition_of
from govcloud.adapters.profiles_shape import ASSESSMENT, EFFORT, ENDS_OF_LIFE, PRODUCTS
from govcloud.adapters.schema_faults import unfit
from govcloud.adapters.shapes import Reading, Shape
from govcloud.adapters.yaml_text import load_yaml
from govcloud.rules.conditions import AllOf
from govcloud.rules.effort import EffortConstants
from govcloud.rules.names import did_you_mean
from govcloud.rules.profiles import (
    AssessmentProfile,
    EndOfLife,
    Product,
    Profiles,
    ReadinessRule,
    SharedService,
    StrategyRule,
)

BUILT_IN = "built in"
_HINT = "docs/assessment.md shows how to write one"
_RULES = ("strategies", "readiness")
Row = Mapping[str, Any]


def read_profiles(workspace: Path | None) -> Profiles:
    """All profiles. Raises InputError with every fault of the first file that has any."""
    sources: dict[str, str] = {}

    def read(name: str, shape: Shape, make: Callable[[Row, Any, Reading], Any]) -> Any:
        content, sources[name] = content_of(workspace, name)
        shown = f"profiles/{name}"
        value, places = load_yaml(content, shown)
        reading = Reading(shown, places.line)
        row = reading.read(shape, _without_conditions(value))
        made = None if reading.faults else make(row, value, reading)
        if reading.faults:
            raise unfit(shown, reading.faults)
        return made

    return Profiles(
        assessment=read("assessment.yaml", ASSESSMENT, _assessment),
        ends_of_life=read("end-of-life.yaml", ENDS_OF_LIFE, _ends_of_life),
        products=read("products.yaml", PRODUCTS, _products),
        constants=read("effort.yaml", EFFORT, _constants),
        sources=sources,
    )


def content_of(workspace: Path | None, name: str) -> tuple[bytes, str]:
    """The bytes of the workspace's own file, else of ours; and where they came from."""
    own = workspace / "profiles" / name if workspace is not None else None
    if own is not None and (own.exists() or own.is_symlink()):
        return read_input(own, _HINT), f"profiles/{name}"
    return (files("govcloud") / "profiles" / name).read_bytes(), BUILT_IN


def _without_conditions(value: Any) -> Any:
    """The document as its shape knows it: rules without their `when`."""
    if not isinstance(value, dict):
        return value
    return {key: _bare(rows) if key in _RULES else rows for key, rows in value.items()}


def _bare(rows: Any) -> Any:
    if not isinstance(rows, list):
        return rows
    return [
        {key: item for key, item in row.items() if key != "when"} if isinstance(row, dict) else row
        for row in rows
    ]


def _assessment(row: Row, whole: Any, reading: Reading) -> AssessmentProfile:
    _once("readiness", "code", [rule["code"] for rule in row["readiness"]], reading)
    services = row.get("shared_services", [])
    _once("shared_services", "id", [service["id"] for service in services], reading)
    strategies = tuple(_strategies(row["strategies"], whole, reading))
    if not strategies or strategies[-1].when != AllOf(()):
        message = "is the last strategy, and does not hold for every application"
        last = ("strategies", max(len(strategies) - 1, 0))
        reading.fault(last, "E-PRF-003", message, "such as REHOST with `when: {all: []}`")
    return AssessmentProfile(
        weights=row["weights"],
        readiness=tuple(_readiness(row, whole, reading)),
        strategies=strategies,
        shared_services=tuple(
            SharedService(s["id"], s["en"], s["zh"], tuple(s["match"])) for s in services
        ),
        similarity_min=row["similarity_min"],
        hub_fan_in=row["hub_fan_in"],
        ending_within_days=row["ending_within_days"],
    )


def _readiness(row: Row, whole: Any, reading: Reading) -> Iterable[ReadinessRule]:
    for index, rule in enumerate(row["readiness"]):
        _known(rule["severity"], row["weights"], ("readiness", index, "severity"), reading)
        when = condition_of(whole["readiness"][index], ("readiness", index), reading)
        yield ReadinessRule(when=when, **rule)


def _strategies(rows: Sequence[Row], whole: Any, reading: Reading) -> Iterable[StrategyRule]:
    for index, rule in enumerate(rows):
        when = condition_of(whole["strategies"][index], ("strategies", index), reading)
        yield StrategyRule(when=when, **rule)


def _once(section: str, key: str, values: Sequence[str], reading: Reading) -> None:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            reading.fault((section, index, key), "E-PRF-004", f"`{value}` comes twice", "each once")
        seen.add(value)


def _known(
    value: str, known: Collection[str], path: tuple[str | int, ...], reading: Reading
) -> None:
    if value not in known:
        hint = did_you_mean(value, known) or f"one of {', '.join(known)}"
        reading.fault(path, "E-PRF-001", f"is `{value}`, which is not known", hint)


def _ends_of_life(row: Row, _whole: Any, reading: Reading) -> tuple[EndOfLife, ...]:
    found = []
    for index, product in enumerate(row["products"]):
        for number, version in enumerate(product["versions"]):
            if not any(character in "0123456789" for character in version["version"]):
                path = ("products", index, "versions", number, "version")
                reading.fault(path, "E-PRF-002", "has no number", 'such as "7" or "2008 R2"')
            told = {key: product[key] for key in ("product", "layer", "source")}
            found.append(EndOfLife(match=tuple(product["match"]), **told, **version))
    return tuple(found)


def _products(row: Row, _whole: Any, _reading: Reading) -> tuple[Product, ...]:
    return tuple(
        Product(**{**product, "match": tuple(product["match"])}) for product in row["products"]
    )


def _constants(row: Row, _whole: Any, reading: Reading) -> EffortConstants:
    """The constants that the file names, and ours for the others. A table must keep all its keys."""
    ours = EffortConstants()
    for name, value in row.items():
        default = getattr(ours, name)
        if isinstance(default, dict) and name != "person_days_by_engine":
            lacking = [key for key in default if key not in value]
            if lacking:
                message = f"has no `{'`, `'.join(lacking)}`"
                reading.fault((name,), "E-PRF-002", message, "a table is replaced whole")
    return EffortConstants(**{f.name: row.get(f.name, getattr(ours, f.name)) for f in fields(ours)})
