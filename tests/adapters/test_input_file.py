"""What can stand at a path that somebody named, and is no file to be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govcloud.adapters.input_file import read_input
from govcloud.errors import InputError


def code_of(path: Path, bytes_max: int = 1 << 20) -> str:
    with pytest.raises(InputError) as caught:
        read_input(path, bytes_max=bytes_max)
    return caught.value.faults[0].code


def test_each_way_in_which_a_path_is_no_file_has_its_own_code(tmp_path: Path) -> None:
    loop, pipe, large = (tmp_path / name for name in ("loop", "pipe", "large"))
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    large.write_bytes(bytes(11))
    assert code_of(tmp_path / "none") == "E-FILE-001"
    assert code_of(tmp_path) == code_of(pipe) == code_of(Path("/dev/zero")) == "E-FILE-002"
    assert code_of(loop) == "E-FILE-003"
    assert code_of(large, bytes_max=10) == "E-FILE-004"


def test_a_file_with_more_in_it_than_it_had_when_it_was_opened_is_refused() -> None:
    assert code_of(Path("/proc/self/status")) == "E-FILE-005"  # of no size, until it is read


def test_a_file_at_the_limit_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert read_input(tmp_path / "a", bytes_max=10) == b"x" * 10
