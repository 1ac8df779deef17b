"""`govcloud --help` beside an empty program of the same libraries."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.rounds import command, interleaved, told

EMPTY = '''
from typing import Annotated
import typer
app = typer.Typer(rich_markup_mode="markdown", no_args_is_help=True)
@app.command()
def one(name: Annotated[str, typer.Argument(help="A name.")]) -> None:
    """Say it."""
@app.command()
def two() -> None:
    """Say nothing."""
app(prog_name="empty")
'''
BAR = 1.5


@pytest.mark.bench
def test_help_starts_within_one_and_a_half_times_an_empty_program(tmp_path: Path) -> None:
    empty = tmp_path / "empty.py"
    empty.write_text(EMPTY, "utf-8")
    root = Path(__file__).parents[2]
    rivals = {
        "an empty Typer program": command([sys.executable, str(empty), "--help"], root),
        "govcloud --help": command([sys.executable, "-m", "govcloud", "--help"], root),
    }
    ratios = told("start-up", interleaved(rivals, 11), "an empty Typer program")
    assert ratios["govcloud --help"] <= BAR
