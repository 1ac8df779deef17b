"""Every check asked of everything that it is about: who passes, who does not and why, and what nobody can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from govcloud.model.cloud_resource import CloudResource
from govcloud.model.inventory import Application
from govcloud.rules.cloud_traits import ResourceTraits
from govcloud.rules.cloud_traits_whole import WholeTraits
from govcloud.rules.cloudscape import Cloudscape
from govcloud.rules.controls import Check, ControlProfile, Subject
from govcloud.rules.controls_applications import ApplicationTraits
from govcloud.rules.controls_conditions import blamed, decided
from govcloud.rules.governance import Governance, record_traits
from govcloud.rules.survey import Survey

UNSET = "the profile sets no `{}`"
UNSET_ZH = "规则文件未设置 {}"
ASKS_RUNNING = ("only a running cloud tells: --running", "需检查运行中的云：--running")
NOT_LOOKED = ("it was not looked at", "未检查")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is looked at; what is None is not. `running`: the scape is what stands there, not what is planned."""

    scape: Cloudscape | None = None
    running: bool = False
    survey: Survey | None = None
    record: Governance | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One subject: its traits, and what it is. `level` is that to which an application is held."""

    traits: Mapping[str, Any]
    label: str
    level: str = ""
    resource: CloudResource | None = None
    application: Application | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that a subject does not pass, and the values by which that is seen."""

    check: Check
    subject: Asked
    because: Mapping[str, Any]


@dataclass(slots=True)
class Answer:
    """What a check found. Counts are by level ("" for what has none); `reason` says why it was asked of nobody."""

    check: Check
    passed: Counter[str] = field(default_factory=Counter)
    untold: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    reason: tuple[str, str] = ("", "")


def answers(profile: ControlProfile, level: str, evidence: Evidence) -> dict[str, Answer]:
    """Every check that the level asks for, by name."""
    asker = _Asker(profile, level, evidence)
    return {name: asker.answer(profile.checks[name]) for name in profile.used(level)}


def failures(checks: Iterable[Check], evidence: Evidence) -> Iterator[Failure]:
    """What fails of these checks, none of which is of applications."""
    asker = _Asker(None, "", evidence)
    for check in checks:
        yield from asker.answer(check).failures


class _Asker:
    """Asks checks; the traits of each subject are found once for all of them."""

    def __init__(self, profile: ControlProfile | None, level: str, evidence: Evidence) -> None:
        self._profile = profile
        self._level = level
        self._evidence = evidence
        self._kept: dict[str, list[Asked]] = {}

    def answer(self, check: Check) -> Answer:
        found = Answer(check, reason=self._obstacle(check))
        for subject in () if found.reason[0] else self._subjects(check.of):
            concerned = decided(check.where, subject.traits)
            if concerned is False:
                continue
            passed = decided(check.when, subject.traits) if concerned else None
            if passed is None:
                found.untold[subject.level] += 1
            elif passed:
                found.passed[subject.level] += 1
            else:
                found.failures.append(Failure(check, subject, blamed(check.when, subject.traits)))
        return found

    def _obstacle(self, check: Check) -> tuple[str, str]:
        """Why a check cannot be asked at all, in English and Chinese."""
        told = self._evidence
        if check.unset:
            return UNSET.format(check.unset), UNSET_ZH.format(check.unset)
        if check.running and not told.running:
            return ASKS_RUNNING
        held: object = told.scape
        if check.of == Subject.APPLICATION:
            held = told.survey
        elif check.of == Subject.RECORD:
            held = told.record
        return NOT_LOOKED if held is None else ("", "")

    def _subjects(self, kind: str) -> list[Asked]:
        if kind not in self._kept:
            self._kept[kind] = list(self._found(kind))
        return self._kept[kind]

    def _found(self, kind: str) -> Iterator[Asked]:
        told = self._evidence
        if kind == Subject.APPLICATION and told.survey is not None:
            yield from self._applications(told.survey)
        elif kind == Subject.RECORD and told.record is not None:
            yield Asked(record_traits(told.record), "ledger")
        elif kind == Subject.CLOUD and told.scape is not None:
            if told.scape.setting.whole:
                yield Asked(WholeTraits(told.scape), "cloud")
        elif told.scape is not None:
            yield from resource_subjects(told.scape, kind)

    def _applications(self, survey: Survey) -> Iterator[Asked]:
        record = self._evidence.record or Governance()
        for app in survey.inventory.applications:
            if level := self._held_to(app):
                traits = ApplicationTraits(app, survey, record)
                yield Asked(traits, app.id, level, application=app)

    def _held_to(self, app: Application) -> str:
        return self._profile.level_of(app.mlps_level, self._level) if self._profile else self._level


def resource_subjects(scape: Cloudscape, kind: str) -> Iterator[Asked]:
    """The resources of a type, or all."""
    held: Iterable[CloudResource] = scape.resources if kind == Subject.ANY else scape.of(kind)
    for one in held:
        yield Asked(ResourceTraits(one, scape), one.name, resource=one)
