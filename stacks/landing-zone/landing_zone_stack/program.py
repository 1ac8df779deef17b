"""The landing zone as one program: what all departments share."""

from __future__ import annotations

import pulumi

from landing_zone_stack.audit import audit
from landing_zone_stack.context import Context
from landing_zone_stack.identity import identity
from landing_zone_stack.network import hub


def main() -> None:
    """Register everything and export what departments need."""
    context = Context.of(pulumi.Config(), pulumi.Config("govcloud"))
    network = hub(context)
    records = audit(context)
    roles = identity(context, records.archive)
    pulumi.export("region", context.region)
    pulumi.export("hub_vpc_id", network.vpc.vpc_id)
    pulumi.export("hub_network", context.network)
    pulumi.export("hub_route_table_id", network.private.route_table_id)
    pulumi.export("subnets", {name: subnet.subnet_id for name, subnet in network.subnets.items()})
    pulumi.export("logs_key_arn", records.logs_key.arn)
    pulumi.export("backup_key_arn", records.backup_key.arn)
    pulumi.export("archive_bucket", records.archive.bucket)
    pulumi.export("trail_arn", records.trail.arn)
    pulumi.export("boundary_arn", roles.boundary.arn)
