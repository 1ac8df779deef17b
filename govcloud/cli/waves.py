"""`govcloud waves`: when each application is cut over, and why then."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.days import FORMATS, in_reach
from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles
from govcloud.cli.wiring.regions import demand_permitted_regions
from govcloud.cli.wiring.waves import Waves
from govcloud.errors import FindingsError, InputError
from govcloud.rules import views_waves, views_waves_plan
from govcloud.rules.waves_explain import Explaining
from govcloud.rules.waves_search import ROUNDS
from govcloud.ui import tables_waves

app = typer.Typer(
    help="Plan waves: when each application is cut over, and why then.", no_args_is_help=True
)
From = Annotated[
    datetime | None,
    typer.Option(
        "--from",
        formats=FORMATS,
        callback=in_reach,
        help="The day that is planned from; today by default.",
    ),
]
Programme = Annotated[
    Path | None,
    typer.Option("--programme", help="Another programme than migrations/programme.yaml."),
]

PLAN = """Place every application that is cut over into a dated wave, as early as all rules let it.

What has started stays. All else stays in the window that the present file gives it, as far as the plan then ends
no later (--afresh: only what has started). Prints the waves, then when it all ends beside a bound that no plan can
beat. Nothing is written without --write; a file that people wrote is only replaced after a yes.

Examples:

  govcloud waves plan\n
  govcloud waves plan --write\n
  govcloud waves plan --from 2027-03-01 --programme what-if.yaml\n
  govcloud waves plan -o json | jq '.waves[] | [.id, .starts, .totals.applications]'

Exit status: 0 shown; 2 a file that people wrote was not replaced; 5 the plan differs from the file, with
--detailed-exitcode; 10 faults, or no plan can keep all rules (then these are named).
"""


@app.command(help=PLAN)
def plan(
    ctx: typer.Context,
    write: Annotated[bool, typer.Option(help="Write migrations/waves.yaml.")] = False,
    yes: Annotated[bool, typer.Option(help="Replace a file that people wrote.")] = False,
    since: From = None,
    programme: Programme = None,
    optimise: Annotated[
        int, typer.Option(min=0, max=10_000, help="Rounds of mending; more may end earlier.")
    ] = ROUNDS,
    afresh: Annotated[
        bool, typer.Option(help="Do not stay with the present file's windows.")
    ] = False,
    detailed_exitcode: Annotated[
        bool, typer.Option(help="End with 5 if the plan differs from the file.")
    ] = False,
    export: ExportFiles = None,
) -> None:
    """As PLAN says."""
    desk = desk_of(ctx)
    demand_permitted_regions(desk)
    waves = Waves(desk, since.date() if since else None, programme)
    file = waves.present()
    made = waves.plan(file, optimise, afresh=afresh)
    view = views_waves_plan.plan(made, file.waves)
    desk.console.show("waves-plan/1", view, tables_waves.plan)
    waves.export(view, export)
    if write and waves.write(made, file, sure=yes):
        desk.console.say("written: migrations/waves.yaml")
    if detailed_exitcode and view["changed"]:
        raise FindingsError("the plan differs from migrations/waves.yaml", hint="write it: --write")


EXPLAIN = """Say why an application goes when it goes, and not earlier, and what would let it.

Every window before its own is looked at in the plan as the file has it (or as it would be made, where the file has
no dates): the rules that forbid it there, all else staying where it is.

Examples:

  govcloud waves explain GD-GSD-008\n
  govcloud waves explain GD-GSD-008 -o json | jq '.would_help'

