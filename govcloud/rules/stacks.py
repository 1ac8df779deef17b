"""Which stacks an estate needs: the landing zone, two platforms that all share, one tenant for each department."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network
from typing import Any

from govcloud.model.inventory import Application, Department, Inventory
from govcloud.model.place import Place
from govcloud.model.stack import StackRef
from govcloud.model.wave import Wave
from govcloud.rules.managed_databases import managed_databases
from govcloud.rules.sizing import server_size

HUB_NETWORK = "10.0.0.0/16"
"""The landing zone's network. No department's may overlap it."""

PLATFORMS = ("data-platform", "support-platform")
"""The shared platforms beside the landing zone: 大数据 and 公共支撑平台."""

_BESIDE = {*PLATFORMS, "department"}
_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def stack_refs(
    inventory: Inventory, waves: Sequence[Wave], place: Place, login_key: str
) -> tuple[StackRef, ...]:
    """The stacks of an environment, in the order in which they must be applied.

    `login_key` is the OpenSSH public key line that opens the targets. The landing zone stands alone; the
    departments need it, and not each other. A department without a network has no stack yet.
    """
    env, told = place.env, {"place": place.plain()}
    housed = [department for department in inventory.departments if department.network]
    tenants = {"tenants": tenant_ranges(department.network for department in housed)}
    landing_zone = StackRef("landing-zone", env, {**told, **tenants, "network": HUB_NETWORK})
    platforms = (StackRef(project, env, told) for project in PLATFORMS)
    wave_of = {application: wave.id for wave in waves for application in wave.applications}
    departments = (
        StackRef(
            "department",
            f"{env}-{department.id}",
            _tenant(department, inventory.of_department(department.id), wave_of)
            | _databases(inventory.of_department(department.id), wave_of, place)
            | {**told, **tenants, "public_key": login_key}
            | _needs(landing_zone),
        )
        for department in housed
    )
    return (landing_zone, *platforms, *departments)


def rounds(refs: Sequence[StackRef]) -> list[list[StackRef]]:
    """The stacks in the order given, those together that may be worked on side by side.

    Platforms and departments need the landing zone at most. What a stack of the user's own needs only its program
    knows: each waits for those before it.
    """
    found: list[list[StackRef]] = []
    for ref in refs:
        if found and ref.project in _BESIDE and found[-1][0].project in _BESIDE:
            found[-1].append(ref)
        else:
            found.append([ref])
    return found


def tenant_ranges(networks: Iterable[str]) -> list[str]:
    """The private ranges (RFC 1918) in which these networks lie: what routes and filters call the tenants."""
    held = [IPv4Network(network) for network in networks]
    return [str(one) for one in _PRIVATE if any(network.subnet_of(one) for network in held)]


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
                "size": server_size(server),
            }
            for application in applications
            if application.strategy.moves and not application.classified
            for server in application.servers
            if server.address
        ],
    }


def _databases(
    applications: Sequence[Application], wave_of: dict[str, str], place: Place
) -> dict[str, Any]:
    managed, staying = managed_databases(applications, wave_of, place)
    return {"databases": managed, "databases_on_servers": staying}
