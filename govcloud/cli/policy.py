"""`govcloud policy`: the rules of a profile as a policy pack, for pipelines that run the engine themselves."""

from __future__ import annotations

import typer

from govcloud.cli.desk import desk_of
from govcloud.cli.stack_check import Level, Profile
from govcloud.cli.wiring import controls
from govcloud.ui import tables_controls

HELP = """Write a profile's rules as a policy pack, and show its path: any `pulumi preview` or `up` then keeps them.

The pack is an executable of this machine. Mandatory rules stop an update, advisory ones warn. What hangs on values
that a preview does not know yet is judged when they are known; `govcloud stack check` knows them at once.

Examples:

  pulumi preview --policy-pack "$(govcloud policy)"\n
  govcloud policy --profile us-fedramp --level high\n
  govcloud policy -o json | jq -r '.rules[] | select(.mandatory) | .name'

Exit status: 0 written; 10 faults in the profile.
"""


def policy(ctx: typer.Context, profile: Profile = "", level: Level = "") -> None:
    """As HELP says."""
    desk = desk_of(ctx)
    view = controls.policy_pack(desk, profile, level)
    desk.console.show("policy/1", view, tables_controls.policy)
