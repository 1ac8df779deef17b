"""An ordinary Pulumi project's `__main__.py` as a function that the engine can call back."""

from __future__ import annotations

import importlib.util
import itertools
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from govcloud.errors import InputError
from govcloud.rules.own_stacks import OURS

_numbers = itertools.count(1)
_lock = threading.Lock()
_own_lock = threading.RLock()


def program_of(workspace: Path, project: str) -> Callable[[], None]:
    """The program of `stacks/PROJECT`. Each call runs it afresh; several may run at a time.

    Modules that our programs import are imported once for all: they must not keep anything of a stack. Those of a
    user's program are imported at each run.
    Raises InputError if there is no such project.
    """
    folder = workspace / "stacks" / project
    main = folder / "__main__.py"
    if not (main.is_file() and (folder / "Pulumi.yaml").is_file()):
        raise InputError(f"{folder} is no Pulumi project: it needs Pulumi.yaml and __main__.py")

    def program() -> None:
        with _lock:
            if project in OURS and str(folder) not in sys.path:
                sys.path.append(str(folder))
        name = f"govcloud_stack_{next(_numbers)}"
        spec = importlib.util.spec_from_file_location(name, main)
        if spec is None or spec.loader is None:
            raise InputError(f"{main} cannot be loaded")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        vars(module)["print"] = _aside
        try:
            with nullcontext() if project in OURS else _alone(folder):
                spec.loader.exec_module(module)
        except SystemExit as error:
            raise RuntimeError(f"it leaves by sys.exit({error.code})") from error
        finally:
            sys.modules.pop(name, None)

    return program


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Its modules are found first, and are gone afterwards: other folders may have some of the same names."""
    with _own_lock:
        sys.path.insert(0, str(folder))
        try:
            yield
        finally:
            sys.path.remove(str(folder))
            for name, module in list(sys.modules.items()):
                if str(getattr(module, "__file__", "") or "").startswith(f"{folder}{os.sep}"):
                    sys.modules.pop(name, None)


def _aside(*words: object, **how: Any) -> None:
    """A program's print: what we print ourselves is data. Where somebody listens, it is heard as usual."""
    if sys.stdout is sys.__stdout__:
        how.setdefault("file", sys.stderr)
    print(*words, **how)  # noqa: T201 - in the program's place
