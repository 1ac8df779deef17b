"""What a tenant takes from the landing zone's outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import pulumi


@dataclass(frozen=True, slots=True)
class Hub:
    """The hub network, the boundary of all roles, and where traffic is recorded.

    `management` is the range of the hub's management zone;
    `route_table_id` is that of the hub's private zones; the last three are of the transit gateway.
    """

    vpc_id: pulumi.Output[str]
    network: pulumi.Output[str]
    management: pulumi.Output[str]
    route_table_id: pulumi.Output[str]
    boundary_arn: pulumi.Output[str]
    archive_arn: pulumi.Output[str]
    transit_gateway_id: pulumi.Output[str]
    tenants_table_id: pulumi.Output[str]
    shared_table_id: pulumi.Output[str]


_OUTPUTS = {
    "vpc_id": ("hub_vpc_id", "vpc-of-the-landing-zone"),
    "network": ("hub_network", "10.0.0.0/16"),
    "management": ("hub_management_network", "10.0.128.0/19"),
    "route_table_id": ("hub_route_table_id", "rtb-of-the-landing-zone"),
    "boundary_arn": ("boundary_arn", "boundary-of-the-landing-zone"),
    "archive_arn": ("archive_arn", "archive-of-the-landing-zone"),
    "transit_gateway_id": ("transit_gateway_id", "tgw-of-the-landing-zone"),
    "tenants_table_id": ("tenants_table_id", "tgw-rtb-of-the-landing-zone"),
    "shared_table_id": ("shared_table_id", "tgw-rtb-of-the-landing-zone"),
}
_OF_TRANSIT = {"transit_gateway_id", "tenants_table_id", "shared_table_id"}


def hub_of(landing_zone: str, unbuilt: Sequence[str], *, by_transit: bool) -> Hub:
    """The outputs of the stack `landing_zone`.

    A plan made before there is a landing zone shows names in their place: everything is new then anyway.
    """
    if landing_zone in unbuilt and pulumi.runtime.is_dry_run():
        return Hub(**{name: pulumi.Output.from_input(text) for name, (_, text) in _OUTPUTS.items()})
    reference = pulumi.StackReference(landing_zone)
    taken = {}
    for name in (field.name for field in fields(Hub)):
        wanted = by_transit or name not in _OF_TRANSIT
        taken[name] = (
            _present(reference, landing_zone, _OUTPUTS[name])
            if wanted
            else pulumi.Output.from_input("")
        )
    return Hub(**taken)


def _present(
    reference: pulumi.StackReference, landing_zone: str, told: tuple[str, str]
) -> pulumi.Output[str]:
    """An output. One that a newer landing zone will have is planned with by name, as if all were new."""
    name, stand_in = told

    def checked(value: str | None) -> str:
        if not value and pulumi.runtime.is_dry_run():
            return stand_in
        if not value:
            raise pulumi.RunError(f"{landing_zone} has no {name} yet: apply it first")
        return value

    return reference.get_output(name).apply(checked)
