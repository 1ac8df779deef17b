"""The main job on real hosts: real engine, sshd, rsync, PostgreSQL and MariaDB, judged by an oracle of its own."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.journey import KEPT, MARIADB_ROWS, ROWS, WAVE, Journey, seen, texts

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


@pytest.mark.slow
def test_what_users_write_in_the_cloud_comes_home_and_goes_out_again(journey: Journey) -> None:
    journey.moved()
    for application in ("GD-GSD-008", "GD-GSD-009"):
        journey.write(application, f"written in the cloud 省 {application}")
        journey.must("migrate", "rollback", application)
        assert f"written in the cloud 省 {application}" in texts(journey, application)
        again = journey.govcloud("migrate", "rollback", application)
        assert again.code == 4
        assert "E-RBK-001" in again.err
    assert databases(journey, "target") == databases(journey, "source")
    journey.write("GD-GSD-008", "written at home")
    journey.moved()
    assert "written at home" in texts(journey, "GD-GSD-008")
    assert journey.must("audit", "verify", "-o", "json").view["state_rows"] == "as the ledger says"


def test_a_second_apply_and_a_second_run_change_nothing(journey: Journey) -> None:
    journey.moved()
    assert not journey.must("stack", "apply", "--yes", "-o", "json").view["changed"]
    rows = journey.rows()
    view = journey.must("migrate", "run", "--wave", WAVE, "-o", "json").view
    assert sorted(view["already"]) == sorted(KEPT)
    assert journey.rows() == rows


@pytest.mark.slow
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


@pytest.mark.slow
def test_after_a_night_off_the_lab_comes_back_with_what_was_moved(journey: Journey) -> None:
    journey.moved()
    kept = texts(journey, "GD-GSD-008")
    journey.must("local", "down")
    assert journey.govcloud("stack", "plan").code == 13
    journey.must("local", "up")
    assert texts(journey, "GD-GSD-008") == kept
    rows = journey.rows()
    journey.must("migrate", "run", "--wave", WAVE)
    assert journey.rows() == rows


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
