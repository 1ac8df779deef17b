"""An ordinary Pulumi project's `__main__.py` as a function that the engine can call back."""

from __future__ import annotations

import importlib.util
import itertools
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from govcloud.errors import InputError

_numbers = itertools.count(1)
_lock = threading.Lock()


def program_of(workspace: Path, project: str) -> Callable[[], None]:
    """The program of `stacks/PROJECT`. Each call runs it afresh; several may run at a time.

    Modules that a program imports are imported once for all: they must not keep anything of a stack.
    Raises InputError if there is no such project.
    """
    folder = workspace / "stacks" / project
    main = folder / "__main__.py"
    if not (main.is_file() and (folder / "Pulumi.yaml").is_file()):
        raise InputError(f"{folder} is no Pulumi project: it needs Pulumi.yaml and __main__.py")

    def program() -> None:
        with _lock:
            if str(folder) not in sys.path:
                sys.path.append(str(folder))
        name = f"govcloud_stack_{next(_numbers)}"
        spec = importlib.util.spec_from_file_location(name, main)
        if spec is None or spec.loader is None:
            raise InputError(f"{main} cannot be loaded")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        finally:
            del sys.modules[name]

    return program
