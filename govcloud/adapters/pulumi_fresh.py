"""A stack that holds nothing yet, laid down in a file backend as `pulumi stack init` would, without starting it."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from pathlib import Path

from pulumi import automation as auto

from govcloud.adapters.pulumi_command import Engine
from govcloud.adapters.pulumi_settings import ORGANIZATION, StackSettings
from govcloud.model.stack import StackRef

_LAYOUT = "version: 1\n"
"""What the engine's file backend notes of itself: stacks stand below their project."""
_CHECKPOINT_VERSION = 3


def created(engine: Engine, settings: StackSettings, ref: StackRef, work_dir: str) -> None:
    """Make an empty stack, unless another was quicker. Raises CommandError where the engine refuses."""
    if settings.state_root and laid_down(settings.state_root, ref):
        return
    name = f"{ORGANIZATION}/{ref.project}/{ref.stack}"
    how = ["--no-select", "--secrets-provider", settings.secrets_url]
    with contextlib.suppress(auto.StackAlreadyExistsError):
        engine.run(["stack", "init", name, *how], work_dir, {})


def laid_down(backend: Path, ref: StackRef) -> bool:
    """Write the empty state of a stack; False where the backend is laid out in a way that is not ours to judge.

    `backend` is the folder of the file backend. The caller holds the stack's lease, and has seen that there is no
    such stack. The data key of its secrets is made by the engine's first run, as after `stack init`.
    """
    root = backend / ".pulumi"
    layout = root / "meta.yaml"
    if layout.exists():
        if not layout.read_text(encoding="utf-8").startswith(_LAYOUT):
            return False
    elif root.exists() and any(root.iterdir()):
        return False
    else:
        _write(layout, _LAYOUT)
    name = f"{ORGANIZATION}/{ref.project}/{ref.stack}"
    empty = {"version": _CHECKPOINT_VERSION, "checkpoint": {"stack": name}}
    _write(root / "stacks" / ref.project / f"{ref.stack}.json", json.dumps(empty))
    return True


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
