"""The embedded store keeps its promises, also when its file is damaged, full, or in use."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from govcloud.adapters.store_sqlite import SqliteStore
from govcloud.engine import audit
from govcloud.errors import FailedError, GovcloudError, InputError, IntegrityError
from govcloud.model.event import Entry
from tests.contracts.store import APP, StoreContract, prepared
from tests.fakes_engine import FakeClock
from tests.fakes_engine import store as opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A new store in a file of its own."""
    found = opened(tmp_path, FakeClock())
    yield found
    found.close()


class TestSqliteStore(StoreContract):
    """The contract, on SQLite."""


def test_the_file_is_readable_by_its_owner_only(store: SqliteStore, tmp_path: Path) -> None:
    assert (tmp_path / "state.db").stat().st_mode & 0o777 == 0o600


def test_rows_of_the_ledger_can_neither_be_changed_nor_deleted(
    store: SqliteStore, tmp_path: Path
) -> None:
    store.record(Entry("local.up"))
    other = apsw.Connection(str(tmp_path / "state.db"))
    for order in ("UPDATE ledger SET actor = 'nobody'", "DELETE FROM ledger"):
        with pytest.raises(apsw.ConstraintError, match="append-only"):
            other.execute(order)


@pytest.mark.parametrize(
    ("order", "first_bad"),
    [
        ("UPDATE ledger SET actor = 'nobody' WHERE seq = 3", 3),
        ("DELETE FROM ledger WHERE seq = 2", 2),
        ("UPDATE ledger SET seq = 9 WHERE seq = 5", 5),
        ("UPDATE ledger SET data = '{\"n\":7}' WHERE seq = 1", 1),
        ("UPDATE ledger SET data = 'no json' WHERE seq = 4", 4),
    ],
    ids=["edited", "deleted", "renumbered", "evidence changed", "no JSON"],
)
def test_a_row_changed_behind_our_back_is_named(tmp_path: Path, order: str, first_bad: int) -> None:
    found = opened(tmp_path, FakeClock())
    for n in range(5):
        found.record(Entry("stack.applied", data={"n": n}))
    found.close()
    other = apsw.Connection(str(tmp_path / "state.db"))
    other.execute("DROP TRIGGER ledger_rows_never_change; DROP TRIGGER ledger_rows_never_go")
    other.execute(order)
    other.close()
    with pytest.raises(IntegrityError, match=f"row {first_bad} ") as broken:
        audit.verify_events(list(opened(tmp_path, FakeClock()).events()))
    assert broken.value.exit_code == 20


def test_state_rows_changed_behind_our_back_are_named(tmp_path: Path) -> None:
    found = opened(tmp_path, FakeClock())
    prepared(found)
    apsw.Connection(str(tmp_path / "state.db")).execute("UPDATE step SET state = 'succeeded'")
    with pytest.raises(IntegrityError, match="row succeeded, ledger ready"):
        audit.verify_store(found, [APP])


@pytest.mark.parametrize("keep", [0, 10, 100, 3000])
def test_a_file_that_is_no_store_is_refused_with_a_sentence(tmp_path: Path, keep: int) -> None:
    found = opened(tmp_path, FakeClock())
    found.record(Entry("local.up"))
    found.close()
    whole = (tmp_path / "state.db").read_bytes()
    (tmp_path / "state.db").write_bytes(
        b"\x00garbage!" * 3 + whole[24:keep] if keep else b"no database" * 99
    )
    with pytest.raises(GovcloudError) as refused:
        list(opened(tmp_path, FakeClock()).events())
    assert refused.value.exit_code in {1, 20}


def test_a_store_of_another_release_is_refused(tmp_path: Path) -> None:
    opened(tmp_path, FakeClock()).close()
    apsw.Connection(str(tmp_path / "state.db")).execute("UPDATE meta SET value = '99'")
    with pytest.raises(InputError, match="schema 99"):
        opened(tmp_path, FakeClock())


def filled(found: SqliteStore) -> None:
    """Record until there is no room."""
    for _ in range(2000):
        found.record(Entry("stack.applied", data={"pad": "x" * 2000}))


def test_where_the_ledger_cannot_be_written_nothing_is_done(tmp_path: Path) -> None:
    mount = tmp_path / "full"
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(mount)], check=True)
    try:
        found = opened(mount, FakeClock())
        with pytest.raises(FailedError, match="nothing is done"):
            filled(found)
        held = list(found.events())
        audit.verify_events(held)
        found.close()
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def recorded(found: SqliteStore) -> None:
    """Fifty rows."""
    for _ in range(50):
        found.record(Entry("local.up"))


def test_two_threads_and_two_processes_share_one_chain(tmp_path: Path) -> None:
    found = opened(tmp_path, FakeClock())
    script = (
        "import sys; from pathlib import Path; from tests.fakes_engine import FakeClock, store;"
        "from govcloud.model.event import Entry; s = store(Path(sys.argv[1]), FakeClock());"
        "[s.record(Entry('stack.applied', data={'n': n})) for n in range(50)]"
    )
    words = [sys.executable, "-c", script, str(tmp_path)]
    other = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    threads = [threading.Thread(target=recorded, args=(found,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert other.wait(timeout=60) == 0
    assert audit.verify_events(list(found.events()))["rows"] == 150
    found.close()
