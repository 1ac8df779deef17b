"""The root command: global options anywhere in the line, and one place where an error becomes an exit code."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from govcloud import __version__
from govcloud.cli import approve, audit, hosts, inventory, local, migrate, stack, status
from govcloud.cli.wiring import Desk, Flags
from govcloud.errors import GovcloudError, InterruptError
from govcloud.ui.console import Output

_WITH_VALUE = {"-o", "--output", "--env", "--operator", "-C", "--workspace"}
_ALONE = {"-q", "--quiet", "-v", "-vv", "--verbose"}

HELP = """Move a government's application estate onto one shared cloud, wave by wave, with proof.

Examples:

  govcloud doctor\n
  govcloud inventory check\n
  govcloud stack plan\n
  govcloud migrate plan --wave W01\n
  govcloud status -o json

Global options may stand anywhere in the line.

Exit status: 0 done; 1 failed; 2 usage; 3 partly done; 4 refused by a gate; 5 findings; 10 input; 11 locked;
12 credential; 13 unreachable; 20 integrity; 130 interrupted.
"""


class Root(TyperGroup):
    """Takes global options anywhere, and turns our errors into words and exit codes."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Bring the global options to the front."""
        return list(super().parse_args(ctx, hoisted(args)))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a GovcloudError is told and becomes its exit code."""
        try:
            return super().invoke(ctx)
        except GovcloudError as error:
            self._end(ctx, error)
        except KeyboardInterrupt:
            self._end(ctx, InterruptError("stopped", hint="the same command goes on from here"))

    def _end(self, ctx: Any, error: GovcloudError) -> None:
        desk = ctx.find_object(Desk)
        if desk is not None:
            desk.console.complain(error)
            desk.close()
        raise typer.Exit(error.exit_code)


def hoisted(args: Sequence[str]) -> list[str]:
    """`args` with the global options first; nothing behind `--` is touched."""
    front: list[str] = []
    rest: list[str] = []
    position = 0
    while position < len(args):
        word = args[position]
        if word == "--":
            rest.extend(args[position:])
            break
        if word in _WITH_VALUE and position + 1 < len(args):
            front.extend(args[position : position + 2])
            position += 1
        elif word in _ALONE or (word.partition("=")[0] in _WITH_VALUE and "=" in word):
            front.append(word)
        else:
            rest.append(word)
        position += 1
    return front + rest


app = typer.Typer(
    cls=Root,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
)


def _version(asked: bool) -> None:
    if asked:
        lines = [f"govcloud {__version__}", f"python {platform.python_version()}"]
        lines += [
            f"{name} {metadata.version(name)}" for name in ("typer", "pulumi", "boto3", "paramiko")
        ]
        typer.echo("\n".join(lines))
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-C", help="Folder that holds inventory.yaml.")
    ] = None,
    env: Annotated[str, typer.Option(help="Environment of the workspace's settings.")] = "",
    operator: Annotated[str, typer.Option(help="Who acts; stands in every ledger row.")] = "",
    output: Annotated[
        Output | None, typer.Option("--output", "-o", help="How to show results.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Results and errors only.")] = False,
    verbose: Annotated[
        int, typer.Option("--verbose", "-v", count=True, help="Show what is sent to hosts.")
    ] = 0,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show versions and stop."),
    ] = False,
) -> None:
    """Remember the global options for the command that follows."""
    flags = {
        "workspace": str(workspace or ""),
        "env": env,
        "operator": operator,
        "output": output.value if output else "",
    }
    ctx.obj = Desk(Flags(flags, quiet=quiet, verbose=verbose))
    ctx.call_on_close(ctx.obj.close)


LOOK, ACT, RUN = "Look", "Act", "Run"
app.command("doctor", rich_help_panel=LOOK)(local.doctor)
app.command("config", rich_help_panel=LOOK)(local.config)
app.command("status", rich_help_panel=LOOK)(status.status)
app.add_typer(inventory.app, name="inventory", rich_help_panel=LOOK)
app.add_typer(audit.app, name="audit", rich_help_panel=LOOK)
app.command("approvals", rich_help_panel=LOOK)(approve.approvals)
app.command("approve", rich_help_panel=ACT)(approve.approve)
app.add_typer(stack.app, name="stack", rich_help_panel=ACT)
app.add_typer(migrate.app, name="migrate", rich_help_panel=ACT)
app.add_typer(hosts.app, name="hosts", rich_help_panel=RUN)
app.add_typer(local.app, name="local", rich_help_panel=RUN)
