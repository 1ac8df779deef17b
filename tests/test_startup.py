"""Starting up is quick, because nothing is loaded that is not yet needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SDKS = {"apsw", "boto3", "botocore", "cryptography", "grpc", "moto", "paramiko", "pulumi", "ryaml"}
LOADED = "import json, sys, govcloud.cli.app; print(json.dumps(sorted(sys.modules)))"
LIMIT_S = 60.0


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Our interpreter with these words, in the checkout."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
        stdin=subprocess.DEVNULL,
    )


def test_importing_the_command_line_loads_no_sdk() -> None:
    said = run("-c", LOADED)
    assert said.returncode == 0, said.stderr
    assert SDKS & {name.partition(".")[0] for name in json.loads(said.stdout)} == set()


def test_help_is_on_standard_output_and_ends_well() -> None:
    said = run("-m", "govcloud", "--help")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Usage" in said.stdout


def test_the_version_names_what_a_bug_report_needs() -> None:
    said = run("-m", "govcloud", "--version")
    assert said.returncode == 0, said.stderr
    assert all(word in said.stdout.lower() for word in ("govcloud", "python", "pulumi"))
