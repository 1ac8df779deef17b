"""A workspace is laid down whole or not at all, and nothing of anybody's is overwritten."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.adapters.workspace_seed import (
    SCHEMA_LINE,
    WAVES,
    first_inventory,
    headed,
    lay_down,
    sample_inventory,
    workspace_files,
)
from govcloud.errors import FailedError, InputError

FILES = {"inventory.yaml": b"a: 1\n", "stacks/x/Pulumi.yaml": b"name: x\n", "pyproject.toml": b""}


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_is_laid_down_is_exactly_what_was_asked_for(tmp_path: Path) -> None:
    done = lay_down(tmp_path / "new" / "er", FILES, force=False)
    assert everything(tmp_path / "new" / "er") == FILES
    assert (set(done.written), done.kept) == (set(FILES), ())


def test_an_empty_folder_and_a_fresh_repository_are_taken(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert len(lay_down(tmp_path, FILES, force=False).written) == 3


@pytest.mark.parametrize("name", ["README.md", "inventory.yaml", ".hidden", "stacks"])
def test_a_folder_that_holds_anything_is_refused_and_not_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(InputError) as refusal:
        lay_down(tmp_path, FILES, force=False)
    assert [(fault.file, fault.code) for fault in refusal.value.faults] == [(name, "E-WS-005")]
    assert everything(tmp_path) == {name: b"mine"}


def test_force_adds_what_lacks_and_keeps_every_byte_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "stacks" / "x").mkdir(parents=True)
    (tmp_path / "stacks/x/Pulumi.yaml").write_bytes(b"mine")
    done = lay_down(tmp_path, FILES, force=True)
    assert everything(tmp_path) == {**FILES, "stacks/x/Pulumi.yaml": b"mine"}
    assert done.kept == ("stacks/x/Pulumi.yaml",)
    assert lay_down(tmp_path, FILES, force=True).written == ()


@pytest.mark.parametrize("form", ["inventory.yaml", "inventory/GD-GSD.yaml"])
def test_an_inventory_that_is_there_stays_the_only_one(tmp_path: Path, form: str) -> None:
    (tmp_path / form).parent.mkdir(exist_ok=True)
    (tmp_path / form).write_bytes(b"mine")
    files = {**workspace_files(sample=True), "inventory.yaml": b"sample"}
    lay_down(tmp_path, files, force=True)
    found = everything(tmp_path)
    assert [name for name in found if name.startswith("inventory")] == [form]
    assert b"waves: []" in found["migrations/waves.yaml"]


@pytest.mark.parametrize("link", [True, False], ids=["a link", "a file"])
def test_nothing_is_written_through_what_is_no_folder(tmp_path: Path, link: bool) -> None:
    elsewhere, target = tmp_path / "elsewhere", tmp_path / "target"
    elsewhere.mkdir()
    target.mkdir()
    if link:
        (target / "stacks").symlink_to(elsewhere)
    else:
        (target / "stacks").write_bytes(b"mine")
    with pytest.raises(InputError) as refusal:
        lay_down(target, FILES, force=True)
    assert [fault.file for fault in refusal.value.faults] == ["stacks"]
    assert list(elsewhere.iterdir()) == []
    assert [path.name for path in target.iterdir()] == ["stacks"]


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises((InputError, FailedError)):
        lay_down(tmp_path, FILES, force=True)
    assert not (tmp_path / "outside.yaml").exists()


@pytest.mark.parametrize("where", ["/dev/null", "/dev/null/x", "/proc/govcloud-init"])
def test_a_place_that_cannot_be_written_is_said(where: str) -> None:
    with pytest.raises((InputError, FailedError)):
        lay_down(Path(where), FILES, force=False)


def test_a_failure_in_the_middle_takes_back_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "keep").mkdir()
    name = "x" * 300
    with pytest.raises(FailedError) as failure:
        lay_down(tmp_path / "keep", {"a/b/c": b"1", f"d/{name}": b"2"}, force=False)
    assert "nothing was laid down" in failure.value.hint
    assert list((tmp_path / "keep").iterdir()) == []


def test_the_files_of_a_workspace_are_those_of_the_checkout_without_what_python_leaves() -> None:
    files = workspace_files(sample=True)
    assert {
        "stacks/landing-zone/Pulumi.yaml",
        "migrations/lift_and_shift.py",
        "pyproject.toml",
    } <= {*files}
    assert not [name for name in files if "__pycache__" in name or name.endswith(".pyc")]
    assert b"GD-GSD-008" in files["migrations/waves.yaml"]
    assert b"GD-GSD-008" not in workspace_files(sample=False)["migrations/waves.yaml"]
    assert sample_inventory().is_file()


def test_every_file_is_readable_by_the_owners_group_as_the_mask_says(tmp_path: Path) -> None:
    lay_down(tmp_path, FILES, force=False)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "inventory.yaml").stat().st_mode) == 0o666 & ~mask


@given(st.sampled_from(["inventory.yaml", "inventory/a.yaml", "inventory/b/c.yaml", WAVES]))
def test_the_line_for_editors_leads_to_a_schema_from_wherever_the_file_lies(path: str) -> None:
    text = headed("# yaml-language-server: $schema=other\na: 1\n", path).decode()
    first, rest = text.split("\n", 1)
    leads = os.path.normpath(Path(path).parent / first.removeprefix(SCHEMA_LINE))
    assert leads in workspace_files(sample=True)
    assert rest == "a: 1\n"


def test_each_first_inventory_has_the_line_for_editors() -> None:
    for folder in (False, True):
        for path, content in first_inventory(folder=folder).items():
            assert headed(content.decode(), path) == content
    assert (
        headed(workspace_files(sample=False)[WAVES].decode(), WAVES)
        == workspace_files(sample=False)[WAVES]
    )
