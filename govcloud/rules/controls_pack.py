"""The checks that an engine can ask while it plans: of a resource as it comes, and of a stack when it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from govcloud.model.cloud_resource import CloudResource
from govcloud.rules.cloud_traits import alone
from govcloud.rules.cloudscape import Cloudscape, Setting
from govcloud.rules.conditions import comparisons
from govcloud.rules.controls import Check, ControlProfile, Subject
from govcloud.rules.controls_judging import Evidence, Failure, failures

SHARED_PROJECT = "landing-zone"
"""The project in which what must exist once is looked for."""


@dataclass(frozen=True, slots=True)
class PackRule:
    """One check as a pipeline sees it; `whole`: it is asked of a stack, not of a resource by itself."""

    name: str
    says: str
    remedy: str
    clauses: tuple[str, ...]
    mandatory: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a resource (its URN, "" for the stack as a whole) does not keep, and why."""

    rule: str
    urn: str
    message: str


class RulePack:
    """A profile's checks at one level, for stacks that stand in one setting."""

    def __init__(self, profile: ControlProfile, level: str) -> None:
        self.profile = profile
        self.level = level
        used = (profile.checks[name] for name in profile.used(level))
        self._checks = [check for check in used if _of_plans(check)]

    @property
    def rules(self) -> list[PackRule]:
        """All of them."""
        binding = self.profile.binding(self.level)
        return [
            PackRule(
                check.name,
                f"{check.en} / {check.zh}",
                f"{check.fix} / {check.fix_zh}",
                self.profile.clauses_of(check.name, self.level),
                check.name in binding,
                not _alone(check),
            )
            for check in self._checks
        ]

    def of_resource(self, one: CloudResource, setting: Setting) -> list[Violation]:
        """What a resource by itself is seen to break."""
        mine = (c for c in self._checks if _alone(c) and c.of in {one.type, Subject.ANY})
        return list(_violations(mine, [one], setting))

    def of_stack(self, resources: Sequence[CloudResource], setting: Setting) -> list[Violation]:
        """What only the resources of a stack together are seen to break."""
        mine = (check for check in self._checks if not _alone(check))
        return list(_violations(mine, resources, setting))


def _of_plans(check: Check) -> bool:
    return not (check.unset or check.running or check.of in {Subject.APPLICATION, Subject.RECORD})


def _alone(check: Check) -> bool:
    """Whether a resource by itself tells all that the check asks."""
    tests = chain(comparisons(check.where), comparisons(check.when))
    return check.of != Subject.CLOUD and all(alone(check.of, test.field) for test in tests)


def _violations(
    checks: Iterable[Check], resources: Sequence[CloudResource], setting: Setting
) -> Iterator[Violation]:
    evidence = Evidence(Cloudscape(resources, setting))
    for failure in failures(checks, evidence):
        one = failure.subject.resource
        yield Violation(failure.check.name, one.urn if one else "", _message(failure))


def _message(failure: Failure) -> str:
    check = failure.check
    because = ", ".join(f"{name} = {value}" for name, value in failure.because.items())
    return (
        f"should be: {check.en} / {check.zh}; found: {because}. "
        f"Remedy: {check.fix} / {check.fix_zh}"
    )