Exit status: 0 shown; 10 an unknown application, one that is in no wave, or faults.
"""


@app.command(help=EXPLAIN)
def explain(
    ctx: typer.Context,
    application: Annotated[str, typer.Argument(help="An application's id.")],
    since: From = None,
    programme: Programme = None,
) -> None:
    """As EXPLAIN says."""
    desk = desk_of(ctx)
    asked = desk.application(application)
    name = asked.id
    if not asked.strategy.cuts_over:
        raise InputError(
            f"E-WAV-006: {name} is not cut over: its strategy is {asked.strategy.value} {asked.strategy.zh}",
            hint="why: govcloud inventory assess " + name,
        )
    waves = Waves(desk, since.date() if since else None, programme)
    made = waves.as_filed(waves.present())
    kept = made.case.kept.get(name)
    if kept is not None:
        raise InputError(f"E-WAV-006: {name} stays in {kept.wave or 'no wave'}: {kept.reason}")
    if made.window_of.get(name, -1) < 0:
        raise InputError(
            f"E-WAV-006: {name} is in no window of the programme",
            hint="see what is wrong with the file: govcloud waves check",
        )
    found = Explaining(made.problem, made.found.at).of(name)
    view = views_waves.explained(made, found)
    desk.console.show("waves-explain/1", view, tables_waves.explained)


SHOW = """Show the waves of migrations/waves.yaml, or one of them with its applications.

Examples:

  govcloud waves show\n
  govcloud waves show W03\n
  govcloud waves show --department GD-HRS\n
  govcloud waves show --export plan.html --export plan.ics --export plan.xlsx

A file's suffix says what it becomes: .html a page with a Gantt chart, .ics a calendar, .csv, .xlsx and .md tables.

Exit status: 0 shown; 10 no such wave, department or partner, or faults.
"""


@app.command(help=SHOW)
def show(
    ctx: typer.Context,
    wave: Annotated[str, typer.Argument(help="A wave's id; all if none.")] = "",
    department: Annotated[str, typer.Option(help="Only this department's applications.")] = "",
    partner: Annotated[str, typer.Option(help="Only this partner's applications.")] = "",
    programme: Programme = None,
    export: ExportFiles = None,
) -> None:
    """As SHOW says."""
    desk = desk_of(ctx)
    waves = Waves(desk, None, programme)
    found = waves.chosen(wave, department, partner)
    view = views_waves.waves(waves.case(waves.present()), found)
    desk.console.show("waves/1", view, tables_waves.waves)
    waves.export(view, export)


DIFF = """Show which applications go at another time in B than in A.

Without B: A against the present file. Without both: the present file against a plan made now.

Examples:

  govcloud waves diff\n
  git show HEAD~1:migrations/waves.yaml > /tmp/old.yaml && govcloud waves diff /tmp/old.yaml

Exit status: 0 shown; 5 they differ, with --detailed-exitcode; 10 faults.
"""


@app.command(help=DIFF)
def diff(
    ctx: typer.Context,
    before: Annotated[Path | None, typer.Argument(metavar="[A]", help="A wave file.")] = None,
    after: Annotated[Path | None, typer.Argument(metavar="[B]", help="Another wave file.")] = None,
    since: From = None,
    programme: Programme = None,
    detailed_exitcode: Annotated[bool, typer.Option(help="End with 5 if they differ.")] = False,
) -> None:
    """As DIFF says."""
    desk = desk_of(ctx)
    waves = Waves(desk, since.date() if since else None, programme)
    old = waves.read(before) if before else waves.present().waves
    if after is not None:
        new = waves.read(after)
    else:
        new = waves.present().waves if before else waves.plan(waves.present()).waves
    view = views_waves.difference(old, new, desk.inventory)
    desk.console.show("waves-diff/1", view, tables_waves.difference)
    if detailed_exitcode and view["changed"]:
        raise FindingsError("the plans differ")


CHECK = """Hold migrations/waves.yaml against the inventory and the programme, by arithmetic of its own.

Examples:

  govcloud waves check\n
  govcloud waves check -o json | jq '.violations[] | [.code, .wave, .message]'

Exit status: 0 every rule is kept; 5 some are not; 10 faults in a file.
"""


@app.command(help=CHECK)
def check(ctx: typer.Context, since: From = None, programme: Programme = None) -> None:
    """As CHECK says."""
    desk = desk_of(ctx)
    desk.waves  # noqa: B018 - its faults come first: a file that does not hold together is not judged
    waves = Waves(desk, since.date() if since else None, programme)
    file = waves.present()
    broken, absent = waves.violations(file)
    view = views_waves.checked(file, broken, absent)
    desk.console.show("waves-check/1", view, tables_waves.checked)
    if broken:
        raise FindingsError(f"{len(broken)} rules are broken")
