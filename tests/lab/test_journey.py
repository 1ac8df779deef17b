"""The main job on real hosts: real engine, sshd, rsync, PostgreSQL and MariaDB, judged by an oracle of its own."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from random import Random

import pytest

from tests.journey import KEPT, WAVE, Journey, seen

pytestmark = [pytest.mark.lab, pytest.mark.engine]

TREES = [
    ("gsd-web", "/opt/portal"),
    ("gsd-web", "/srv/uploads"),
    ("gsd-oa", "/opt/oa"),
    ("gsd-identity", "/opt/identity"),
    ("hrs-archive", "/srv/archive"),
    ("fjpsd-qgn", "/opt/qianguani"),
    ("fjpsd-qgn", "/srv/qianguani"),
]
ROWS = """
runuser -u postgres -- psql -XAtq -d {db} -c "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
 WHERE schemaname NOT IN ('pg_catalog','information_schema') ORDER BY 1" | while read -r t; do
 echo "$t"; runuser -u postgres -- psql -XAtq -d {db} -c "COPY (SELECT * FROM $t) TO STDOUT" | LC_ALL=C sort; done
"""
MARIADB_ROWS = """
for t in $(mariadb -N -e "SELECT table_name FROM information_schema.tables WHERE table_schema='oa' AND
 table_type='BASE TABLE' ORDER BY 1"); do echo "$t"; mariadb -N --raw oa -e "SELECT * FROM \\`$t\\`" | LC_ALL=C sort; done
"""
LEFT_BEHIND = """
ls -A /var/tmp/govcloud /run/govcloud/*.spool 2>/dev/null; grep -c . /root/.ssh/authorized_keys
ps -eo comm= | grep -E '^(rsync|ssh-agent|pg_dump|pg_restore|mariadb-dump)$' ; true
"""


def databases(journey: Journey, role: str) -> list[str]:
    """Every row of every table, sorted, as the databases themselves print them."""
    return [
        journey.on("gsd-web", role, ROWS.format(db="portal")),
        journey.on("gsd-identity", role, ROWS.format(db="identity")),
        journey.on("gsd-oa", role, MARIADB_ROWS),
    ]


def test_what_arrives_is_what_left_down_to_links_acls_and_rows(journey: Journey) -> None:
    journey.moved()
    for server, path in TREES:
        there = seen(journey.root(server, "target") / path.lstrip("/"))
        assert there == seen(journey.root(server, "source") / path.lstrip("/")), (server, path)
    archive = seen(journey.root("hrs-archive", "target") / "srv/archive")
    assert len(archive) > 4000
    assert any(twin != name for name, (*_, twin, _x) in archive.items() if twin)
    assert any("system.posix_acl_access" in str(entry[-1]) for entry in archive.values())
    assert databases(journey, "target") == databases(journey, "source")


def test_a_plan_changes_nothing_on_either_host(journey: Journey) -> None:
    def hosts() -> dict[str, object]:
        roots = {
            (s, role): journey.root(s, role) for s, _ in TREES for role in ("source", "target")
        }
        kept = ("etc", "opt", "srv", "home", "root", "var/lib", "var/tmp", "tmp")
        return {f"{key} {part}": seen(root / part) for key, root in roots.items() for part in kept}

    journey.must("migrate", "plan", "--wave", WAVE)
    before = _without_databases(hosts())
    journey.must("migrate", "plan", "--wave", WAVE)
    assert _without_databases(hosts()) == before


def _without_databases(found: dict[str, object]) -> dict[str, object]:
    """A running database writes its own files all the time, and makes its temporary ones in /tmp."""
    return {
        key: {
            name: entry
            for name, entry in entries.items()
            if not name.startswith(("postgresql", "mysql")) and (key[-4:], name) != (" tmp", ".")
        }
        for key, entries in found.items()
        if isinstance(entries, dict)
    }


def test_what_users_write_in_the_cloud_comes_home_and_goes_out_again(journey: Journey) -> None:
    journey.moved()
    for application in ("GD-GSD-008", "GD-GSD-009"):
        journey.write(application, f"written in the cloud 省 {application}")
        journey.must("migrate", "rollback", application)
        assert f"written in the cloud 省 {application}" in _texts(journey, application)
        again = journey.govcloud("migrate", "rollback", application)
        assert again.code == 4
        assert "E-RBK-001" in again.err
    assert databases(journey, "target") == databases(journey, "source")
    journey.write("GD-GSD-008", "written at home")
    journey.moved()
    assert "written at home" in _texts(journey, "GD-GSD-008")
    assert journey.must("audit", "verify", "-o", "json").view["state_rows"] == "as the ledger says"


def _texts(journey: Journey, application: str) -> str:
    return json.dumps(json.loads(journey.written(application)), ensure_ascii=False)


def test_a_second_apply_and_a_second_run_change_nothing(journey: Journey) -> None:
    journey.moved()
    assert not journey.must("stack", "apply", "-o", "json").view["changed"]
    rows = journey.rows()
    view = journey.must("migrate", "run", "--wave", WAVE, "-o", "json").view
    assert sorted(view["already"]) == sorted(KEPT)
    assert journey.rows() == rows


def cycle_killed(journey: Journey, application: str, row: int, delay_s: float) -> None:
    """Home, a write there, a run that is killed at a moment, the run again: it must end as an undisturbed one."""
    journey.moved()
    journey.must("migrate", "rollback", application)
    mark = f"row {row} after {delay_s:.3f} s"
    if application == "GD-GSD-008":
        journey.write(application, mark)
    start = journey.rows()
    journey.killed_at(start + row, delay_s, "migrate", "run", "--wave", WAVE)
    journey.must("migrate", "run", "--wave", WAVE)
    journey.must("audit", "verify")
    server = {"GD-GSD-008": "gsd-web", "FJ-PSD-001": "fjpsd-qgn"}[application]
    service = {"GD-GSD-008": "portal", "FJ-PSD-001": "qianguani"}[application]
    assert "stopped" in journey.on(server, "source", f"service {service} status || echo stopped")
    assert "stopped" not in journey.on(
        server, "target", f"service {service} status || echo stopped"
    )
    for role in ("source", "target"):
        assert journey.on(server, role, LEFT_BEHIND).split() == ["1"], role
    if application == "GD-GSD-008":
        assert mark in _texts(journey, application)
        assert "portal\n" in journey.on(server, "target", DATABASES)
        assert "__" not in journey.on(server, "target", DATABASES)
        tables = [
            journey.on(server, role, ROWS.format(db="portal")) for role in ("source", "target")
        ]
        assert tables[0] == tables[1]
    events = journey.events(after=start)
    effects = [e["step_id"] for e in events if e["event"] == "done" and "found" not in e["data"]]
    changing = [key for key in effects if "manifest" not in key and "contents" not in key]
    assert len(changing) == len(set(changing)), changing


DATABASES = "runuser -u postgres -- psql -XAtq -c 'SELECT datname FROM pg_database'"
LAST_ROW = {"GD-GSD-008": 36, "FJ-PSD-001": 26}


def _moment(number: int) -> tuple[str, int, float]:
    drawn = Random(20190506 + number)
    application = sorted(LAST_ROW)[number % 2]
    return application, drawn.randint(1, LAST_ROW[application]), drawn.uniform(0, 0.15)


MOMENTS = [_moment(number) for number in range(10)]


@pytest.mark.parametrize(
    ("application", "row", "delay_s"), MOMENTS, ids=[f"{a}-{r}" for a, r, _ in MOMENTS]
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


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "TERM"]
)
def test_a_run_that_is_asked_to_stop_ends_between_two_steps_and_resumes(
    journey: Journey, number: int, code: int
) -> None:
    journey.moved()
    journey.must("migrate", "rollback", "FJ-PSD-001")
    start = journey.rows()
    running = journey.start("migrate", "run", "--wave", WAVE)
    journey.wait_for_row(start + 6, running)
    running.send_signal(number)
    assert running.wait(timeout=60) == code
    events = journey.events(after=start)
    intents = [e["attempt_id"] for e in events if e["event"] == "intent"]
    assert intents == [e["attempt_id"] for e in events if e["event"] == "done"]
    journey.must("migrate", "run", "--wave", WAVE)


def test_an_export_stands_on_its_own(journey: Journey, tmp_path: Path) -> None:
    journey.moved()
    journey.must("audit", "export", str(tmp_path / "ledger.json"))
    journey.must("audit", "verify", "--file", str(tmp_path / "ledger.json"))
    text = (tmp_path / "ledger.json").read_text("utf-8")
    assert "PRIVATE KEY" not in text
    (tmp_path / "ledger.json").write_text(
        text.replace('"actor": "approver"', '"actor": "nobody"', 1), "utf-8"
    )
    forged = journey.govcloud("audit", "verify", "--file", str(tmp_path / "ledger.json"))
    assert forged.code == 20
