"""Controls and checks as values: what a standard demands, and how a machine can look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from govcloud.model.terms import Term
from govcloud.rules.conditions import AllOf, Condition

EVERYBODY: Condition = AllOf(())
WORDING = "evidence for an assessor, no certification and no statement of compliance"
WORDING_ZH = "仅为测评提供证据，不构成任何认证或合规结论"
"""What every output of controls says of itself."""


class Status(Term):
    """What was found of one control, in an assessor's words (GB/T 28448: a unit's judgement)."""

    MET = "MET", "符合"
    PARTLY = "PARTLY_MET", "部分符合"
    NOT_MET = "NOT_MET", "不符合"
    NOT_APPLICABLE = "NOT_APPLICABLE", "不适用"
    NOT_DECIDED = "NOT_DECIDED", "未判定"


class Subject(Term):
    """What a check may be of, where it is not a type of resource."""

    ANY = "any", "任一资源"
    CLOUD = "cloud", "云平台整体"
    APPLICATION = "application", "应用系统"
    RECORD = "record", "操作台账"


@dataclass(frozen=True, slots=True)
class Check:
    """A question that can be answered of each subject of one kind.

    `of` is a type of resource (`s3:Bucket`) or a Subject's code. It is asked of those for whom `where` holds, and
    passed by those for whom `when` does. `running` ones can only be asked of a running cloud. `unset` names a
    parameter that it needs and the profile leaves empty.
    """

    name: str
    of: str
    when: Condition
    en: str
    zh: str
    fix: str
    fix_zh: str
    where: Condition = EVERYBODY
    running: bool = False
    unset: str = ""

    @property
    def of_resources(self) -> bool:
        """Whether it is of resources, not of the cloud as a whole, of applications or of the record."""
        return self.of not in {Subject.CLOUD, Subject.APPLICATION, Subject.RECORD}


@dataclass(frozen=True, slots=True)
class Control:
    """One demand.

    `clauses` has its number by level; a level without one does not make the demand. Checks in `mandatory` stop a
    plan, those in `advisory` only tell. `unseen` says what no check looks at; where there is no check at all it is
    the reason why nothing here can decide. `verified` says how sure the number is (docs/controls.md).
    """

    id: str
    clauses: Mapping[str, str]
    zh: str
    en: str
    demand: str
    demand_zh: str
    sources: tuple[str, ...]
    nist: tuple[str, ...]
    verified: str
    mandatory: tuple[str, ...] = ()
    advisory: tuple[str, ...] = ()
    unseen: str = ""
    unseen_zh: str = ""

    @property
    def checks(self) -> tuple[str, ...]:
        """All its checks, the mandatory ones first."""
        return (*self.mandatory, *self.advisory)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of protection; `since` is the application's level from which on it holds, 0 for all."""

    id: str
    zh: str
    en: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class ControlProfile:
    """A country's or an agency's demands. The first level is the one that a shared platform is held to."""

    name: str
    zh: str
    en: str
    origin: str
    numbering: str
    levels: tuple[Level, ...]
    controls: tuple[Control, ...]
    checks: Mapping[str, Check]
    parameters: Mapping[str, object] = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    source: str = ""

    def level_of(self, application_level: int, chosen: str) -> str:
        """The level that an application is held to; "" where it is held to none."""
        graded = [level for level in self.levels if level.since]
        if not graded:
            return chosen
        held = [level for level in graded if level.since <= application_level]
        return max(held, key=lambda level: level.since).id if held else ""

    def binding(self, level: str) -> frozenset[str]:
        """The names of the checks that stop a plan at this level."""
        held = (control for control in self.controls if level in control.clauses)
        return frozenset(name for control in held for name in control.mandatory)

    def used(self, level: str) -> tuple[str, ...]:
        """The names of all checks that this level asks for, in the order of the controls."""
        held = (control for control in self.controls if level in control.clauses)
        return tuple(dict.fromkeys(name for control in held for name in control.checks))

    def clauses_of(self, check: str, level: str) -> tuple[str, ...]:
        """The clauses at this level that a check answers."""
        held = (control for control in self.controls if check in control.checks)
        return tuple(c.clauses[level] for c in held if level in c.clauses)
