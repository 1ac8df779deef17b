"""The end of an import: what was heard counts, what nobody told is said openly, what the checks refuse goes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govcloud.model.provenance import Claims, Row, Subject
from govcloud.model.terms import Strategy
from govcloud.rules.finding import Finding, Path
from govcloud.rules.importing import Import, Wishes, begin, each, put_rows
from govcloud.rules.importing_applications import take_application
from govcloud.rules.importing_disks import settle_disks
from govcloud.rules.importing_links import take_datastore, take_dependency
from govcloud.rules.importing_memory import remember
from govcloud.rules.importing_servers import take_disk, take_nic, take_servers
from govcloud.rules.merging import rank
from govcloud.rules.plain_paths import ROWS, get

TAKERS = {
    "application": each(take_application),
    "server": take_servers,
    "disk": each(take_disk),
    "nic": each(take_nic),
    "datastore": each(take_datastore),
    "dependency": each(take_dependency),
}
_SERVER_PATH = 2


def import_rows(
    estate: dict[str, Any], rows: Sequence[Row], claims: Claims, wishes: Wishes
) -> Import:
    """`estate` (departments, partners, applications, servers as plain values; it is changed) with the rows in it."""
    done = begin(estate, claims, wishes)
    remember(done)
    put_rows(done, rows, TAKERS)
    for kind, id_ in done.merge.heard:
        _SETTLED[kind](done, id_)
    for app in done.index.applications():
        _assume(done, app)
    done.index.placed()
    _addresses(done)
    return done


def _application(done: Import, id_: str) -> None:
    done.merge.settle(("application", id_), done.index.by_id(id_))


def _partner(done: Import, id_: str) -> None:
    done.merge.settle(("partner", id_), done.index.partner_row(id_))


def _server(done: Import, name: str) -> None:
    """A server's fields, and whose it is; the sum of its disks gives way to the disks themselves."""
    server, subject = done.index.server(name), ("server", name)
    settle_disks(done.merge, subject, server)
    _other_names(done, subject, server)
    owner = done.index.owner_of(name)
    if owner:
        server["application"] = owner
    done.merge.settle(subject, server)
    now = server.pop("application", "")
    if now != owner:
        done.index.give(name, now)


def _other_names(done: Import, subject: Subject, server: dict[str, Any]) -> None:
    """Two forms may call a server differently: both names stay, the second with its form behind it."""
    heard, claims = done.merge.heard[subject], done.merge.claims.get(subject, {})
    for field in [name for name in heard if name.startswith("ids.")]:
        present, known = get(server, field), claims.get(field)
        best = sorted(heard[field], key=lambda claim: rank(claim.source))[-1]
        main = known.source.format if known else "" if present is not None else best.source.format
        value = next((c.value for c in reversed(heard[field]) if c.source.format == main), present)
        others = [c for c in heard[field] if c.source.format != main and c.value != value]
        for claim in others:
            done.merge.hear_claim(subject, f"{field}@{claim.source.format}", claim)
        heard[field] = [claim for claim in heard[field] if claim not in others]
        if not heard[field]:
            del heard[field]


def _assume(done: Import, app: dict[str, Any]) -> None:
    """What every application must say and nobody told, said openly."""
    if app.get("classified") is None:
        app["classified"] = False
        done.assumed.append(
            f"{app['id']}: nobody told whether it is classified (涉密); taken as not"
        )
    if app.get("mlps_level") is None:
        app["mlps_level"] = 0
        done.assumed.append(f"{app['id']}: no protection level told; 0 (未定级)")
    if not app.get("strategy"):
        app["strategy"] = Strategy.RETAIN.value
        done.assumed.append(f"{app['id']}: no strategy told; RETAIN until it is assessed")
    subject = ("application", str(app["id"]))
    if "wave" in done.merge.puts.get(subject, {}) and not Strategy(app["strategy"]).cuts_over:
        claim = done.merge.withdraw(subject, "wave", app)
        if get(app, "attributes.wave") != claim.value:
            done.merge.put(subject, "attributes.wave", app, claim)
        done.assumed.append(
            f"{app['id']}: {app['strategy']} has no wave; the one told is kept as an attribute"
        )


def _addresses(done: Import) -> None:
    """An address is one server's: of two, that which had it keeps it, else the first."""
    puts = done.merge.puts
    servers = list(done.index.all_servers())
    new = {s["name"] for s in servers if "address" in puts.get(("server", s["name"]), {})}
    holder: dict[str, str] = {
        s["address"]: s["name"] for s in servers if s.get("address") and s["name"] not in new
    }
    for server in servers:
        address = server.get("address")
        if server["name"] not in new or not address:
            continue
        if holder.setdefault(address, server["name"]) != server["name"]:
            claim = done.merge.withdraw(("server", server["name"]), "address", server)
            what = f"address {address} is that of {holder[address]} already"
            done.refuse_claim(claim, "E-SRV-002", what, f"it is left out of {server['name']}")


def take_back(done: Import, findings: Iterable[Finding]) -> bool:
    """Take back what this import put where the checks find fault, each with its cell; whether anything was."""
    taken = False
    for finding in findings:
        subject, thing, rest = _about(done, finding.path)
        held = done.merge.puts.get(subject, {})
        field = _field(thing, rest)
        names = [n for n in held if n == field or n.startswith(f"{field}.")] or list(held)
        for name in names:
            claim = done.merge.withdraw(subject, name, thing)
            done.refuse_claim(claim, finding.code, finding.message, finding.hint)
            taken = True
            if name == "application":
                done.index.give(subject[1], "")
    if taken:
        done.index.placed()
        for app in done.index.applications():
            _assume(done, app)
    return taken


def _about(done: Import, path: Path) -> tuple[Subject, dict[str, Any], Path]:
    """The subject of a finding, its plain values, and the rest of the path to what is wrong."""
    section, place = str(path[0]), int(path[1])
    thing = done.estate[section][place]
    rest = path[2:]
    if section == "applications" and rest[:1] == ("servers",) and len(rest) >= _SERVER_PATH:
        return _about_server(thing["servers"][int(rest[1])], rest[_SERVER_PATH:])
    if section == "servers":
        return _about_server(thing, rest)
    return (section.removesuffix("s"), str(thing["id"])), thing, rest


def _about_server(server: dict[str, Any], rest: Path) -> tuple[Subject, dict[str, Any], Path]:
    return ("server", str(server["name"])), server, rest


def _field(thing: Mapping[str, Any], rest: Path) -> str:
    """The field that a path leads to, as claims name it."""
    if not rest:
        return ""
    head = str(rest[0])
    if len(rest) == 1:
        return head
    if head in ROWS and isinstance(rest[1], int):
        return f"{head}.{ROWS[head](thing[head][rest[1]])}"
    return f"{head}.{rest[1]}" if isinstance(thing.get(head), dict) else head


_SETTLED = {"application": _application, "server": _server, "partner": _partner}
