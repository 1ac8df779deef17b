"""An estate as plain values, with ways to find and place what is in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import count
from typing import Any

from govcloud.rules.identity import Servers, keys_of, other_names
from govcloud.rules.names import folded

Thing = dict[str, Any]

_NAMES = ("id", "name_zh", "name_en", "short_zh")
OWN_CODE = "编码"
"""The attribute that keeps the id an application had in its source, where that is not of our form."""


class EstateIndex:
    """Departments, applications, partners and servers by all that they are called."""

    def __init__(self, estate: dict[str, Any]) -> None:
        """`estate` has the lists departments, partners, applications and servers; it is changed in place."""
        self._estate = estate
        for section in ("departments", "partners", "applications", "servers"):
            estate.setdefault(section, [])
        self.servers = Servers()
        self._application: dict[str, Thing] = {}
        self._called: dict[str, list[Thing]] = {}
        self._server: dict[str, Thing] = {}
        self._owner: dict[str, str] = {}
        self._numbers: dict[str, Iterator[int]] = {}
        self._departments = _called(estate["departments"])
        self._partners = _called(estate["partners"])
        for app in estate["applications"]:
            self._call(app)
            for server in app.get("servers", []):
                self._know(server)
                self._owner[server["name"]] = app["id"]
        for server in estate["servers"]:
            self._know(server)

    def department(self, called: str) -> str:
        """The id of the department with this id or name, or a name with its id behind it; "" if there is none."""
        return self._departments.get(folded(called)) or (
            self._departments.get(folded(called.rpartition(" ")[2]), "") if called else ""
        )

    def applications_called(self, called: str, department: str = "") -> list[Thing]:
        """The application with this id, or those of this name (of a department, if one is told)."""
        if not called:
            return []
        found = self._called.get(folded(called), [])
        return [one for one in found if department in {"", one["department"]}]

    def applications(self) -> Iterator[Thing]:
        """All of them."""
        yield from self._estate["applications"]

    def application_names(self) -> list[str]:
        """All that they are called."""
        told = ((str(app["id"]), str(app.get("name_zh") or "")) for app in self.applications())
        return [name for pair in told for name in pair if name]

    def next_application(self, department: str) -> str:
        """The next id in a department that nobody has."""
        numbers = self._numbers.setdefault(department, count(1))
        return next(i for n in numbers if (i := f"{department}-{n:03}") not in self._application)

    def add_application(self, app: Thing) -> None:
        """A new one."""
        self._estate["applications"].append(app)
        self._call(app)

    def also_called(self, app: Thing, name: str) -> None:
        """An application goes by another name too."""
        known = self._called.setdefault(folded(name), [])
        if not any(one is app for one in known):
            known.append(app)

    def partner(self, called: str) -> tuple[str, bool]:
        """The id of the partner with this id or name, made if nobody knows it, and whether it was made."""
        found = self._partners.get(folded(called))
        found = found or self._partners.get(folded(called.rpartition(" ")[2]), "")
        if found:
            return found, False
        given = (re.fullmatch(r"P-(\d+)", str(one["id"])) for one in self._estate["partners"])
        if "P" not in self._numbers:
            self._numbers["P"] = count(max((int(one[1]) for one in given if one), default=0) + 1)
        made = {"id": f"P-{next(self._numbers['P']):04}", "name_zh": called}
        self._estate["partners"].append(made)
        self._partners[folded(called)] = made["id"]
        return made["id"], True

    def partner_row(self, id_: str) -> Thing:
        """The partner with this id."""
        return next(one for one in self._estate["partners"] if one["id"] == id_)

    def server(self, name: str) -> Thing:
        """The server called so."""
        return self._server[name]

    @property
    def server_names(self) -> Container[str]:
        """Their names."""
        return self._server.keys()

    @property
    def application_ids(self) -> Container[str]:
        """The ids of all applications."""
        return self._application.keys()

    def by_id(self, id_: str) -> Thing:
        """The application with this id."""
        return self._application[id_]

    def all_servers(self) -> Iterator[Thing]:
        """All of them."""
        yield from self._server.values()

    def owner_of(self, name: str) -> str:
        """The id of the application that a server belongs to; "" if nobody claimed it."""
        return self._owner.get(name, "")

    def add_server(self, server: Thing) -> None:
        """A new one that nobody has claimed."""
        self._know(server)

    def give(self, name: str, application: str) -> None:
        """A server belongs to an application from now on, or to none ("")."""
        self._owner[name] = application

    def drop(self, name: str) -> None:
        """A server is not there after all."""
        del self._server[name]

    def placed(self) -> None:
        """Put every server where it belongs, those that stay in their order."""
        homes: dict[str, list[Thing]] = {}
        for name, server in self._server.items():
            homes.setdefault(self._owner.get(name, ""), []).append(server)
        self._estate["servers"] = homes.get("", [])
        for app in self.applications():
            app.pop("servers", None)
            if app["id"] in homes:
                app["servers"] = homes[app["id"]]

    def _call(self, app: Thing) -> None:
        self._application[app["id"]] = app
        told = (app.get("attributes") or {}).get(OWN_CODE, "")
        for name in (app["id"], app.get("name_zh", ""), app.get("name_en", ""), told):
            if name:
                self.also_called(app, str(name))

    def _know(self, server: Thing) -> None:
        self._server[server["name"]] = server
        self.servers.learn(server["name"], keys_of(server))
        for other in other_names(server):
            self.servers.learn(server["name"], other)


def _called(rows: list[Thing]) -> dict[str, str]:
    """Ids by all names."""
    found: dict[str, str] = {}
    for key in _NAMES:
        for row in rows:
            if row.get(key):
                found.setdefault(folded(str(row[key])), str(row["id"]))
    return found
