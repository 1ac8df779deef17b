"""`govcloud inventory graph`: who needs whom, as text, as a picture, for other tools."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.exports import ExportFiles, write_exports
from govcloud.cli.wiring.drawings import Drawings
from govcloud.cli.wiring.survey import known_department
from govcloud.errors import UsageError
from govcloud.rules import picture, views_graph
from govcloud.rules.graph import Graph
from govcloud.ui import tables_graph

HELP = """Show who needs whom: an application among its neighbours, a department, the move groups, or the estate.

Arrows lead from the needy to the needed. A picture stays legible: a side of a neighbourhood with more than 24
applications is drawn by department, and says so. Pictures are .svg and .html (offline, with search and zoom); for
other tools .mmd (Mermaid), .dot (Graphviz), .md and .json.

Examples:

  govcloud inventory graph\n
  govcloud inventory graph GD-GSD-008 --depth 2\n
  govcloud inventory graph GD-GSD-001 --export identity.svg --export identity.html\n
  govcloud inventory graph --groups --export groups.mmd\n
  govcloud inventory graph --department GD-HRS -o json | jq .totals

Exit status: 0 shown; 1 a file cannot be written; 10 faults, or no such application or department.
"""

DEPTH_MAX = 50


def graph(
    ctx: typer.Context,
    application: Annotated[
        str, typer.Argument(help="An application's id; the estate if none.")
    ] = "",
    depth: Annotated[
        int, typer.Option(min=1, max=DEPTH_MAX, help="How many steps from the application.")
    ] = 1,
    department: Annotated[str, typer.Option(help="This department's applications.")] = "",
    groups: Annotated[bool, typer.Option("--groups", help="The move groups of several.")] = False,
    export: ExportFiles = None,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    if sum(map(bool, (application, department, groups))) > 1:
        raise UsageError("give one of: an application, --department, --groups")
    inventory, found = desk.inventory, Graph(desk.inventory)
    if application:
        desk.application(application)
        view = views_graph.application(inventory, found, application, depth)
        drawn = picture.neighbourhood(inventory, found, application, depth)
    elif department:
        known_department(desk, department)
        view = views_graph.department(inventory, found, department)
        drawn = picture.department(inventory, found, department)
    elif groups:
        view, drawn = views_graph.groups(inventory, found), picture.groups(inventory, found)
    else:
        view, drawn = views_graph.estate(inventory, found), picture.province(inventory, found)
    drawings = Drawings(drawn, view)
    for file in write_exports(export, drawings.makers()):
        desk.console.say(f"{file} written")
        if file.suffix in {".mmd", ".md"} and (warning := drawings.mermaid_warning):
            desk.console.say(warning, "yellow")
    desk.console.show("graph/1", view, tables_graph.graph)
