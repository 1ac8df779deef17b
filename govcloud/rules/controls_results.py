"""What was found of each control: an assessor's judgement of the answers of its checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govcloud.rules.controls import Control, ControlProfile, Status
from govcloud.rules.controls_judging import Answer, Failure


@dataclass(frozen=True, slots=True)
class Result:
    """One control at one level; `reasons` say (in English and Chinese) what was not decided, and why."""

    control: Control
    clause: str
    status: Status
    passed: int
    untold: int
    failures: tuple[Failure, ...]
    reasons: tuple[tuple[str, str], ...]


def results(profile: ControlProfile, level: str, found: Mapping[str, Answer]) -> list[Result]:
    """Every control that the level demands, in the profile's order."""
    held = (control for control in profile.controls if level in control.clauses)
    return [_result(control, level, found) for control in held]


def _result(control: Control, level: str, found: Mapping[str, Answer]) -> Result:
    counted = {"", *control.clauses}
    told = [found[name] for name in control.checks]
    passed = sum(answer.passed[each] for answer in told for each in counted)
    untold = sum(answer.untold[each] for answer in told for each in counted)
    failures = tuple(
        failure
        for answer in told
        for failure in answer.failures
        if failure.subject.level in counted
    )
    reasons = tuple(
        (f"{answer.check.name}: {answer.reason[0]}", f"{answer.check.name}：{answer.reason[1]}")
        for answer in told
        if answer.reason[0]
    )
    asked = len(told) - len(reasons)
    status = _status(passed, len(failures), untold, asked)
    return Result(control, control.clauses[level], status, passed, untold, failures, reasons)


def _status(passed: int, failed: int, untold: int, asked: int) -> Status:
    """All pass: met. None does: not met. Asked of nobody: not applicable; and not decided where nobody could ask."""
    if failed:
        return Status.PARTLY if passed else Status.NOT_MET
    if passed:
        return Status.MET
    return Status.NOT_DECIDED if untold or not asked else Status.NOT_APPLICABLE
