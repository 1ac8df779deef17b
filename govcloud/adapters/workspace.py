"""The recipe that lies in a workspace: its own code, held to what a recipe must be."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from govcloud.errors import Fault, InputError
from govcloud.model.inventory import Application
from govcloud.ports import Step


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an application is moved, and brought home: pure functions from an application to its steps."""

    steps: Callable[[Application], Sequence[Step]]
    rollback: Callable[[Application], Sequence[Step]]


def load_recipe(path: Path) -> Recipe:
    """The recipe that the Python file at `path` defines by `steps(application)` and `rollback(application)`.

    Raises InputError: E-WS-002 missing, E-WS-003 it does not load, E-WS-004 it lacks one of the two.
    """
    module = _module(path)
    lacking = [name for name in ("steps", "rollback") if not callable(getattr(module, name, None))]
    if lacking:
        what = f"defines no function {' and no '.join(lacking)}"
        _refuse(path, 0, "E-WS-004", what, "def steps(application: Application) -> list[Step]")
    return Recipe(module.steps, module.rollback)


def _module(path: Path) -> ModuleType:
    if not path.is_file():
        _refuse(
            path, 0, "E-WS-002", "is not there", "copy migrations/lift_and_shift.py of the sample"
        )
    spec = importlib.util.spec_from_file_location(f"govcloud_recipe_{path.stem}", path)
    if spec is None or spec.loader is None:
        _refuse(path, 0, "E-WS-003", "is no Python file", "a recipe's name ends with .py")
    module = importlib.util.module_from_spec(spec)
    # dataclasses of a recipe look their own module up there
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - it is the workspace's code: whatever it raises is told
        del sys.modules[spec.name]
        what = f"does not load: {type(error).__name__}: {error}"
        _refuse(path, _line(error, path), "E-WS-003", what, "mend it, then try again")
    return module


def _line(error: Exception, path: Path) -> int:
    """The recipe's own line where it went wrong, 0 if that cannot be told."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno or 0
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno or 0 for frame in frames if frame.filename == str(path)]
    return lines[-1] if lines else 0


def _refuse(path: Path, line: int, code: str, what: str, hint: str) -> NoReturn:
    name = f"{path.parent.name}/{path.name}"
    raise InputError(f"{name} cannot be used", faults=[Fault(name, line, code, what, hint)])
