"""A group of commands that loads each only when it is called, so that none waits for what another needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup

from govcloud.cli.commands import Late, LateCommands


class LateGroup(TyperGroup):
    """The commands of `table`, and behind them those that a Typer app registered itself."""

    table: ClassVar[Mapping[str, Late]] = {}

    def __init__(self, **attributes: Any) -> None:
        """As TyperGroup."""
        super().__init__(**attributes)
        self.commands = LateCommands(self.table, _loaded, self.commands)
        self._lists = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """List the commands without loading any."""
        self._lists = True
        super().format_help(ctx, formatter)

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help."""
        return list(self.commands)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, or for a list of them its name and help."""
        if self._lists and cmd_name in self.table:
            late = self.table[cmd_name]
            return TyperCommand(cmd_name, help=late.help, rich_help_panel=late.panel)
        return super().get_command(ctx, cmd_name)


def _loaded(name: str, late: Late) -> Any:
    module = import_module(late.module)
    if not late.verb:
        made = module.app
    else:
        made = typer.Typer(add_completion=False)
        made.command(name, help=module.HELP)(getattr(module, late.verb))
    command = typer.main.get_command(made)
    command.name = name
    return command
