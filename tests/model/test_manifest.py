"""Tests of manifests: what they see of a tree, and that a listing cut off anywhere is refused."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.errors import IntegrityError, StepFailedError
from govcloud.model.command import Completed
from govcloud.model.manifest import Entry, Manifest, compare, listing, named, parsed, printable

NAMES = ("plain", "with space", "new\nline", "back\\slash", "中文", "odd-\udcff", "=a", "\\012")


def listed(path: Path) -> Completed:
    """The answer that a host would give about `path`."""
    done = subprocess.run(
        listing(str(path), content=True).words, capture_output=True, check=False, timeout=60
    )
    return Completed(done.returncode, done.stdout, done.stderr)


def manifest(path: Path) -> Manifest:
    found = parsed(listed(path), "tree")
    assert found is not None
    return found


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    (root / "sub").mkdir(parents=True)
    for name in NAMES:
        (root / name).write_text(name, "utf-8", "surrogateescape")
    os.link(root / "plain", root / "sub" / "second")
    (root / "link").symlink_to("new\ntarget")
    return root


def test_every_name_is_seen_as_it_is(tree: Path) -> None:
    entries = manifest(tree).entries
    assert set(entries) == {*NAMES, "", "sub", "sub/second", "link"}
    assert all(entries[name].sha256 for name in NAMES)
    assert entries["link"].link == "new\ntarget"
    assert entries["plain"].hard_link == entries["sub/second"].hard_link == "plain"


def test_totals_count_a_file_with_two_names_once(tree: Path) -> None:
    size = sum((tree / name).stat().st_size for name in NAMES)
    totals = {"files": 9, "dirs": 2, "symlinks": 1, "others": 0, "bytes": size}
    assert manifest(tree).totals == totals


def test_a_listing_cut_off_anywhere_is_refused(tree: Path) -> None:
    whole = listed(tree)
    for end in range(len(whole.stdout)):
        with pytest.raises(IntegrityError, match="cut off"):
            parsed(replace(whole, stdout=whole.stdout[:end]), "tree")


def test_the_same_content_has_the_same_digest_and_any_change_another(tree: Path) -> None:
    before = manifest(tree)
    assert manifest(tree).digest == before.digest
    (tree / "plain").chmod(0o600)
    assert manifest(tree).digest != before.digest


def test_a_link_and_a_second_name_are_not_taken_for_each_other() -> None:
    link = Entry("a", "l", "777", 0, 0, 0, 0, "b")
    name = Entry("a", "l", "777", 0, 0, 0, 0, "", hard_link="b")
    assert Manifest({"a": link}).digest != Manifest({"a": name}).digest


def test_a_tree_that_is_not_there_has_no_manifest(tmp_path: Path) -> None:
    assert parsed(listed(tmp_path / "none"), "tree") is None


def test_files_that_vanish_from_a_live_tree_are_no_failure() -> None:
    tail = b"/\0/\0/\0\0"
    gone = Completed(1, tail, b"find: './x': No such file or directory\n")
    assert parsed(gone, "tree") == Manifest({})
    with pytest.raises(StepFailedError, match="could not be read whole"):
        parsed(replace(gone, stderr=b"find: './x': Input/output error\n"), "tree")


def test_no_more_than_ten_differences_are_named() -> None:
    here = Manifest({str(n): Entry(str(n), "f", "644", 0, 0, 0, 0, "") for n in range(25)})
    words = named(compare(here, Manifest({})))
    assert words.count("not on the target") == 10
    assert words.endswith("and 15 more")


def test_a_name_cannot_drive_the_terminal() -> None:
    assert printable("a\x1b]0;b\x07\u202e\udcff") == r"a\x1b]0;b\x07\u202e\udcff"
