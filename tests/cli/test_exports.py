"""The suffix of a file says what it is to be; nothing is written where one says nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govcloud.cli.exports import write_exports
from govcloud.errors import FailedError, InputError

MAKERS = {".json": lambda: b"{}", ".oscal.json": lambda: b"oscal", ".csv": lambda: b"a,b"}


def test_each_file_is_made_by_its_suffix(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.json", "b.oscal.json", "c.CSV")]
    assert write_exports(files, MAKERS) == files
    assert [file.read_bytes() for file in files] == [b"{}", b"oscal", b"a,b"]


def test_nothing_is_written_where_one_file_says_nothing(tmp_path: Path) -> None:
    files = [tmp_path / "a.json", tmp_path / "b.doc"]
    with pytest.raises(InputError, match="E-EXP-001") as refusal:
        write_exports(files, MAKERS)
    assert ".csv" in refusal.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_device_or_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for file in (tmp_path / "folder.json", pipe):
        with pytest.raises(FailedError, match="E-EXP-002"):
            write_exports([file], MAKERS)
    with pytest.raises(FailedError, match="E-EXP-003"):
        write_exports([tmp_path / "nowhere" / "a.json"], MAKERS)


def test_nothing_is_written_where_one_cannot_be_made_or_put(tmp_path: Path) -> None:
    def broken() -> bytes:
        raise FailedError("too much")

    for bad in ("b.bad", "nowhere/b.csv", "n" * 300 + ".csv"):
        with pytest.raises(FailedError):
            write_exports([tmp_path / "a.json", tmp_path / bad], {**MAKERS, ".bad": broken})
    assert list(tmp_path.iterdir()) == []


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("b.json")
    (tmp_path / "b.json").symlink_to("a.json")
    with pytest.raises(FailedError):
        write_exports([tmp_path / "a.json"], MAKERS)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to("real.json")
    write_exports([link], MAKERS)
    assert link.is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"{}"
