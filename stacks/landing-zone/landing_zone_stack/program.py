"""The landing zone as one program: what all departments share."""

from __future__ import annotations

import pulumi

from landing_zone_stack.audit import Records, audit
from landing_zone_stack.context import Context
from landing_zone_stack.identity import Administrators, identity, reads_records
from landing_zone_stack.network import Hub, hub, watched, zone_ranges
from landing_zone_stack.services import services
from landing_zone_stack.transit import transit
from landing_zone_stack.watch import watch


def main() -> None:
    """Register everything and export what departments need."""
    context = Context.of(pulumi.Config().require_object("spec"))
    network = hub(context)
    administrators = identity(context)
    records = audit(context, administrators)
    reads_records(context, administrators.auditor, records.archive)
    watched(context, network, records.archive, records.allowed)
    topic = watch(context, records)
    shared = services(context, network, records)
    if context.place.by_transit:
        meeting = transit(context, network)
        pulumi.export("transit_gateway_id", meeting.gateway.transit_gateway_id)
        pulumi.export("tenants_table_id", meeting.tenants.transit_gateway_route_table_id)
        pulumi.export("shared_table_id", meeting.shared.transit_gateway_route_table_id)
    pulumi.export("alarms_topic_arn", topic.arn)
    pulumi.export("zone_id", shared.zone.zone_id)
    pulumi.export("backup_vault", shared.vault.name if shared.vault else "")
    _export_network(context, network)
    _export_records(records, administrators)


def _export_network(context: Context, network: Hub) -> None:
    pulumi.export("region", context.place.region)
    pulumi.export("hub_vpc_id", network.vpc.vpc_id)
    pulumi.export("hub_network", context.network)
    pulumi.export("hub_management_network", str(zone_ranges(context.network)["management"]))
    pulumi.export("tenant_networks", list(context.tenants))
    pulumi.export("hub_route_table_id", network.private.route_table_id)
    pulumi.export("subnets", {name: subnet.subnet_id for name, subnet in network.subnets.items()})


def _export_records(records: Records, administrators: Administrators) -> None:
    pulumi.export("logs_key_arn", records.logs_key.arn)
    pulumi.export("backup_key_arn", records.backup_key.arn)
    pulumi.export("archive_bucket", records.archive.bucket)
    pulumi.export("archive_arn", records.archive.arn)
    pulumi.export("trail_arn", records.trail.arn)
    pulumi.export("boundary_arn", administrators.boundary.arn)
