"""`make lock`: writes requirements.lock anew from pyproject.toml, with uv in a passing venv."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 900.0
COMPILE = (
    *("pip", "compile", "pyproject.toml", "--extra", "local", "--extra", "dev"),
    *("--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"),
    *("--quiet", "--output-file", "requirements.lock"),
)


def main() -> None:
    """Make the venv, compile the lock, throw the venv away."""
    with tempfile.TemporaryDirectory(prefix="govcloud-lock-") as folder:
        python = Path(folder) / "bin" / "python"
        _run(sys.executable, "-m", "venv", folder)
        _run(str(python), "-m", "pip", "install", "--quiet", "uv")
        _run(str(python), "-m", "uv", *COMPILE)


def _run(*words: str) -> None:
    subprocess.run(words, cwd=ROOT, check=True, timeout=LIMIT_S, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
