"""A state with a secret goes to a machine that has nothing; what dead runs hold is freed, what lives is left."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.adapters.pulumi_left import StackStates
from govcloud.adapters.pulumi_moving import MovingStacks
from govcloud.adapters.pulumi_settings import StackSettings
from govcloud.errors import LockedError, RefusedError
from govcloud.model.stack import StackRef
from tests.engine_fixtures import installed, running_cloud, settings, silent, workspace_with

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi
from govcloud.resources import sqs

sqs.Queue("orders", name="orders")
pulumi.export("password", pulumi.Output.secret("open-sesame"))
"""
REF = StackRef("office", "one", {})
NOBODY = 2**22 + 1
"""No process has this number: it is above what the kernel gives."""


@contextmanager
def moving(chosen: StackSettings) -> Iterator[MovingStacks]:
    made = MovingStacks(chosen, installed)
    try:
        yield made
    finally:
        made.close()


def locked(chosen: StackSettings, pid: int) -> Path:
    """An engine's lock, as that process would have left it."""
    folder = chosen.home / f".pulumi/locks/organization/{REF}"
    folder.mkdir(parents=True, exist_ok=True)
    told = {"pid": pid, "username": "operator", "hostname": socket.gethostname()}
    path = folder / "0.json"
    path.write_text(json.dumps(told | {"timestamp": "2026-01-01T00:00:00Z"}), "utf-8")
    return path


def test_a_sealed_state_is_opened_where_nothing_else_was_kept(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "office", PROGRAM)
    with running_cloud(tmp_path) as cloud:
        chosen = settings(workspace, tmp_path, cloud.endpoint)
        with moving(chosen) as stacks:
            stacks.apply(REF, silent)
            state = stacks.export(REF)
        assert b"open-sesame" not in state
        shutil.rmtree(chosen.home)
        with moving(chosen) as elsewhere:
            assert elsewhere.put_in(REF, state, tmp_path / "draft") is None
            demand_import_is_told_until_the_next_apply(chosen, elsewhere)
            assert elsewhere.outputs(REF)["password"] == "[secret]"
            demand_only_the_dead_are_freed(chosen, elsewhere, state, tmp_path / "draft")


def test_locks_that_are_no_files_are_not_said_to_be_none(tmp_path: Path) -> None:
    chosen = replace(settings(tmp_path, tmp_path, "http://127.0.0.1:1"), backend="s3://states")
    with moving(chosen) as stacks, pytest.raises(RefusedError, match="backend s3: cannot be seen"):
        stacks.unlock(REF)


def demand_import_is_told_until_the_next_apply(chosen: StackSettings, stacks: MovingStacks) -> None:
    states = StackStates(chosen, stacks.export)
    left = states.left(REF)
    assert left is not None
    assert left.imported
    assert not left.unfinished
    assert states.unfinished(REF)
    assert not stacks.plan(REF, silent).changes
    stacks.apply(REF, silent)
    assert states.left(REF) is None


def demand_only_the_dead_are_freed(
    chosen: StackSettings, stacks: MovingStacks, state: bytes, draft: Path
) -> None:
    lock = locked(chosen, os.getpid())
    with pytest.raises(LockedError, match="which lives"):
        stacks.unlock(REF)
    with pytest.raises(LockedError, match="which lives"):
        stacks.put_in(REF, state, draft)
    assert lock.exists()
    locked(chosen, NOBODY)
    assert [one.pid for one in stacks.unlock(REF)] == [NOBODY]
    assert not lock.exists()
    locked(chosen, NOBODY)
    assert stacks.put_in(REF, state, draft)
    assert not lock.exists()
