"""Rows about what applications have and need: databases, and who needs whom."""

from __future__ import annotations

from govcloud.model.provenance import Row, Told
from govcloud.rules.identity import pairs_of
from govcloud.rules.importing import Import
from govcloud.rules.names import DATABASE, did_you_mean
from govcloud.rules.plain_paths import get


def take_dependency(done: Import, row: Row) -> None:
    """A row that says which application needs which."""
    source = row.linked("from") or row.keys.get("id", "")
    target = row.linked("to")
    if row.linked("direction").lower() == "northbound":
        source, target = target, source
    found = done.index.applications_called(source)
    if len(found) != 1 or not target:
        hint = did_you_mean(source, done.index.application_names()) or "import it first"
        done.refuse(row, "E-APP-001", f"application `{source}` is not in the inventory", hint)
        return
    app, others = found[0], done.index.applications_called(target)
    if len(others) > 1:
        what = f"{len(others)} applications are called `{target}`"
        done.refuse(row, "E-APP-001", what, "name it by its id")
        return
    link = {"app": others[0]["id"]} if others else {"external": target}
    if not others:
        done.assumed.append(
            f"{app['id']}: `{target}` is not in the inventory; taken as outside the estate"
        )
    given = {n: t.value for n, t in row.fields.items() if "." not in n}
    need = {**link, **given}
    if "hard" not in given and get(app, f"depends_on.{next(iter(link.values()))}") is None:
        need["hard"] = False  # soft, until somebody says more
    about = row.links.get("to", Told("", "", ""))
    name = f"depends_on.{others[0]['id'] if others else target}"
    done.merge.hear(("application", str(app["id"])), row, name, about._replace(value=need))


def take_datastore(done: Import, row: Row) -> None:
    """A row about a database: it stands on a server of its application."""
    found = done.index.applications_called(row.linked("application"))
    if len(found) != 1:
        told = row.linked("application")
        hint = did_you_mean(told, done.index.application_names()) or "import it first"
        done.refuse(row, "E-APP-001", f"application `{told}` is not in the inventory", hint)
        return
    app = found[0]
    server, _ = done.index.servers.find(list(pairs_of(row.keys)), lambda _name, _by: True)
    owner = done.owner_now(server)
    name = row.linked("name").lower()
    if not server or owner != app["id"] or DATABASE.fullmatch(name) is None:
        what = (
            f"database `{name}` has no name that a database can have"
            if server and owner == app["id"]
            else f"database `{name}` is on no server of {app['id']}"
        )
        done.refuse(row, "E-IMP-014", what, "import the servers first, with 所属系统")
        return
    made = {n: t.value for n, t in row.fields.items() if "." not in n}
    about = row.links["name"]._replace(value={"name": name, "server": server, **made})
    done.merge.hear(("application", str(app["id"])), row, f"datastores.{name}", about)
