"""An engine is asked for its version once, until it is another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.engine_version import engine_version

TELL = """
import sys
from pathlib import Path
from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.engine_version import engine_version
print(engine_version(Path(sys.argv[1]), ContentCache(Path(sys.argv[2]))))
"""


class Engine:
    """A program that notes each time it is asked."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pulumi"
        self._asked = folder / "asked"

    def says(self, words: str, code: int = 0) -> None:
        """Put another program in its place, as an upgrade does."""
        draft = self.path.with_name("draft")
        draft.write_text(f"#!/bin/sh\necho asked >> {self._asked}\necho {words}\nexit {code}\n")
        draft.chmod(0o755)
        draft.replace(self.path)

    @property
    def asked(self) -> int:
        """How often it was started."""
        return len(self._asked.read_text().split()) if self._asked.exists() else 0


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """One that says v3.259.0."""
    made = Engine(tmp_path)
    made.says("v3.259.0")
    return made


def test_one_process_asks_once(engine: Engine) -> None:
    assert [engine_version(engine.path) for _ in range(3)] == ["3.259.0"] * 3
    assert engine.asked == 1


def test_the_next_process_does_not_ask_at_all(engine: Engine, tmp_path: Path) -> None:
    engine_version(engine.path, ContentCache(tmp_path / "cache"))
    words = [sys.executable, "-c", TELL, str(engine.path), str(tmp_path / "cache")]
    told = subprocess.run(words, capture_output=True, text=True, check=True)
    assert (told.stdout.strip(), engine.asked) == ("3.259.0", 1)


def test_an_engine_that_was_replaced_is_asked_again(engine: Engine, tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")
    engine_version(engine.path, cache)
    engine.says("v3.260.1")
    assert engine_version(engine.path, cache) == "3.260.1"


def test_silence_is_not_kept(engine: Engine, tmp_path: Path) -> None:
    engine.says("v3.259.0", code=1)
    cache = ContentCache(tmp_path / "cache")
    assert [engine_version(engine.path, cache) for _ in range(2)] == ["", ""]
    assert engine.asked == 2
