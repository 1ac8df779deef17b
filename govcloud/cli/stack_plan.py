"""`govcloud stack plan`: what applying would change, shown, saved for approval, and shown again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.local import Desk
from govcloud.cli.wiring.planning import planning_of, read_plan, scope_of
from govcloud.engine import stack_plans
from govcloud.engine.stack_plans import Planned
from govcloud.errors import FindingsError, UsageError
from govcloud.reports.written import refuse_unwritable, write_whole
from govcloud.rules import stack_plan_file, views_stack_plan
from govcloud.ui import tables_stack_plan

HELP = """Show what applying the stacks would change, under one digest, and change nothing; --save keeps the plan.

Where nothing can have changed that is told without the engine; wherever it is not sure, the engine is asked.
Below the changes stand what there is to pay for, and the findings of the profile of controls, of which mandatory
ones make `apply` refuse. What an interrupted apply left is told first. docs/stacks.md says what a saved plan holds.

Examples:

  govcloud stack plan GD-HRS\n
  govcloud stack plan --save change.plan.json\n
  govcloud stack plan --show change.plan.json\n
  govcloud approve 3f1c9a7b2d10 --operator approver\n
  govcloud stack apply --plan change.plan.json

Exit status: 0 done; 5 changes, with --detailed-exitcode; 10 engine missing, or a plan file that cannot be used;
11 a stack is being applied; 12 credentials; 13 cloud does not answer.
"""
Engine = Annotated[
    bool, typer.Option("--engine", help="Ask the engine even where nothing can have changed.")
]


def plan(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Stacks, as `stack list` names them, or departments; all if none."),
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="Read the cloud too, and write the plan to FILE.")
    ] = None,
    show: Annotated[
        Path | None, typer.Option("--show", help="Show the plan that FILE holds; ask nobody.")
    ] = None,
    detailed_exitcode: Annotated[
        bool, typer.Option("--detailed-exitcode", help="End with 5 if there are changes.")
    ] = False,
    engine: Engine = False,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    if show:
        if names or save or engine:
            raise UsageError("--show shows what a file holds, and takes nothing beside it")
        found = read_plan(show)
        view = views_stack_plan.plan(found)
    else:
        made = made_plan(desk, names or [], save, engine=engine)
        found, view = made.plan, views_stack_plan.plan(made.plan, made.results, made.left)
    desk.console.show("stack-plan/1", view, tables_stack_plan.plan)
    if detailed_exitcode and found.changed:
        raise FindingsError("there are changes", hint="make them: govcloud stack apply")


def made_plan(desk: Desk, names: list[str], save: Path | None, *, engine: bool) -> Planned:
    """Plan, and keep it in `save` and in the store if it is to be saved."""
    desk.always_engine = engine
    if save:
        refuse_unwritable(save)
    desk.ready_cloud()
    refs = desk.refs(names)
    made = planning_of(desk, reads_cloud=bool(save)).plan(scope_of(desk), refs, desk.quiet_progress)
    if save:
        now = desk.clock.now()
        stack_plans.keep(desk.store, made.plan, desk.operator, now)
        write_whole(save, stack_plan_file.written(made.plan, desk.operator, now))
        desk.console.say(f"{save}: plan {made.plan.digest[:12]}")
    return made
