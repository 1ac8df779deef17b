"""`govcloud stack history|export|import|unlock`: what is recorded of a stack, moved and freed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.adapters.input_file import read_input
from govcloud.cli.desk import desk_of
from govcloud.cli.wiring import deeds
from govcloud.cli.wiring.local import Desk
from govcloud.cli.wiring.planning import scope_of, states_of
from govcloud.cli.wiring.states import moving_stacks_of
from govcloud.errors import InputError, UsageError
from govcloud.model.canonical import Json
from govcloud.model.event import Entry
from govcloud.model.stack import StackRef
from govcloud.reports.written import refuse_unwritable, write_whole
from govcloud.rules import stack_deeds, stack_state
from govcloud.ui import tables_stack_state

Name = Annotated[str, typer.Argument(help="A stack or department.")]

HISTORY = """List the runs of a stack, newest first: kind, result, time, and what was done.

Examples:

  govcloud stack history GD-HRS\n
  govcloud stack history landing-zone --limit 3 -o json

Exit status: 0 done; 10 no such stack, or the engine is missing.
"""
EXPORT = """Write what is recorded of a stack to a file, secrets sealed; with it the stack can be moved.

The file is for this stack only. Whoever is to open its secrets needs the environment's key as well.

Examples:

  govcloud stack export landing-zone --file landing-zone.json

Exit status: 0 done; 1 the file cannot be written; 2 the file is there already; 10 nothing is recorded.
"""
IMPORT = """Take an exported file as what is recorded of a stack; the environment's name is to be typed.

The former state is kept, and named. Nothing is done in the cloud; the next `stack apply` looks there for what this
state does not know.

Examples:

  govcloud stack import landing-zone landing-zone.json\n
  govcloud stack import landing-zone landing-zone.json --confirm production

Exit status: 0 done; 2 not confirmed; 4 the state is of another stack, workspace, account or region, or nobody
approved it; 10 the file is no state; 11 the stack is worked on.
"""
UNLOCK = """Take away what a dead run holds of a stack: its lease, and the engine's lock.

An apply does so by itself; this is for who wants to look first. What a living process holds stays.

Examples:

  govcloud stack unlock GD-HRS

Exit status: 0 free; 4 the state is not kept in files, so that locks on it cannot be seen; 11 a living process holds it.
"""


def history(
    ctx: typer.Context,
    name: Name,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="So many runs at most.")] = 20,
) -> None:
    """As HISTORY says."""
    desk = desk_of(ctx)
    ref = only(desk, name)
    rows = stack_state.runs(moving_stacks_of(desk).runs(ref), limit)
    desk.console.show(
        "stack-history/1", {"stack": str(ref), "runs": rows}, tables_stack_state.history
    )


def export(
    ctx: typer.Context,
    name: Name,
    file: Annotated[Path, typer.Option("--file", help="Where to write it.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it is there.")
    ] = False,
) -> None:
    """As EXPORT says."""
    desk = desk_of(ctx)
    refuse_unwritable(file)
    if file.exists() and not force:
        raise UsageError(f"{file} is there already", hint="--force replaces it")
    ref = only(desk, name)
    content = moving_stacks_of(desk).export(ref)
    if not content:
        raise InputError(f"nothing is recorded of {ref}", hint=f"govcloud stack apply {ref}")
    facts = stack_state.facts(stack_state.read(content, str(ref)))
    write_whole(file, content, 0o600)
    view = {"stack": str(ref), "file": str(file), **facts}
    desk.console.show("stack-export/1", view, tables_stack_state.facts)


def import_(
    ctx: typer.Context,
    name: Name,
    file: Annotated[Path, typer.Argument(help="What `stack export` wrote.")],
    confirm: Annotated[
        str, typer.Option(help="The environment's name, instead of being asked.")
    ] = "",
) -> None:
    """As IMPORT says."""
    desk = desk_of(ctx)
    ref = only(desk, name)
    content = _state_in(file)
    deployment = stack_state.read(content, file.name)
    stack_state.must_be_of(deployment, ref, file.name)
    place, facts = desk.environment, stack_state.facts(deployment)
    stack_state.must_fit(deployment, desk.workspace_id, place.account, place.region)
    typed = confirm or desk.ask(
        f"this replaces what is recorded of {ref} by {facts['resources']} resources; type `{place.name}`:"
    )
    if typed != place.name:
        raise UsageError(f"`{typed}` is not `{place.name}`: nothing was replaced")
    with desk.controller():
        desk.ready_cloud()
        former = states_of(desk).mark(ref)
        deed = stack_deeds.importing(scope_of(desk), str(ref), content, former)
        deeds.demand_approved(desk, deed)
        told: dict[str, Json] = {"stack": str(ref), **facts}
        desk.store.record(Entry("stack.import-intent", data=told))
        draft = desk.home / "pulumi" / f".{ref.project}-{ref.stack}.import"
        kept = moving_stacks_of(desk).put_in(ref, content, draft)
        desk.store.record(Entry("stack.state-imported", data=told))
    view = {"stack": str(ref), "file": str(file), **facts, "former": str(kept or "")}
    desk.console.show("stack-import/1", view, tables_stack_state.facts)


def _state_in(file: Path) -> bytes:
    try:
        return read_input(file)
    except InputError as error:
        raise InputError(f"E-STK-008: {error.faults[0].message}") from error


def unlock(ctx: typer.Context, name: Name) -> None:
    """As UNLOCK says."""
    desk = desk_of(ctx)
    ref = only(desk, name)
    freed = moving_stacks_of(desk).unlock(ref)
    rows = [{"what": one.what, "host": one.host, "pid": one.pid} for one in freed]
    desk.console.show(
        "stack-unlock/1", {"stack": str(ref), "freed": rows}, tables_stack_state.freed
    )


def only(desk: Desk, name: str) -> StackRef:
    """The one stack of that name. Raises UsageError where it is the name of several."""
    found = desk.refs([name])
    if len(found) != 1:
        raise UsageError(
            f"`{name}` names {len(found)} stacks", hint=", ".join(str(ref) for ref in found)
        )
    return found[0]
