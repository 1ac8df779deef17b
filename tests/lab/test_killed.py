"""Runs that are killed on real hosts: whatever the moment, the same command again ends as if nothing had been."""

from __future__ import annotations

from random import Random

import pytest

from tests.journey import ROWS, WAVE, Journey, texts

pytestmark = [pytest.mark.lab, pytest.mark.engine]

SERVERS = {"GD-GSD-008": ("gsd-web", "portal"), "FJ-PSD-001": ("fjpsd-qgn", "qianguani")}
LOOK = """
service {service} status >/dev/null && echo running || echo stopped
grep -c . /root/.ssh/authorized_keys
ls -A -d /var/lib/govcloud-spool-* /tmp/govcloud* 2>/dev/null
ps -eo comm= | grep -E '^(rsync|ssh-agent|pg_dump|pg_restore)$' ; true
"""
DATABASES = "runuser -u postgres -- psql -XAtq -c 'SELECT datname FROM pg_database ORDER BY 1'"


def at_home(journey: Journey, application: str) -> None:
    """Have the application serve from its source."""
    if journey.govcloud("migrate", "rollback", application).code:
        journey.moved()
        journey.must("migrate", "rollback", application)


def cycle_killed(journey: Journey, application: str, row: int, delay_s: float) -> None:
    """Home, a write there, a run that is killed at a moment, the run again: it must end as an undisturbed one."""
    at_home(journey, application)
    mark = f"row {row} after {delay_s:.3f} s"
    if application == "GD-GSD-008":
        journey.write(application, mark)
    start = journey.rows()
    journey.killed_at(start + row, delay_s, "migrate", "run", "--wave", WAVE)
    journey.must("migrate", "run", "--wave", WAVE)
    server, service = SERVERS[application]
    for role, state in (("source", "stopped"), ("target", "running")):
        assert journey.on(server, role, LOOK.format(service=service)).split() == [state, "1"], role
    if application == "GD-GSD-008":
        assert mark in texts(journey, application)
        script = DATABASES + ROWS.format(db="portal")
        held = [journey.on(server, role, script) for role in ("source", "target")]
        assert held[0] == held[1]
    _assert_no_effect_came_twice(journey, start)


def _assert_no_effect_came_twice(journey: Journey, start: int) -> None:
    journey.must("audit", "verify")
    events = journey.events(after=start)
    effects = [e["step_id"] for e in events if e["event"] == "done" and "found" not in e["data"]]
    changing = [key for key in effects if "manifest" not in key and "contents" not in key]
    assert len(changing) == len(set(changing)), changing


LAST_ROW = {"GD-GSD-008": 36, "FJ-PSD-001": 26}


def _moment(number: int) -> tuple[str, int, float]:
    drawn = Random(20190506 + number)
    application = sorted(LAST_ROW)[number % 2]
    return application, drawn.randint(1, LAST_ROW[application]), drawn.uniform(0, 0.15)


MOMENTS = [_moment(number) for number in range(2)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("application", "row", "delay_s"),
    MOMENTS,
    ids=[f"{a}-{r}" for a, r, _ in MOMENTS],
)
def test_killed_at_any_moment_the_next_run_ends_alike(
    journey: Journey, application: str, row: int, delay_s: float
) -> None:
    cycle_killed(journey, application, row, delay_s)


@pytest.mark.faults
@pytest.mark.parametrize("application", ["GD-GSD-008", "FJ-PSD-001"])
@pytest.mark.parametrize("row", range(1, 41))
def test_killed_at_every_ledger_row_the_next_run_ends_alike(
    journey: Journey, application: str, row: int
) -> None:
    cycle_killed(journey, application, row, 0.0)
