"""The profiles of controls and the book of checks, as rows for the page that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govcloud.cli.wiring.controls_words import words
from govcloud.rules.conditions import AllOf, written
from govcloud.rules.controls import Check, Control, ControlProfile
from govcloud.rules.controls_vocabulary import meanings

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """One profile: what it is, and a row for each control."""

    name: str
    about: str
    parameters: str
    controls: list[Row]


@dataclass(frozen=True, slots=True)
class ControlBook:
    """All of it; `traits` are those that are worked out, by kind of subject."""

    profiles: list[ProfilePart]
    checks: list[Row]
    traits: list[Row]


def control_book() -> ControlBook:
    """The shipped files. Raises InputError for one that has faults."""
    from govcloud.adapters.controls_yaml import profile_names, read_control_profile

    profiles = [read_control_profile(None, name, words()) for name in profile_names(None)]
    checks: dict[str, Check] = {}
    for profile in profiles:
        checks |= profile.checks
    return ControlBook(
        [_part(profile) for profile in profiles],
        [_check(check) for check in checks.values()],
        list(_traits(meanings())),
    )


def _part(profile: ControlProfile) -> ProfilePart:
    levels = ", ".join(f"{level.id} {level.zh} {level.en}" for level in profile.levels)
    about = f"{profile.zh} / {profile.en}. {profile.origin}. {profile.numbering}. Levels: {levels}."
    told = {name: value for name, value in profile.parameters.items() if value}
    parameters = "; ".join(f"`{name}` {_said(value)}" for name, value in told.items())
    return ProfilePart(
        profile.name, about, parameters, [_control(c, profile) for c in profile.controls]
    )


def _control(control: Control, profile: ControlProfile) -> Row:
    clauses = [control.clauses.get(level.id, "–") for level in profile.levels]
    numbers = " · ".join(dict.fromkeys(clauses)) if len(set(clauses)) > 1 else clauses[0]
    checks = [f"**{name}**" for name in control.mandatory] + list(control.advisory)
    unseen = f"{control.unseen_zh} / {control.unseen}" if control.unseen else ""
    return (
        numbers,
        f"{control.zh} {control.en}",
        f"{control.demand_zh} / {control.demand}",
        ", ".join(checks) or "not decided here",
        unseen,
        ", ".join(control.nist),
        " ".join(control.sources),
        control.verified,
    )


def _check(check: Check) -> Row:
    of = f"{check.of}, running" if check.running else check.of
    where = "" if check.where == AllOf(()) else written(check.where)
    when = f"needs `{check.unset}`" if check.unset else written(check.when)
    return (
        check.name, of, f"{check.zh} / {check.en}", where, when, f"{check.fix_zh} / {check.fix}"
    )  # fmt: skip


def _traits(found: Mapping[str, Mapping[str, str]]) -> Iterator[Row]:
    known = words()
    for kind in sorted(found, key=lambda each: (each == "application", each)):
        for name, meaning in found[kind].items():
            yield kind, name, known[kind][name].value, meaning


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
