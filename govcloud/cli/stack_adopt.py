"""`govcloud stack adopt`: something that exists, taken over by a stack instead of made a second time."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.stack_state import only
from govcloud.cli.wiring import controls, deeds
from govcloud.cli.wiring.drift import watch_of
from govcloud.cli.wiring.planning import scope_of
from govcloud.cli.wiring.states import moving_stacks_of, types
from govcloud.errors import FindingsError
from govcloud.model.event import Entry
from govcloud.rules import stack_adopt as rules
from govcloud.rules import stack_deeds
from govcloud.rules.controls_gate import may_apply
from govcloud.ui import tables_stack_state

HELP = """Record an existing resource as one that a stack's program asks for, and do nothing else in the cloud.

TYPE is as in `s3:Bucket`; ID is the cloud's own: a bucket's name, vpc-0a1b…, a role's name. The program must ask for it
as it is: where they differ nothing is recorded, and in what is said. From then on the stack keeps it, and `stack
destroy` deletes it like the rest.

Examples:

  govcloud stack adopt data-platform s3:Bucket agency-lake --as lake-raw\n
  govcloud stack adopt GD-HRS logs:LogGroup /gd/hrs/applications

Exit status: 0 recorded; 1 it is not there; 4 it is not as the program wants it, a stack has it already, the stack
breaks a mandatory rule of the profile of controls, or nobody approved it; 5 recorded,
and the next apply would change it; 10 no such type, or the program asks for none; 11 the stack is worked on.
"""


def adopt(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A stack or department.")],
    type_: Annotated[str, typer.Argument(metavar="TYPE", help="The resource's type.")],
    identity: Annotated[str, typer.Argument(metavar="ID", help="What the cloud calls it.")],
    as_: Annotated[
        str,
        typer.Option("--as", help="The resource's name in the program, where it asks for several."),
    ] = "",
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    ref, token = only(desk, name), rules.token_of(type_, types())
    with desk.controller():
        desk.ready_cloud()
        rules.still_free(watch_of(desk).records.every(desk.refs([])), token, identity)
        stacks = moving_stacks_of(desk)
        planned = stacks.plan(ref, desk.quiet_progress)
        urn = rules.chosen(rules.waiting(planned, token), type_, as_)
        may_apply(controls.planned_findings(desk, [ref], fresh=True)["findings"])
        told = {"stack": str(ref), "urn": urn, "id": identity}
        deeds.demand_approved(desk, stack_deeds.adopting(scope_of(desk), told))
        desk.store.record(Entry("stack.adopt-intent", data=told))
        stacks.adopt(ref, urn, identity, desk.quiet_progress)
        desk.store.record(Entry("stack.adopted", data=told))
        after = stacks.plan(ref, desk.quiet_progress)
    resource = urn.rpartition("::")[2]
    changes = [one.op for one in after.changes if (one.type, one.name) == (token, resource)]
    view = {**told, "type": token, "resource": resource, "same": not changes}
    desk.console.show("stack-adopt/1", view, tables_stack_state.adopted)
    if changes:
        raise FindingsError(
            f"{resource} is recorded, and the next apply would {changes[0]} it",
            hint=f"govcloud stack plan {ref}",
        )
