"""`govcloud inventory assess`: which way suits each application, and what stands in the way."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from govcloud.cli.days import OnDay
from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles, write_exports
from govcloud.cli.wiring.assessing import AssessmentFiles
from govcloud.cli.wiring.survey import chosen, survey_of
from govcloud.errors import UsageError
from govcloud.rules import views_assess
from govcloud.ui import tables_assess

HELP = """Suggest a strategy for each application with its reasons, and show what stands in the way of the move.

With ids: each of these in full. Without: the estate at a glance, or one view of it. The rules are data: a file in
the workspace's folder profiles/ takes the place of the built-in one of its name (docs/assessment.md).

Examples:

  govcloud inventory assess\n
  govcloud inventory assess GD-GSD-008\n
  govcloud inventory assess --view chimneys --department GD-HRS\n
  govcloud inventory assess --export assessment.xlsx --export assessment.html\n
  govcloud inventory assess --view strategy -o json | jq '.applications[] | [.id, .suggested]'

Exit status: 0 shown; 1 a file cannot be written; 10 faults in the inventory or in a profile.
"""


class EstateView(StrEnum):
    """What is shown of the estate."""

    SUMMARY = "summary"
    STRATEGY = "strategy"
    CHIMNEYS = "chimneys"
    WALLS = "walls"
    FRAGILITY = "fragility"
    EOL = "eol"
    EFFORT = "effort"


def assess(
    ctx: typer.Context,
    applications: Annotated[
        list[str] | None, typer.Argument(help="Applications' ids; the estate if none.")
    ] = None,
    department: Annotated[str, typer.Option(help="Only this department's applications.")] = "",
    view: Annotated[
        EstateView, typer.Option(help="What to show of the estate.")
    ] = EstateView.SUMMARY,
    every: Annotated[
        bool, typer.Option("--all", help="Show every row, not only the first.")
    ] = False,
    on: OnDay = None,
    export: ExportFiles = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    if applications and (department or view is not EstateView.SUMMARY):
        raise UsageError("give ids, or --department and --view, not both")
    survey = survey_of(desk, on.date() if on else desk.today)
    found = views_assess.assessed(survey, chosen(desk, applications or [], department))
    make = views_assess.applications if applications else views_assess.views()[view.value]
    made = make(survey, found)
    for file in write_exports(export, AssessmentFiles(survey, found, made).makers()):
        desk.console.say(f"{file} written")
    desk.console.show("assessment/1", made, partial(tables_assess.assessment, every=every))
