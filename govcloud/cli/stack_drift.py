"""`govcloud stack drift`: in what the cloud is not as the stacks recorded it, and how it is healed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.drift import healing_of, watch_of
from govcloud.cli.wiring.local import Desk
from govcloud.engine import provision
from govcloud.errors import FindingsError, PartialError, UsageError
from govcloud.model.drift import Drift
from govcloud.model.stack import StackRef
from govcloud.rules import drift as rules
from govcloud.rules import gates, stack_plan, views_drift
from govcloud.ui import tables_drift

HELP = """Show in what the cloud is not as the stacks made it: changed, missing, added by hand; --heal mends it.

Only what stands in or on the stacks' own resources counts as added; docs/drift.md says what is compared.

Examples:

  govcloud stack drift\n
  govcloud stack drift GD-HRS -o json | jq -r '.stacks[].deviations[].id'\n
  govcloud stack drift GD-HRS --heal

Exit status: 0 none, or all healed; 2 not confirmed; 3 something could not be compared or healed; 4 a run was
interrupted: apply first, or programs ask for what nobody approved; 5 drift; 11 a stack is being applied;
12 credentials; 13 cloud does not answer.
"""


def drift(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Stacks, as `stack list` names them, or departments; all if none."),
    ] = None,
    heal: Annotated[
        bool, typer.Option("--heal", help="Bring the cloud back to what the stacks say.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take away what was added by hand without asking.")
    ] = False,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    refs = desk.refs(names or [])
    if heal:
        _heal(desk, refs, yes=yes)
        return
    found = watch_of(desk).look(refs)
    desk.console.show("drift/1", views_drift.drift(found), tables_drift.drift)
    if found.survey.deviations:
        raise FindingsError("the cloud is not as recorded", hint="govcloud stack drift --heal")
    _demand_told(found)


def _heal(desk: Desk, refs: Sequence[StackRef], *, yes: bool) -> None:
    with desk.controller():
        desk.ready_cloud()
        desk.demand_sound_record()
        gates.still_listed(desk.folded().serving(), desk.ids)
        watch = watch_of(desk)
        found = watch.look(refs)
        _demand_approved(desk, refs, found)
        if not yes:
            _confirm(desk, found)
        by_hand, results = healing_of(desk, watch).heal(found, refs)
        desk.pin_targets()
        after = watch.look(refs)
    view = views_drift.drift(found)
    view["healed"] = views_drift.healed(by_hand, results, after.survey)
    desk.console.show("drift/1", view, tables_drift.drift)
    if after.survey.deviations:
        raise PartialError(
            f"{len(after.survey.deviations)} deviations are left", hint="govcloud stack drift"
        )
    _demand_told(after)


def _demand_approved(desk: Desk, refs: Sequence[StackRef], found: Drift) -> None:
    """Healing runs the programs. Raises ApprovalError where they ask for what still needs an approval."""
    approvals = desk.environment.stack_approval
    if approvals != stack_plan.REQUIRED:
        return
    drifted = {one.where.stack for one in found.survey.deviations}
    chosen = [ref for ref in refs if str(ref) in drifted]
    results = provision.plan(desk.stacks, chosen, desk.quiet_progress, desk.dispatcher)
    stack_plan.may_heal_unplanned(desk.environment.name, approvals, results)


def _confirm(desk: Desk, found: Drift) -> None:
    """What would be lost is shown before it is healed. Raises UsageError unless confirmed."""
    lost = rules.to_ask(found.survey.deviations)
    if not lost:
        return
    for one in lost:
        desk.console.say(tables_drift.sentence(views_drift.deviation(one)))
    name = desk.environment.name
    typed = desk.ask(f"this takes away, or makes anew, these {len(lost)} things; type `{name}`:")
    if typed != name:
        raise UsageError(f"`{typed}` is not `{name}`: nothing was healed")


def _demand_told(found: Drift) -> None:
    if found.survey.untold:
        raise PartialError(
            f"{len(found.survey.untold)} things could not be compared",
            hint="see the end of the list",
        )
