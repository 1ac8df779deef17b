"""An estate as plain values, with ways to find and place what is in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import count
from typing import Any

from govcloud.rules.identity import Servers, keys_of
from govcloud.rules.names import folded

Thing = dict[str, Any]


class EstateIndex:
    """Departments, applications, partners and servers by all that they are called."""

    def __init__(self, estate: dict[str, Any]) -> None:
        """`estate` has the lists departments, partners, applications and servers; it is changed in place."""
        self._estate = estate
        for section in ("departments", "partners", "applications", "servers"):
            estate.setdefault(section, [])
        self.servers = Servers()
        self._called: dict[str, Thing] = {}
        self._server: dict[str, Thing] = {}
        self._owner: dict[str, Thing] = {}
        self._address: dict[str, str] = {}
        for app in estate["applications"]:
            self._call(app)
            for server in app.get("servers", []):
                self._know(server, app)
        for server in estate["servers"]:
            self._know(server, None)

    def department(self, called: str) -> str:
        """The id of the department with this id or name; "" if there is none."""
        for one in self._estate["departments"]:
            if called and folded(called) in {folded(str(one.get(k) or "")) for k in _NAMES}:
                return str(one["id"])
        return ""

    def application(self, called: str) -> Thing | None:
        """The application with this id or name."""
        return self._called.get(folded(called)) if called else None

    def applications(self) -> Iterator[Thing]:
        """All of them."""
        yield from self._estate["applications"]

    def application_ids(self) -> list[str]:
        """Their ids."""
        return [str(app["id"]) for app in self._estate["applications"]]

    def next_application(self, department: str) -> str:
        """The next id in a department that nobody has."""
        taken = set(self.application_ids())
        return next(id_ for n in count(1) if (id_ := f"{department}-{n:03}") not in taken)

    def add_application(self, app: Thing) -> None:
        """A new one."""
        self._estate["applications"].append(app)
        self._call(app)

    def also_called(self, app: Thing, name: str) -> None:
        """An application goes by another name too."""
        self._called.setdefault(folded(name), app)

    def partner(self, called: str) -> str:
        """The id of the partner with this id or name, made if nobody knows it."""
        for one in self._estate["partners"]:
            if folded(called) in {folded(str(one.get(key) or "")) for key in _NAMES}:
                return str(one["id"])
        numbers = [
            int(m[1]) for p in self._estate["partners"] if (m := re.fullmatch(r"P-(\d+)", p["id"]))
        ]
        made = {"id": f"P-{max(numbers, default=0) + 1:04}", "name_zh": called}
        self._estate["partners"].append(made)
        return made["id"]

    def server(self, name: str) -> Thing:
        """The server called so."""
        return self._server[name]

    @property
    def server_names(self) -> Container[str]:
        """Their names."""
        return self._server.keys()

    def all_servers(self) -> Iterator[Thing]:
        """All of them."""
        yield from self._server.values()

    def owner_of(self, name: str) -> Thing | None:
        """The application that a server belongs to."""
        return self._owner.get(name)

    def add_server(self, server: Thing, app: Thing | None) -> None:
        """A new one, with its application or without."""
        home = self._estate if app is None else app
        home.setdefault("servers", []).append(server)
        self._know(server, app)

    def give(self, server: Thing, app: Thing) -> None:
        """A server that nobody claimed goes to an application."""
        self._estate["servers"] = [one for one in self._estate["servers"] if one is not server]
        app.setdefault("servers", []).append(server)
        self._owner[server["name"]] = app

    def address_holder(self, address: str, name: str) -> str:
        """Another server that has the address; "" if it is free, or the server's own."""
        holder = self._address.get(address, "")
        return "" if holder == name else holder

    def takes_address(self, address: str, name: str) -> None:
        """The address is a server's from now on."""
        self._address.setdefault(address, name)

    def _call(self, app: Thing) -> None:
        told = (app.get("attributes") or {}).get("编码", "")
        for name in (app["id"], app.get("name_zh", ""), app.get("name_en", ""), told):
            if name:
                self._called.setdefault(folded(str(name)), app)

    def _know(self, server: Thing, app: Thing | None) -> None:
        name = str(server["name"])
        self._server[name] = server
        self.servers.learn(name, keys_of(server))
        if app is not None:
            self._owner[name] = app
        if server.get("address"):
            self._address.setdefault(str(server["address"]), name)


_NAMES = ("id", "name_zh", "name_en", "short_zh")
