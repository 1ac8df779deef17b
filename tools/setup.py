"""`make setup`: Debian packages, .venv and the Pulumi engine; may be run again at any time."""

from __future__ import annotations

import fcntl
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tools import debian, engine, venv
from tools.terminal import SetupError, say

ROOT = Path(__file__).resolve().parents[1]
TURN_LIMIT_S = 3_600.0
PYTHON_MIN = (3, 11)


def main() -> int:
    """Provide everything that is missing; 0 if all is here at the end."""
    if sys.version_info < PYTHON_MIN:
        say("error: Python 3.11 or newer is needed: type `make setup PYTHON=python3.11`")
        return 1
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    began = time.monotonic()
    try:
        with turn(ROOT / ".tools" / "setup.lock"):
            debian.provide(ROOT, debian.Machine())
            venv.provide(ROOT)
            venv.compile_sources(ROOT)
            engine.provide(ROOT)
    except SetupError as error:
        sys.stderr.write(f"setup: error: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("setup: interrupted; `make setup` goes on from here\n")
        return 130
    say(f"ready in {time.monotonic() - began:.1f} s")
    return 0


@contextmanager
def turn(lock: Path) -> Iterator[None]:
    """One setup at a time in a checkout; the second waits for the first."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + TURN_LIMIT_S
    with lock.open("w") as file:
        while not _taken(file.fileno()):
            if time.monotonic() > deadline:
                raise SetupError(f"another `make setup` holds {lock}")
            time.sleep(0.5)
        yield


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _leave(number: int, _frame: FrameType | None) -> None:
    """Leave in an orderly way, so that what was put aside is put back."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
