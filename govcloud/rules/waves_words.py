"""The planner's rules and reasons as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from govcloud.model.wave import Wave
from govcloud.rules import waves_problem as words
from govcloud.rules.waves_calendar import ready_on
from govcloud.rules.waves_case import Case, soaked
from govcloud.rules.waves_explain import Reason
from govcloud.rules.waves_limits import HUNDREDTHS
from govcloud.rules.waves_problem import Constraint, Problem

_UNITS = {
    "applications": "applications",
    "hosts": "hosts",
    "person_days": "person-days",
    "data_gb": "GB",
}
_SCALED = {"person_days", "data_gb"}


class Words:
    """Sentences about one case and its problem; `wave_of` tells the wave of an application."""

    def __init__(self, case: Case, problem: Problem, wave_of: Mapping[str, Wave]) -> None:
        self.case = case
        self.problem = problem
        self.wave_of = wave_of

    def rule(self, rule: Constraint) -> str:
        """A rule by itself, as a conflict names it."""
        programme, subject = self.case.programme, rule.subject
        if rule.kind in _LIMITS:
            return f"{_LIMITS[rule.kind](subject)}: at most {self._amount(rule)} in a window"
        if rule.kind == words.NEED:
            app, _, need = subject.partition(">")
            return f"{app} needs {need}, hard and without a bridge"
        if rule.kind == words.PILOT_SIZE and programme.pilot:
            return f"pilot: at most {programme.pilot.applications} applications"
        if rule.kind == words.PILOT and programme.pilot:
            few = programme.pilot.users_max
            users = "" if few is None else f", at most {few} users"
            return f"pilot first: level at most {programme.pilot.level_max}{users}"
        return self._date_rule(rule)

    def reason(self, reason: Reason, window: int) -> str:
        """Why a group cannot be in a window, as the plan is."""
        rule = reason.constraint
        if rule.kind == words.NEED:
            app, _, need = rule.subject.partition(">")
            return f"{app} needs {need} {self._name(need)}, which is in {self._at(need)}"
        if rule.kind in _LIMITS or rule.kind == words.PILOT_SIZE:
            what = _LIMITS[rule.kind](rule.subject) if rule.kind in _LIMITS else "pilot"
            taken, wanted = self._figure(rule, reason.taken), self._figure(rule, reason.wanted)
            return f"{what}: {taken} of {self._amount(rule)} taken, {wanted} more wanted"
        if rule.kind == words.PILOT:
            pilot = self.problem.windows[self.problem.pilot].starts.date()
            if window == self.problem.pilot:
                return f"it does not qualify for the pilot of {pilot}"
            return f"the pilot goes first, on {pilot}"
        return self._date_rule(rule)

    def remedy(self, reason: Reason) -> str:
        """What would let the group go in that window."""
        rule = reason.constraint
        over = reason.taken + reason.wanted - reason.amount
        asked = {
            words.NEED: f"{reason.other} going earlier, or a bridge to it",
            words.FREEZE: f"an exemption from {rule.subject}",
            words.LEAD: "a quicker approval or rehearsal (`lead`)",
            words.UNTIL: "a later end of the programme (`until`)",
            words.DATE: "another day for it under `dates`",
            words.WISH: "no `wave` for it in the inventory",
            words.MAINTENANCE: "another maintenance window of its own",
            words.LENGTH: "a longer window",
            words.PILOT: "a pilot that takes it",
            words.PILOT_SOAK: "a shorter soak (`pilot.soak_days`)",
            words.PILOT_SIZE: f"room for {over} more in the pilot",
        }
        if rule.kind in _LIMITS:
            return f"{_LIMITS[rule.kind](rule.subject)}: room for {self._figure(rule, over)} more"
        return asked[rule.kind]

    def _date_rule(self, rule: Constraint) -> str:
        programme, subject = self.case.programme, rule.subject
        if rule.kind == words.FREEZE:
            freeze = next(item for item in programme.freezes if item.name == subject)
            return f"freeze {subject}" + (f" / {freeze.name_en}" if freeze.name_en else "")
        if rule.kind == words.LEAD:
            days, ready = programme.lead.approval_for(int(subject)), self._ready(int(subject))
            return f"approval of level {subject} ({days} working days) and rehearsal take until {ready}"
        if rule.kind == words.UNTIL:
            return f"the programme ends on {programme.until}"
        if rule.kind == words.DATE:
            return f"{subject} has a day of its own: {self._fixed(subject)}"
        if rule.kind == words.WISH:
            app = self.case.inventory.application(subject)
            return f"the inventory wishes {subject} into wave {app.wave}"
        return self._other_rule(rule)

    def _other_rule(self, rule: Constraint) -> str:
        if rule.kind == words.MAINTENANCE:
            own = self.case.inventory.application(rule.subject).maintenance_windows
            told = ", ".join(f"{item.day.value} {item.start} for {item.hours} h" for item in own)
            return f"{rule.subject} may only be changed in its maintenance windows: {told}"
        if rule.kind == words.LENGTH:
            minutes = self.case.minutes(rule.subject)
            return f"{rule.subject} takes {minutes} minutes, and has to end within its window"
        return f"the pilot soaks until {self._soaked()}"

    def _soaked(self) -> date:
        pilot, ended = self.case.programme.pilot, self.case.piloted
        days = pilot.soak_days if pilot else 0
        if ended is not None:
            return soaked(ended, days).date()
        return soaked(self.problem.windows[max(self.problem.pilot, 0)].ends, days).date()

    def _ready(self, level: int) -> date:
        return ready_on(self.case.programme.lead, level, self.case.since)

    def _fixed(self, id_: str) -> str:
        fixed = self.case.dates[id_]
        told = (("on", fixed.on), ("not before", fixed.not_before), ("not after", fixed.not_after))
        return ", ".join(f"{name} {day}" for name, day in told if day is not None)

    def _amount(self, rule: Constraint) -> str:
        amounts = (x.amount for x in self.problem.limits if x.constraint == rule)
        return self._figure(rule, next(amounts, 0))

    def _figure(self, rule: Constraint, amount: int) -> str:
        return f"{amount / HUNDREDTHS:g}" if rule.subject in _SCALED else str(amount)

    def _name(self, id_: str) -> str:
        return self.case.inventory.application(id_).name_zh

    def _at(self, id_: str) -> str:
        wave = self.wave_of.get(id_)
        if wave is None:
            return "no wave"
        return wave.id if wave.starts is None else f"{wave.id} ({wave.starts.date()})"


_LIMITS = {
    words.CAPACITY: lambda name: _UNITS[name],
    words.DEPARTMENT: lambda name: f"applications of department {name}",
    words.PARTNER: lambda name: f"applications of partner {name}",
    words.LEVEL: lambda name: f"applications of level {name} and above",
}


def decision_at(wave: Wave, percent: int = 60) -> str:
    """When a wave's window has run so far that a rollback must be decided on (DOMAIN §3.4)."""
    if wave.starts is None or wave.ends is None:
        return ""
    minutes = int((wave.ends - wave.starts).total_seconds()) // 60 * percent // 100
    return (wave.starts + timedelta(minutes=minutes)).isoformat(timespec="minutes")
