"""`--export FILE`: what a view becomes as a file; the suffix chooses the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from govcloud.errors import InputError
from govcloud.reports.written import refuse_unwritable, write_whole

ExportFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--export", help="Write it to FILE as well, its suffix says how; may be repeated."
    ),
]
Makers = Mapping[str, Callable[[], bytes]]


def write_exports(files: Sequence[Path] | None, makers: Makers) -> list[Path]:
    """Write each file by the maker of its suffix (the longest that fits: `.oscal.json` before `.json`).

    All are made before the first is written. Raises InputError (E-EXP-001) if one of them has a suffix that nobody
    makes, and FailedError where one could not stand; nothing is written then.
    """
    chosen = [(file, suffix_of(file, makers)) for file in files or ()]
    for file, _ in chosen:
        refuse_unwritable(file)
    made = {suffix: makers[suffix]() for suffix in dict.fromkeys(suffix for _, suffix in chosen)}
    for file, suffix in chosen:
        write_whole(file, made[suffix])
    return [file for file, _ in chosen]


def suffix_of(file: Path, suffixes: Iterable[str]) -> str:
    """Which of these suffixes the file has. Raises InputError (E-EXP-001) if none."""
    known = sorted(suffixes)
    fitting = [suffix for suffix in known if file.name.lower().endswith(suffix)]
    if not fitting:
        raise InputError(
            f"E-EXP-001: `{file.name}` does not say what it is to be",
            hint=f"end it in {', '.join(known)}",
        )
    return max(fitting, key=len)
