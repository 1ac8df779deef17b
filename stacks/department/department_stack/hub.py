"""What a tenant takes from the landing zone's outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi


@dataclass(frozen=True, slots=True)
class Hub:
    """The hub network, and the boundary of all roles."""

    vpc_id: pulumi.Output[str]
    network: pulumi.Output[str]
    route_table_id: pulumi.Output[str]
    boundary_arn: pulumi.Output[str]


def hub_of(landing_zone: str, unbuilt: Sequence[str]) -> Hub:
    """The outputs of the stack `landing_zone`.

    A plan made before there is a landing zone shows names in their place: everything is new then anyway.
    """
    if landing_zone in unbuilt and pulumi.runtime.is_dry_run():
        return Hub(*(pulumi.Output.from_input(text) for text in _PLACEHOLDERS))
    reference = pulumi.StackReference(landing_zone)
    return Hub(*(_present(reference, landing_zone, name) for name in _OUTPUTS))


def _present(reference: pulumi.StackReference, landing_zone: str, name: str) -> pulumi.Output[str]:
    def checked(value: str | None) -> str:
        if not value:
            raise pulumi.RunError(f"{landing_zone} has no {name} yet: apply it first")
        return value

    return reference.get_output(name).apply(checked)


_OUTPUTS = ("hub_vpc_id", "hub_network", "hub_route_table_id", "boundary_arn")
_PLACEHOLDERS = (
    "vpc-of-the-landing-zone",
    "10.0.0.0/16",
    "rtb-of-the-landing-zone",
    "boundary-of-the-landing-zone",
)
