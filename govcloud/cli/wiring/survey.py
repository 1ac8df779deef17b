"""What an assessment needs: the estate, the rules that are data, and what the ledger measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from govcloud.cli.wiring.record import RecordDesk
from govcloud.errors import InputError
from govcloud.model.inventory import Application
from govcloud.rules.names import did_you_mean
from govcloud.rules.survey import Survey
from govcloud.rules.timings import NOTHING_MEASURED, Timings, timings


def survey_of(desk: RecordDesk, today: date) -> Survey:
    """One look at the desk's estate. Raises InputError for an inventory or a profile with faults."""
    from govcloud.adapters.profiles_yaml import read_profiles

    profiles = read_profiles(desk.workspace)
    return Survey(desk.inventory, profiles, today, _measured(desk))


def chosen(desk: RecordDesk, names: Sequence[str], department: str) -> tuple[Application, ...]:
    """The applications that are asked for: by id, by department, or all. Raises InputError for unknown ones."""
    if names:
        return tuple(desk.application(name) for name in dict.fromkeys(names))
    if not department:
        return desk.inventory.applications
    known_department(desk, department)
    return desk.inventory.of_department(department)


def known_department(desk: RecordDesk, name: str) -> None:
    """Raises InputError with what it may have meant for a department that the inventory does not have."""
    known = [item.id for item in desk.inventory.departments]
    if name not in known:
        hint = did_you_mean(name, known) or "list them: govcloud inventory check"
        raise InputError(f"E-ID-002: the inventory has no department `{name}`", hint=hint)


def _measured(desk: RecordDesk) -> Timings:
    """What was measured in the chosen environment; a workspace that moved nothing yet has no store."""
    if not any(desk.home.glob("state-*.db")) or not desk.store_file.exists():
        return NOTHING_MEASURED
    return timings(desk.store.events())
