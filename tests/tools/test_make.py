"""The Makefile and CI do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 60.0
SUITE = """
import pytest

def test_that_gives_up():
    pytest.SKIP("no engine")
"""


def make(*words: str) -> str:
    """What make says."""
    done = subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT_S,
    )
    return done.stdout


def test_make_lists_every_word_it_knows() -> None:
    phony = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    listed = {line.split()[1] for line in make("help").splitlines()}
    assert listed == set(phony[0].split())


def test_ci_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text()
    assert "set -euo pipefail" in text
    assert re.findall(r"^make .*$", text, re.MULTILINE) == [
        "make check",
        "make test",
        "make test-slow",
    ]


@pytest.mark.parametrize("place", ["test", "module"])
def test_a_skipped_test_is_a_failed_one(tmp_path: Path, place: str) -> None:
    text = SUITE.replace("SKIP", "skip")
    if place == "module":
        text = 'import pytest\npytest.SKIP("no", allow_module_level=True)'.replace("SKIP", "skip")
    (tmp_path / "test_it.py").write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tests.no_skips"]
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )
    assert done.returncode != 0
    assert "a test may not be skipped" in done.stdout
