"""`govcloud stack apply`: the cloud made as the stacks say, after a look, or exactly as a saved plan says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.stack_plan import Engine
from govcloud.cli.wiring import controls
from govcloud.cli.wiring.local import Desk
from govcloud.cli.wiring.planning import planning_of, read_plan, scope_of
from govcloud.engine import stack_plans
from govcloud.errors import UsageError
from govcloud.model.stack import StackRef
from govcloud.rules import gates, stack_plan, views, views_stack_plan
from govcloud.rules.controls_gate import may_apply
from govcloud.ui import tables, tables_stack_plan

HELP = """Make the cloud as the stacks say; running again changes nothing, or goes on where it broke off.

At a terminal the plan is shown, and a question asked; --yes asks nothing. With --plan exactly what was saved is
done, and nothing if the program, the recorded state or the cloud moved since: the stack and what moved are named.

Examples:

  govcloud stack apply\n
  govcloud stack apply GD-HRS --yes\n
  govcloud stack apply --plan change.plan.json

Exit status: 0 done; 1 failed; 2 not confirmed; 3 some stacks failed; 4 refused: the plan does not fit any more or
is not approved, an application that is served from here is not in the inventory any more, or a stack breaks a
mandatory rule of the profile of controls; 10 engine missing, or a plan file that cannot be used; 11 locked;
13 cloud does not answer.
"""
_YES = "yes"


def apply(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Stacks, as `stack list` names them, or departments; all if none."),
    ] = None,
    plan: Annotated[
        Path | None, typer.Option("--plan", help="Do what this saved plan says, and nothing else.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    engine: Engine = False,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    desk.always_engine = engine
    if plan and names:
        raise UsageError("a saved plan says itself which stacks it is for")
    if not (plan or yes):
        desk.demand_somebody("say --yes, or apply a saved plan: --plan FILE")
    with desk.controller():
        desk.ready_cloud()
        desk.demand_sound_record()
        gates.still_listed(desk.folded().serving(), desk.ids)
        refs = _planned(desk, plan) if plan else _free(desk, names or [], yes=yes)
        results = desk.provisioning.apply(refs)
        desk.pin_targets()
    desk.console.show("stack-apply/1", views.stacks(results), tables.stacks)


def _planned(desk: Desk, file: Path) -> Sequence[StackRef]:
    """The stacks of a saved plan. Raises RefusedError unless all is as it was, and approved where that is needed."""
    plan = read_plan(file)
    stack_plan.must_be_here(plan, scope_of(desk))
    needed = desk.environment.stack_approval == stack_plan.REQUIRED
    approval = None
    if needed:
        now = desk.clock.now()
        approval = stack_plans.demand_approval(desk.store, plan, desk.operator, now)
    planning = planning_of(desk, reads_cloud=True, fresh=True)
    made = planning.must_fit(plan, desk.refs([]), desk.quiet_progress)
    may_apply(views_stack_plan.plan(made.plan)["findings"])
    stack_plans.begun(desk.store, plan, approval)
    return [result.ref for result in made.results]


def _free(desk: Desk, names: list[str], *, yes: bool) -> Sequence[StackRef]:
    """The stacks that are asked for, shown first and confirmed unless `yes`. Raises UsageError, RefusedError."""
    stack_plan.may_apply_unplanned(desk.environment.name, desk.environment.stack_approval)
    refs = desk.refs(names)
    if yes:
        may_apply(controls.planned_findings(desk, refs, fresh=True)["findings"])
        return refs
    planning = planning_of(desk, reads_cloud=False, fresh=True)
    made = planning.plan(scope_of(desk), refs, desk.quiet_progress)
    view = views_stack_plan.plan(made.plan, made.results, made.left)
    desk.console.preview(view, tables_stack_plan.plan)
    may_apply(view["findings"])
    if made.plan.changed and desk.ask(f"type `{_YES}` to do this:") != _YES:
        raise UsageError("nothing was applied")
    return refs
