"""What the wave commands need: the case to be planned, the plan, and the file that it is written to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from govcloud import __version__
from govcloud.cli.wiring.record import RecordDesk
from govcloud.errors import Fault, InputError, UsageError
from govcloud.model.wave import PlanOrigin, Wave, WaveFile
from govcloud.rules.effort import Effort, effort
from govcloud.rules.names import did_you_mean
from govcloud.rules.status import Fold, Stage, fold, stage
from govcloud.rules.timings import NOTHING_MEASURED, timings
from govcloud.rules.waves_case import Case
from govcloud.rules.waves_check import Subject, Violation, missing, violations
from govcloud.rules.waves_clash import Clash, clash
from govcloud.rules.waves_keep import Progress, kept
from govcloud.rules.waves_plan import Plan, plan_waves, wave_of
from govcloud.rules.waves_search import ROUNDS
from govcloud.rules.waves_words import Words

NAMES_SHOWN = 5
_UNDER_WAY = {Stage.REPLICATING, Stage.CUTTING_OVER}


class Waves:
    """The waves of a desk's workspace; `since` is the day that plans count from, `programme` another file."""

    def __init__(
        self, desk: RecordDesk, since: date | None = None, programme: Path | None = None
    ) -> None:
        """Nothing is read yet."""
        self.desk = desk
        self.path = desk.workspace / "migrations" / "waves.yaml"
        self._since = since or desk.today
        self._programme = programme or desk.workspace / "migrations" / "programme.yaml"

    def present(self) -> WaveFile:
        """The file as it is, only its form looked at; nothing where there is none."""
        from govcloud.adapters.waves_yaml import read_wave_file

        return read_wave_file(self.path, None) if self.path.exists() else WaveFile(())

    def case(self, file: WaveFile) -> Case:
        """What is to be planned, beside the waves of a file."""
        from govcloud.adapters.programme_yaml import read_programme

        inventory = self.desk.inventory
        programme = read_programme(self._programme, inventory)
        known = {app.id for app in inventory.applications if app.strategy.cuts_over}
        present = tuple(
            replace(w, applications=tuple(i for i in w.applications if i in known))
            for w in file.waves
        )
        progress = self._progress()
        held = kept(inventory, present, progress, self._since, programme.keep)
        return Case(inventory, programme, self._efforts(), self._since, held, present)

    def plan(self, file: WaveFile, rounds: int = ROUNDS, *, afresh: bool = False) -> Plan:
        """A plan beside the present file. Raises InputError (E-WAV-030, E-WAV-031) with the rules that clash."""
        made = plan_waves(self.case(file), rounds, afresh=afresh)
        if not made.found.complete:
            raise self._refused(made, clash(made))
        return made

    def as_filed(self, file: WaveFile) -> Plan:
        """The plan that the file holds, as if it had just been made; a new one where the file has no dates."""
        from govcloud.rules.waves_build import build
        from govcloud.rules.waves_filed import as_found

        if not file.dated:
            return self.plan(file)
        case = self._case_since(file, file.origin.counted_from if file.origin else self._since)
        problem = build(case)
        return Plan(case, problem, as_found(problem, file.waves), file.waves)

    def violations(self, file: WaveFile) -> tuple[tuple[Violation, ...], tuple[str, ...]]:
        """What the file breaks, and which applications stand in no wave; lead times count from its first plan."""
        gone = frozenset(self.case(file).kept)
        case = self._case_since(file, file.origin.begun if file.origin else self._since)
        subject = Subject(
            case.inventory, case.programme, case.efforts, case.present, case.since, gone
        )
        return violations(subject), missing(case.inventory, case.present, gone)

    def _case_since(self, file: WaveFile, since: date) -> Case:
        """The case as it was on another day."""
        today, self._since = self._since, since
        try:
            return self.case(file)
        finally:
            self._since = today

    def origin(self, made: Plan, file: WaveFile) -> PlanOrigin:
        """What a plan was made from."""
        begun = file.origin.begun if file.origin else made.case.since
        return PlanOrigin(
            made.case.inventory.digest,
            made.case.programme.digest,
            made.case.since,
            min(begun, made.case.since),
            f"govcloud {__version__}",
        )

    def write(self, made: Plan, file: WaveFile, *, sure: bool) -> bool:
        """Put the plan in the place of the file; False if it says the same already.

        Raises UsageError (E-WAV-005) where people wrote the file, and nobody said yes.
        """
        from govcloud.adapters.waves_write import made_by_hand, waves_text, write_waves
        from govcloud.adapters.workspace_seed import as_laid_down

        content = waves_text(made.waves, self.origin(made, file), made.case.inventory)
        if self.path.exists():
            if self.path.read_text("utf-8") == content:
                return False
            if not sure and made_by_hand(file) and not as_laid_down(self.path):
                self._ask()
        write_waves(self.path, content)
        return True

    def chosen(self, wave: str, department: str, partner: str) -> tuple[Wave, ...]:
        """The file's waves, or one, and in them the applications of a department or a partner.

        Raises InputError for a name that is none.
        """
        inventory = self.desk.inventory
        found = (self.desk.wave(wave),) if wave else self.desk.waves
        if department:
            _known("E-ID-002", "department", department, [d.id for d in inventory.departments])
            ids = {app.id for app in inventory.of_department(department)}
            found = _only(found, ids)
        if partner:
            engaged = {item.id for app in inventory.applications for item in app.partners}
            _known("E-ID-005", "partner", partner, engaged | {p.id for p in inventory.partners})
            ids = {a.id for a in inventory.applications if partner in {p.id for p in a.partners}}
            found = _only(found, ids)
        return found

    def export(self, view: Mapping[str, Any], files: Sequence[Path] | None) -> None:
        """Write a view to files, and say so. Raises InputError (E-EXP-001) for a suffix that nobody makes."""
        from govcloud.cli.exports import write_exports
        from govcloud.cli.wiring.waves_files import makers

        made = makers(view, self.desk.inventory.digest, self.desk.today)
        for file in write_exports(files, made):
            self.desk.console.say(f"written: {file}")

    def read(self, path: Path) -> tuple[Wave, ...]:
        """The waves of any file."""
        from govcloud.adapters.waves_yaml import read_wave_file

        return read_wave_file(path, None).waves

    def _ask(self) -> None:
        try:
            typed = self.desk.ask("people wrote migrations/waves.yaml; type `yes` to replace it:")
        except UsageError as error:
            raise UsageError(
                "E-WAV-005: people wrote migrations/waves.yaml, and nobody is here to ask",
                hint="replace it all the same: --yes",
            ) from error
        if typed != "yes":
            raise UsageError("E-WAV-005: migrations/waves.yaml was not replaced")

    def _efforts(self) -> dict[str, Effort]:
        from govcloud.adapters.profiles_yaml import read_profiles

        constants = read_profiles(self.desk.workspace).constants
        measured = NOTHING_MEASURED
        if self._has_record():
            measured = timings(self.desk.store.events())
        return {
            app.id: effort(app, constants, measured) for app in self.desk.inventory.applications
        }

    def _progress(self) -> Progress:
        if not self._has_record():
            return Progress()
        found: Fold = fold(self.desk.store.events())
        stages = {app.id: stage(app, found) for app in self.desk.inventory.applications}
        return Progress(
            frozenset(found.serving()),
            frozenset(id_ for id_, at in stages.items() if at in _UNDER_WAY),
            frozenset(id_ for id_, said in found.applications.items() if said.rolled_back),
        )

    def _has_record(self) -> bool:
        """Whether anything was ever recorded: to look must not make a store."""
        return any(self.desk.home.glob("state-*.db")) and self.desk.store_file.exists()

    def _refused(self, made: Plan, found: Clash) -> InputError:
        case, says = made.case, Words(made.case, made.problem, wave_of(made.waves))
        names = _some(found.applications)
        if not found.proved:
            return InputError(
                f"E-WAV-031: no plan was found for {names}, and none was proved impossible",
                hint="try more: --optimise 50; or loosen `dates`, `until` or a limit",
            )
        faults = []
        for rule in found.constraints:
            file, line = _place(case, str(rule), rule.kind, self._programme)
            faults.append(Fault(file, line, "E-WAV-030", says.rule(rule)))
        count = len(faults)
        kind = "no smaller set clashes" if found.smallest else "none of them can be left out"
        kind = kind if found.minimal or found.smallest else "fewer may clash too"
        return InputError(
            f"E-WAV-030: there is no plan for {names}: these {count} rules cannot all be kept ({kind})",
            hint="loosen one of them; the first window is counted from "
            f"{case.since}, the last is ten years later",
            faults=faults,
        )


def _place(case: Case, rule: str, kind: str, programme: Path) -> tuple[str, int]:
    """Where a rule stands: in the programme, in the inventory, or nowhere, being a default."""
    places = case.programme.places
    for name in (rule, kind):
        if name in places:
            return places[name]
    subject = rule.partition(":")[2].partition(">")[0]
    if kind in {"need", "maintenance", "wish", "length"} and subject in case.inventory.places:
        return case.inventory.places[subject]
    return f"{programme.name} (default)", 0


def _some(names: Sequence[str]) -> str:
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _only(waves: Sequence[Wave], ids: Collection[str]) -> tuple[Wave, ...]:
    """Waves with only these applications, without those that are empty then."""
    fewer = (replace(w, applications=tuple(i for i in w.applications if i in ids)) for w in waves)
    return tuple(wave for wave in fewer if wave.applications)


def _known(code: str, noun: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise InputError(
            f"{code}: the inventory has no {noun} `{name}`", hint=did_you_mean(name, known)
        )
