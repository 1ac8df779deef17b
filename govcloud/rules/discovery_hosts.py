"""From the words of a command line to the hosts that are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from govcloud.errors import Fault, InputError, UsageError
from govcloud.model.discovery import AskedHost
from govcloud.model.inventory import Inventory, Server
from govcloud.rules import names

HOSTS_MAX = 10_000
SSH_PORT = 22
PORT_MAX = 65_535
_PLACE = re.compile(
    r"(?:(?P<user>[^@\s]+)@)?(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::(?P<port>\d{1,5}))?"
)
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def hosts_named(inventory: Inventory, words: Sequence[str], *, every: bool) -> list[AskedHost]:
    """The hosts meant by `words`: servers, applications, departments, `user@address[:port]`; each once.

    A server that several words mean is logged in to as the last of them says.

    Raises UsageError where nothing is asked for, InputError (E-DSC-…) with every word that means no host.
    """
    if not words and not every:
        raise UsageError(
            "no host is named", hint="name servers, applications or departments, or --all"
        )
    hosts = list(_known(inventory))
    found = list(hosts) if every else []
    faults: list[Fault] = []
    for word in words:
        try:
            found += _meant(inventory, hosts, word)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(f"{len(faults)} of these words mean no host", faults=faults)
    once = list({host.name: host for host in found}.values())
    if not once or len(once) > HOSTS_MAX:
        hint = "name fewer: a department at a time" if once else "add `servers` to the inventory"
        raise InputError(
            f"E-DSC-003: {len(once)} hosts are meant, and 1 to {HOSTS_MAX} can be asked", hint=hint
        )
    return once


def server_at(word: str) -> Server | None:
    """The server meant by `[user@]address[:port]`, None if the word has another form.

    Its `address` is what its key is pinned under; where it is no IPv4 address with the usual port, `reach` is set.
    """
    found = _PLACE.fullmatch(word)
    if found is None or ("@" not in word and not _IPV4.fullmatch(found["host"])):
        return None
    user, host, port = found["user"] or "root", found["host"], int(found["port"] or SSH_PORT)
    if not names.LOGIN.fullmatch(user) or not 1 <= port <= PORT_MAX:
        return None
    if port == SSH_PORT:
        return Server(host, host, user, reach="" if _IPV4.fullmatch(host) else host)
    place = f"{host}:{port}"
    return Server(place, place, user, reach=place)


def _known(inventory: Inventory) -> Iterator[AskedHost]:
    for application in inventory.applications:
        for server in application.servers:
            yield AskedHost(server, application.id, known=True)
    for server in inventory.servers:
        yield AskedHost(server, known=True)


def _meant(inventory: Inventory, hosts: Sequence[AskedHost], word: str) -> list[AskedHost]:
    named = [host for host in hosts if host.name == word]
    if named:
        return named
    owners = {a.id: (a.id, a.department) for a in inventory.applications}
    departments = {department.id for department in inventory.departments}
    if word in owners or word in departments:
        owned = [host for host in hosts if word in owners.get(host.application, ())]
        if owned:
            return owned
        raise _none("E-DSC-002", word, f"{word} has no servers", "add them, or ask user@address")
    server = server_at(word)
    if server is None or ("@" not in word):
        every = [*(host.name for host in hosts), *owners, *departments]
        hint = (
            names.did_you_mean(word, every)
            or "a server, an application, a department, or user@address"
        )
        raise _none("E-DSC-001", word, f"`{word}` means no host", hint)
    return [_at(hosts, server)]


def _at(hosts: Iterable[AskedHost], server: Server) -> AskedHost:
    """The inventory's server where that is the one at this address, logged in to as was typed."""
    for host in hosts:
        if host.server.address and server.address in {host.server.address, host.server.reach}:
            return replace(host, server=replace(host.server, user=server.user))
    return AskedHost(server)


def _none(code: str, word: str, message: str, hint: str) -> InputError:
    return InputError(message, faults=[Fault(word, 0, code, message, hint)])
