"""A stack that holds nothing yet, laid down in a file backend as `pulumi stack init` would, without starting it."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

from govcloud.adapters.pulumi_settings import ORGANIZATION
from govcloud.model.stack import StackRef

_LAYOUT = "version: 1\n"
"""What the engine's file backend notes of itself: stacks stand below their project."""
_CHECKPOINT_VERSION = 3


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
