"""The rows of an import put into an inventory: what is new, what is known, and what cannot be placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv4Address
from typing import Any

from govcloud.errors import Fault
from govcloud.model.provenance import Claim, Row, Told
from govcloud.model.terms import Strategy
from govcloud.rules import names
from govcloud.rules.estate_index import EstateIndex
from govcloud.rules.identity import server_name
from govcloud.rules.merging import Merge, claims_of, get

_ORDER = ("application", "server", "disk", "dependency")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator says: the department of rows that name none, and which server belongs to which application.

    `column` is a heading whose cells name the application; `servers` names it by the server's name (folded).
    """

    department: str = ""
    column: str = ""
    servers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Import:
    """One import on its way: the estate as plain values, and all that is to be told of it."""

    estate: dict[str, Any]
    merge: Merge
    wishes: Wishes
    index: EstateIndex = field(init=False)
    faults: list[Fault] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Learn what is there."""
        self.index = EstateIndex(self.estate)

    def refuse(self, row: Row, code: str, message: str, hint: str = "") -> None:
        """A row that cannot be taken."""
        where = f"{row.at.file} [{row.at.sheet}]" if row.at.sheet else row.at.file
        self.faults.append(Fault(where, row.at.row, code, message, hint))


def import_rows(
    estate: Mapping[str, Any], rows: Sequence[Row], claims: Sequence[Claim], wishes: Wishes
) -> Import:
    """`estate` (departments, partners, applications, servers as plain values) with the rows put into it."""
    merge = Merge({claim.place: claim for claim in claims})
    done = Import(deepcopy(dict(estate)), merge, wishes)
    for kind in _ORDER:
        for row in rows:
            if row.kind == kind:
                _TAKEN[kind](done, row)
    _settle(done)
    return done


def _application(done: Import, row: Row) -> None:
    told = row.fields.get("classified")
    if told is not None and told.value is True:
        done.refuse(row, "E-SCOPE-001", "is classified: 涉密系统不得纳入", "it is left out")
        return
    app = _known_application(done, row) or _new_application(done, row)
    if app is None:
        return
    given = {name: one for name, one in row.fields.items() if not name.startswith("ids.")}
    if "name_zh" in row.keys:
        given["name_zh"] = row.fields["ids.name_zh"]
    _levels(given)
    for role, link in (("BUILDER", "builder"), ("OPERATOR", "operator")):
        if link in row.links:
            id_ = done.index.partner(str(row.links[link].value))
            engaged = Told({"id": id_, "role": role}, row.links[link].origin)
            given[f"partners.{id_}|{role}"] = engaged
    _tell(done, app, ("application", app["id"]), row, given)


def _known_application(done: Import, row: Row) -> dict[str, Any] | None:
    found = done.index.application(row.keys.get("id", ""))
    return found or done.index.application(row.keys.get("name_zh", ""))


def _new_application(done: Import, row: Row) -> dict[str, Any] | None:
    given = row.keys.get("id", "")
    well_formed = names.APPLICATION.fullmatch(given) is not None
    named = str(row.links["department"].value) if "department" in row.links else ""
    wanted = named or (given.rpartition("-")[0] if well_formed else "") or done.wishes.department
    department = done.index.department(wanted)
    if not department and named and done.wishes.department:
        department = done.index.department(done.wishes.department)
    if not department:
        hint = "add the department to the inventory, or name one: --department ID"
        done.refuse(row, "E-ID-002", f"department `{wanted}` is not in the inventory", hint)
        return None
    kept = well_formed and given.rpartition("-")[0] == department
    id_ = given if kept else done.index.next_application(department)
    name = row.keys.get("name_zh") or given or id_
    app: dict[str, Any] = {"id": id_, "name_zh": name, "department": department}
    done.index.add_application(app)
    done.added.append(f"application {id_} {name}")
    if given and not kept:
        row.fields["attributes.编码"] = row.fields["ids.id"]
        done.index.also_called(app, given)
    return app


def _levels(given: dict[str, Told]) -> None:
    """`S3A2` says three things; a level by itself says one."""
    told = given.get("mlps_level")
    if told is not None and isinstance(told.value, str):
        s, a = int(told.value.upper()[1]), int(told.value.upper()[3])
        given["mlps_level"] = Told(max(s, a), told.origin)
        given["mlps_s"], given["mlps_a"] = Told(s, told.origin), Told(a, told.origin)


def _server(done: Import, row: Row) -> None:
    server = _placed_server(done, row)
    given = _server_fields(done, row, server["name"])
    _tell(done, server, ("server", server["name"]), row, given)
    owner = done.index.owner_of(server["name"])
    if owner is not None and "strategy" in row.links:
        told = {"strategy": row.links["strategy"]}
        _tell(done, owner, ("application", owner["id"]), row, told)
    if owner is not None and "wave" in row.links:
        wave = row.links["wave"]
        fits = names.WAVE.fullmatch(str(wave.value)) is not None
        _tell(
            done,
            owner,
            ("application", owner["id"]),
            row,
            {"wave" if fits else "attributes.wave": wave},
        )


def _placed_server(done: Import, row: Row) -> dict[str, Any]:
    """The server that a row is about, known or new, where it belongs."""
    name, key = done.index.servers.find(row.keys)
    wanted = _wanted_application(done, row)
    if name:
        if key != "called" or name != str(row.keys.get("instance", "")).lower():
            done.merges.append(f"{row.at.file} row {row.at.row} is {name}: the same {key}")
        done.index.servers.learn(name, row.keys)
        server = done.index.server(name)
        if wanted is not None and done.index.owner_of(name) is None:
            done.index.give(server, wanted)
        return server
    server = {"name": server_name(row.keys, done.index.server_names)}
    done.index.add_server(server, wanted)
    done.index.servers.learn(server["name"], row.keys)
    done.added.append(f"server {server['name']}")
    return server


def _wanted_application(done: Import, row: Row) -> dict[str, Any] | None:
    told = str(row.links["application"].value) if "application" in row.links else ""
    if done.wishes.column:
        cell = row.fields.get(f"attributes.{done.wishes.column}")
        told = str(cell.value) if cell else told
    for key in ("instance", "vm_name", "fqdn", "address"):
        told = done.wishes.servers.get(row.keys.get(key, "").lower(), told) or told
    if not told:
        return None
    found = done.index.application(told)
    if found is None:
        hint = (
            names.did_you_mean(told, done.index.application_ids())
            or "import the applications first"
        )
        done.refuse(row, "E-APP-001", f"application `{told}` is not in the inventory", hint)
    return found


def _server_fields(done: Import, row: Row, name: str) -> dict[str, Told]:
    given = {
        n: t for n, t in row.fields.items() if n not in {"ids.address", "ids.id", "ids.name_zh"}
    }
    if (told := row.fields.get("ids.address")) is not None:
        address = _ipv4(str(told.value))
        holder = done.index.address_holder(address, name)
        if address and not holder:
            given["address"] = Told(address, told.origin)
            done.index.takes_address(address, name)
        elif address:
            what = f"address {address} is that of {holder} already"
            done.refuse(row, "E-SRV-002", what, "it is left out of this server")
    return given


def _ipv4(text: str) -> str:
    """The first IPv4 address among those told; "" if there is none."""
    for part in text.replace(",", " ").replace(";", " ").split():
        try:
            return str(IPv4Address(part.partition("/")[0]))
        except AddressValueError:
            continue
    return ""


def _disk(done: Import, row: Row) -> None:
    name, _ = done.index.servers.find(row.keys)
    if not name:
        what = f"is about `{row.keys.get('vm_name', '')}`, a machine that no other row tells of"
        done.refuse(row, "E-IMP-011", what, "import vInfo with it")
        return
    disks = {n: t for n, t in row.fields.items() if n.startswith("disks.")}
    _tell(done, done.index.server(name), ("server", name), row, disks)


def _dependency(done: Import, row: Row) -> None:
    source = str(row.links["from"].value) if "from" in row.links else row.keys.get("id", "")
    target = str(row.links["to"].value) if "to" in row.links else ""
    direction = row.links.get("direction")
    if direction is not None and str(direction.value).lower() == "northbound":
        source, target = target, source
    app, other = done.index.application(source), done.index.application(target)
    if app is None or not target:
        done.refuse(
            row, "E-APP-001", f"application `{source}` is not in the inventory", "import it first"
        )
        return
    link = {"app": other["id"]} if other else {"external": target}
    made = {n: t.value for n, t in row.fields.items() if "." not in n}
    need = {**link, "hard": False, **made}
    if need["hard"]:
        del need["hard"]  # as the model has it by itself
    origin = row.links["to"].origin if "to" in row.links else row.at
    told = {f"depends_on.{other['id'] if other else target}": Told(need, origin)}
    _tell(done, app, ("application", app["id"]), row, told)


def _tell(
    done: Import,
    thing: dict[str, Any],
    subject: tuple[str, str],
    row: Row,
    given: Mapping[str, Told],
) -> None:
    for claim in claims_of(subject, row.format, given):
        done.merge.tell(thing, claim)


_TAKEN = {
    "application": _application,
    "server": _server,
    "disk": _disk,
    "dependency": _dependency,
}


def _settle(done: Import) -> None:
    """What every application must say and nobody told, said openly; a disk's total gives way to the disks."""
    for app in done.index.applications():
        if app.get("classified") is None:
            app["classified"] = False
            done.assumed.append(
                f"{app['id']}: nobody told whether it is classified (涉密); taken as not"
            )
        if app.get("mlps_level") is None:
            app["mlps_level"] = 0
            done.assumed.append(f"{app['id']}: no protection level told; 0 (未定级)")
        if not app.get("strategy"):
            app["strategy"] = "REHOST" if app.get("servers") else "RETAIN"
            done.assumed.append(f"{app['id']}: no strategy told; {app['strategy']}")
        if app.get("wave") and not Strategy(app["strategy"]).cuts_over:
            app.setdefault("attributes", {})["wave"] = app.pop("wave")
            done.merge.forget(("application", str(app["id"]), "wave"))
            done.assumed.append(
                f"{app['id']}: {app['strategy']} has no wave; the one told is kept as an attribute"
            )
    for server in done.index.all_servers():
        parts = server.get("disks", [])
        if len(parts) > 1 and get(server, "disks.total") is not None:
            server["disks"] = [one for one in parts if one["name"] != "total"]
            done.merge.forget(("server", str(server["name"]), "disks.total"))
