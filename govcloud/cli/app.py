"""The root command: global options anywhere in the line, and one place where an error becomes an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from govcloud.cli.commands import COMMANDS
from govcloud.cli.flags import Flags
from govcloud.cli.late import LateGroup
from govcloud.cli.wiring.desk import lay_out
from govcloud.errors import GovcloudError, InterruptError
from govcloud.ui.console import Console, Output
from govcloud.ui.unheard import as_sentence

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


class Root(LateGroup):
    """Takes global options anywhere, and turns our errors into exit codes."""

    table = COMMANDS

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Bring the global options to the front."""
        return list(super().parse_args(ctx, hoisted(args)))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a GovcloudError is told and becomes its exit code."""
        try:
            return super().invoke(ctx)
        except GovcloudError as error:
            raise self._ended(ctx, error) from None
        except KeyboardInterrupt:
            stopped = InterruptError("stopped", hint="the same command goes on from here")
            raise self._ended(ctx, stopped) from None
        except OSError as error:
            if (refused := as_sentence(error)) is None:
                raise
            raise self._ended(ctx, refused) from None

    def _ended(self, ctx: Any, error: GovcloudError) -> typer.Exit:
        console = ctx.obj.console if ctx.obj else Console()
        console.complain(error)
        return typer.Exit(error.exit_code)


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
        typer.echo(import_module("govcloud.cli.versions").told())
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
    ctx.obj = lay_out(Flags(flags, quiet=quiet, verbose=verbose))
    ctx.call_on_close(ctx.obj.close)
