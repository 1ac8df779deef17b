"""Which stacks an estate needs: the landing zone, then one tenant for each department."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govcloud.model.inventory import Application, Department, Inventory
from govcloud.model.stack import StackRef
from govcloud.model.wave import Wave

HUB_NETWORK = "10.0.0.0/16"
"""The landing zone's network. No department's may overlap it."""


def stack_refs(
    inventory: Inventory, waves: Sequence[Wave], env: str, login_key: str
) -> tuple[StackRef, ...]:
    """The stacks of environment `env`, in the order in which they must be applied.

    `login_key` is the OpenSSH public key line that opens the targets. The landing zone stands alone; the
    departments need it, and not each other.
    """
    landing_zone = StackRef("landing-zone", env, {"env": env, "network": HUB_NETWORK})
    wave_of = {application: wave.id for wave in waves for application in wave.applications}
    tenants = (
        StackRef(
            "department",
            f"{env}-{department.id}",
            _tenant(department, inventory.of_department(department.id), wave_of)
            | {"env": env, "public_key": login_key}
            | _needs(landing_zone),
        )
        for department in inventory.departments
    )
    return (landing_zone, *tenants)


def _needs(landing_zone: StackRef) -> dict[str, Any]:
    name = f"organization/{landing_zone}"
    return {"landing_zone": name, "references": [name]}


def _tenant(
    department: Department, applications: Sequence[Application], wave_of: dict[str, str]
) -> dict[str, Any]:
    return {
        "department": {
            "id": department.id,
            "name_en": department.name_en,
            "network": department.network,
        },
        "servers": [
            {
                "name": server.name,
                "app": application.id,
                "mlps": application.mlps_level,
                "ports": list(server.ports),
                "source": server.address,
                "wave": wave_of.get(application.id, ""),
            }
            for application in applications
            if application.strategy.moves and not application.classified
            for server in application.servers
        ],
    }
