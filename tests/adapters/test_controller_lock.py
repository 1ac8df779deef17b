"""One controller at a time, and a sentence where the workspace is not ours to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcloud.adapters.controller_lock import controller
from govcloud.errors import InputError, LockedError

SINCE = "2026-11-24T11:00:00Z"


def test_a_second_controller_is_told_who_holds_the_workspace(tmp_path: Path) -> None:
    path = tmp_path / "run.lock"
    with (
        controller(path, "operator", SINCE),
        pytest.raises(LockedError, match="operator on"),
        controller(path, "other", SINCE),
    ):
        pass


def test_a_lock_that_cannot_be_written_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "run.lock").mkdir()
    with (
        pytest.raises(InputError, match=r"run\.lock cannot be taken: Is a directory"),
        controller(tmp_path / "run.lock", "operator", SINCE),
    ):
        pass
