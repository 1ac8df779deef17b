"""The export: whole or not at all, and enough to verify by hand without govcloud."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from govcloud.errors import FailedError, InputError
from govcloud.model.event import Entry, first_broken
from govcloud.reports import ledger_json
from tests.fakes_engine import FakeClock, store


def exported(folder: Path) -> Path:
    """An export of three rows."""
    found = store(folder, FakeClock())
    for n in range(3):
        found.record(Entry("stack.applied", data={"n": n, "名": "值"}))
    ledger_json.write(folder / "export.json", list(found.events()), [], [])
    return folder / "export.json"


def test_what_was_written_is_read_back_and_holds(tmp_path: Path) -> None:
    rows = ledger_json.read(exported(tmp_path))
    assert [row.seq for row in rows] == [1, 2, 3]
    assert first_broken(rows) is None


def test_an_auditor_needs_nothing_of_ours_to_verify_it(tmp_path: Path) -> None:
    """The file's own words say how; this does it with the standard library alone."""
    document = json.loads(exported(tmp_path).read_text("utf-8"))
    assert "SHA-256(0x00" in document["hashing"]
    prev = bytes(32)
    for row in document["ledger"]:
        columns = {key: value for key, value in row.items() if key not in {"prev_hash", "hash"}}
        text = json.dumps(columns, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        leaf = hashlib.sha256(b"\x00" + text.encode()).digest()
        prev = hashlib.sha256(prev + leaf).digest()
        assert prev.hex() == row["hash"]
    assert prev.hex() == document["head"]


@pytest.mark.parametrize("text", ["", "[]", '{"ledger": [{}]}', '{"ledger": 7}', "\x00"])
def test_what_is_no_export_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match="no ledger export"):
        ledger_json.read(tmp_path / "x.json")


def test_a_place_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="cannot be written"):
        ledger_json.write(tmp_path / "no folder" / "x.json", [], [], [])
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_regular_file_is_not_replaced_by_an_export(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FailedError, match="no regular file"):
        ledger_json.write(tmp_path / "pipe", [], [], [])
    assert (tmp_path / "pipe").is_fifo()
