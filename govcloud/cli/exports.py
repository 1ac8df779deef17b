"""`--export FILE`: what a view becomes as a file; the suffix chooses the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from govcloud.errors import InputError
from govcloud.reports.written import write_whole

ExportFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--export", help="Write it to FILE as well, its suffix says how; may be repeated."
    ),
]
Makers = Mapping[str, Callable[[], bytes]]


def write_exports(files: Sequence[Path] | None, makers: Makers) -> list[Path]:
    """Write each file by the maker of its suffix (the longest that fits: `.oscal.json` before `.json`).

    Raises InputError (E-EXP-001) before anything is written, if one of them has a suffix that nobody makes.
    """
    chosen = [(file, _suffix(file, makers)) for file in files or ()]
    made: dict[str, bytes] = {}
    for file, suffix in chosen:
        if suffix not in made:
            made[suffix] = makers[suffix]()
        write_whole(file, made[suffix])
    return [file for file, _ in chosen]


def _suffix(file: Path, makers: Makers) -> str:
    fitting = [suffix for suffix in makers if file.name.lower().endswith(suffix)]
    if not fitting:
        known = ", ".join(sorted(makers))
        raise InputError(
            f"E-EXP-001: `{file.name}` does not say what it is to be", hint=f"end it in {known}"
        )
    return max(fitting, key=len)
