"""The estate as an OSCAL system security plan: applications as components, servers as inventory items.

Structure and required members: NIST OSCAL 1.1.3, system-security-plan model. Only what an inventory knows is
said; where the model demands a statement that nobody made, it says so in words.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.technical_terms import ServerKind
from govcloud.reports.server_tables import HostRow, hosts
from govcloud.reports.sheets import About, visible

OSCAL_VERSION = "1.1.3"
NAMESPACE = "urn:govcloud:oscal"
_SEED = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
_UNSAID = "Not stated: this document was made from an inventory."


def oscal(inventory: Inventory, about: About) -> bytes:
    """The plan as JSON; UUIDs follow from ids (version 5), so that two exports of one estate can be compared."""
    items = [_item(row) for row in hosts(inventory)]
    plan = {
        "uuid": _uuid("plan", inventory.digest),
        "metadata": _metadata(about),
        "import-profile": {"href": "#" + _uuid("profile", "none")},
        "system-characteristics": _characteristics(inventory, about),
        "system-implementation": {
            "users": [_user()],
            "components": [_system(), *[_component(app) for app in inventory.applications]],
            **({"inventory-items": items} if items else {}),  # no list of the model may be empty
        },
        "control-implementation": {
            "description": _UNSAID,
            "implemented-requirements": [
                {
                    "uuid": _uuid("requirement", "cm-8"),
                    "control-id": "cm-8",
                    "remarks": "The inventory items of this document.",
                }
            ],
        },
        "back-matter": {
            "resources": [
                {"uuid": _uuid("profile", "none"), "description": "No profile was chosen here."}
            ]
        },
    }
    return (
        json.dumps({"system-security-plan": plan}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def _uuid(kind: str, name: str) -> str:
    return str(uuid.uuid5(_SEED, f"{kind}/{name}"))


def _metadata(about: About) -> dict[str, Any]:
    label = [_prop("synthetic", "true", ours=True)] if about.synthetic else []
    return {
        "title": about.title,
        "last-modified": f"{about.made_on}T00:00:00Z",
        "version": about.version,
        "oscal-version": OSCAL_VERSION,
        "props": [_prop("inventory-digest", about.digest, ours=True), *label],
    }


def _characteristics(inventory: Inventory, about: About) -> dict[str, Any]:
    highest = max((app.mlps_level for app in inventory.applications), default=0)
    return {
        "system-ids": [{"identifier-type": NAMESPACE, "id": about.digest[:16] or "none"}],
        "system-name": about.title,
        "description": f"{len(inventory.applications)} applications on their source servers.",
        "props": [_prop("mlps-level-max", str(highest), ours=True)],
        "system-information": {
            "information-types": [
                {
                    "uuid": _uuid("information", "all"),
                    "title": "Government information",
                    "description": _UNSAID,
                }
            ]
        },
        "status": {"state": "operational"},
        "authorization-boundary": {"description": _UNSAID},
    }


def _user() -> dict[str, Any]:
    return {"uuid": _uuid("user", "departments"), "title": "Departments that own the applications"}


def _system() -> dict[str, Any]:
    return {
        "uuid": _uuid("component", "this-system"),
        "type": "this-system",
        "title": "The estate",
        "description": "All applications of the inventory.",
        "status": {"state": "operational"},
    }


def _component(app: Application) -> dict[str, Any]:
    told = {
        "department": app.department,
        "mlps-level": str(app.mlps_level),
        "strategy": app.strategy.value,
        "data-class": app.data_class and app.data_class.value,
    }
    return {
        "uuid": _uuid("component", app.id),
        "type": "software",
        "title": _line(app.name_en or app.name_zh) or app.id,
        "description": _line(app.function or app.name_zh) or app.id,
        "props": [
            _prop("asset-id", app.id),
            *[_prop(name, value, ours=True) for name, value in told.items() if value],
        ],
        "status": {"state": "operational"},
    }


def _item(row: HostRow) -> dict[str, Any]:
    made: dict[str, Any] = {
        "uuid": _uuid("server", row.server.name),
        "description": _line(f"Server {row.server.name}"),
        "props": list(_item_props(row)),
    }
    if row.app is not None:
        made["implemented-components"] = [{"component-uuid": _uuid("component", row.app.id)}]
    return made


def _item_props(row: HostRow) -> Iterator[dict[str, str]]:
    server = row.server
    told = {
        "asset-id": server.name,
        "ipv6-address" if ":" in server.address else "ipv4-address": server.address,
        "fqdn": server.ids.get("fqdn", ""),
        "mac-address": server.ids.get("mac", ""),
        "serial-number": server.ids.get("serial", ""),
        "os-name": server.os,
        "os-version": server.os_version,
        "physical-location": server.site,
        "function": row.app.name_en if row.app else "",
    }
    yield from (_prop(name, value) for name, value in told.items() if visible(value).strip())
    yield _prop(
        "asset-type", "appliance" if server.kind is ServerKind.APPLIANCE else "operating-system"
    )
    if row.virtual:
        yield _prop("virtual", row.virtual.lower())
    sizes = {
        "cpu-cores": server.cpu_cores,
        "memory-gb": server.mem_gb,
        "disk-gb": server.disk_gb or None,
    }
    yield from (_prop(name, f"{n:g}", ours=True) for name, n in sizes.items() if n is not None)


def _prop(name: str, value: str, *, ours: bool = False) -> dict[str, str]:
    whose = {"ns": NAMESPACE} if ours else {}
    return {"name": name, **whose, "value": _line(value)}


def _line(text: str) -> str:
    """A text as OSCAL's strings are: on one line, without spaces around it."""
    return " ".join(visible(text).split())
