"""Days that an option names: those that a programme can have to do with."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from govcloud.model import years

FORMATS = ["%Y-%m-%d"]


def in_reach(day: datetime | None) -> datetime | None:
    """The day, or None; what is counted from it, years on, is a day too. Raises BadParameter."""
    if day is not None and not years.in_reach(day):
        raise typer.BadParameter(f"{day.date()} is no day from {years.FIRST} to {years.LAST}")
    return day


OnDay = Annotated[
    datetime | None,
    typer.Option(
        formats=FORMATS, callback=in_reach, help="The day that is judged on; today by default."
    ),
]
