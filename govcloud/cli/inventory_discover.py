"""`govcloud inventory discover`: what hosts say of themselves, as a proposal for the inventory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.discovery import DiscoveryDesk
from govcloud.engine import discover as asking
from govcloud.rules.discovery_hosts import hosts_named
from govcloud.rules.discovery_proposal import proposal
from govcloud.rules.views_discovery import discovery
from govcloud.ui import tables_discovery

HELP = """Ask hosts over SSH what they are and whom they talk with; neither they nor the inventory are changed.

Only the questions of docs/discovery.md are asked, and only of hosts whose key is pinned. Ctrl-C keeps what was
told up to then.

Examples:

  govcloud inventory discover GD-GSD-008\n
  govcloud inventory discover --all --parallel 16 --out proposal.yaml\n
  govcloud inventory discover root@10.250.3.7 -o json

Exit status: 0 every host answered; 3 some did not, or not in time; 10 no such host; 12 a key or login was
refused by all; 13 none could be reached; 130 stopped.
"""


def discover(
    ctx: typer.Context,
    hosts: Annotated[
        list[str] | None,
        typer.Argument(
            help="Servers, applications or departments of the inventory, or user@address[:port]."
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every server of the inventory.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write the inventory with what was found, as a proposal.")
    ] = None,
    parallel: Annotated[
        int, typer.Option(min=1, max=64, help="How many hosts are asked at a time.")
    ] = 8,
    timeout: Annotated[
        float, typer.Option(min=1, max=3600, help="Seconds that one host is given in all.")
    ] = 120,
) -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    work = DiscoveryDesk(desk, parallel, timeout)
    asked = hosts_named(desk.inventory, hosts or [], every=every)
    if out is not None:
        work.demand_place(out)
    with work.search(asked) as search:
        asking.record_search(desk.store, asked, search.questions)
        answers = asking.discover(search, asked, work.dispatcher)
    asking.record_answers(desk.store, answers)
    if out is not None:
        proposed = proposal(desk.inventory, answers)
        work.write(out, proposed.inventory, proposed.notes)
    view = discovery(desk.inventory, answers, str(out or ""))
    desk.console.show("discovery/1", view, tables_discovery.discovery)
    asking.judge(answers, work.stopped_as)
