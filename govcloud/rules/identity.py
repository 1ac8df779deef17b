"""Which server a row is about: by declared keys only, the surest first, and never against a surer one."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv4Address
from typing import Any

KEYS = ("vm_uuid", "smbios_uuid", "moref", "serial", "fqdn", "address", "external_id", "sys_id")
"""The keys that name one machine, the surest first; `moref` counts together with its vcenter."""

NAMES = ("instance", "vm_name")
"""What people call a machine: it names one machine only as long as nothing else speaks against it."""

SURE = KEYS[:4]
"""Those that tell two machines apart where they differ."""

Pair = tuple[str, str]

_SPACE = {"vm_uuid": "uuid", "smbios_uuid": "uuid"}
OWN_NAME = "name"
"""A server's own name in the inventory, which may have been made of what it is called."""

_ORDER = {key: number for number, key in enumerate((*KEYS, *NAMES, OWN_NAME))}
_NAME_CHARS_MAX = 63
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_HEX_CHARS = 32
_SERIAL_CHARS_MIN = 4
_NO_SERIAL = re.compile(
    r"to be filled.*|default string|system serial number|not (?:specified|applicable|available|settable)|none"
    r"|0+|x+|1?23456789.*|0123456789.*|unknown|n/?a",
    re.IGNORECASE,
)
_NO_HOST = re.compile(r"localhost(?:\.localdomain|\.local)?|localhost\d\..*|\d+(?:\.\d+){3}")


def sound(key: str, told: str) -> str:
    """A key's value as it is compared; "" for one that many machines share, as makers and installers leave it."""
    value = told.strip().lower()
    if key in {"vm_uuid", "smbios_uuid"}:
        digits = re.sub(r"[^0-9a-f]", "", value)
        if len(digits) != _HEX_CHARS:
            return value
        return "" if len(set(digits)) == 1 else digits
    if key == "serial":
        return "" if len(value) < _SERIAL_CHARS_MIN or _NO_SERIAL.fullmatch(value) else value
    if key == "fqdn":
        return "" if _NO_HOST.fullmatch(value) else value.rstrip(".")
    if key == "address":
        return own_address(value)
    return value


def own_address(told: str) -> str:
    """The first IPv4 address told that can be a machine's own; "" if there is none."""
    for part in re.split(r"[,;、\s]+", told):
        try:
            found = IPv4Address(part.partition("/")[0])
        except AddressValueError:
            continue
        if not (
            found.is_loopback or found.is_link_local or found.is_unspecified or found.is_multicast
        ):
            return str(found)
    return ""


def server_name(keys: Mapping[str, str], taken: Container[str]) -> str:
    """A well-formed name for a new server, made of what it is called; a number behind it where that is taken."""
    order = ("vm_name", "instance", "fqdn", "external_id", "address", "sys_id")
    key = next((k for k in order if keys.get(k) and (k not in KEYS or sound(k, keys[k]))), "")
    told = keys[key] if key else "server"
    if key == "fqdn" or (key in NAMES and _is_host(told)):
        told = told.split(".")[0]
    stem = _NOT_PLAIN.sub("-", told.lower()).strip("-") or "server"
    stem = stem if stem[0].isalpha() else f"h-{stem}"
    name, number = stem[:_NAME_CHARS_MAX].rstrip("-"), 1
    while name in taken:
        number += 1
        tail = f"-{number}"
        name = stem[: _NAME_CHARS_MAX - len(tail)].rstrip("-") + tail
    return name


def _is_host(told: str) -> bool:
    """Whether a name is that of a host in a domain, and no address."""
    first, dot, _ = told.partition(".")
    return bool(dot) and not first.isdigit() and " " not in told


def pairs_of(keys: Mapping[str, str]) -> Iterator[tuple[str, Pair]]:
    """Each key that tells something, with what it is found by, the surest first.

    What a row calls its machine is looked for among what others call theirs, and last among servers' own names.
    """
    called = [keys[key].strip().lower() for key in NAMES if keys.get(key)]
    for key in _ORDER:
        if not (told := keys.get(key)):
            continue
        if key in NAMES:
            yield key, ("called", told.strip().lower())
        elif key == OWN_NAME:
            yield key, ("named", told.strip().lower())
        elif value := sound(key, told):
            if key == "moref":
                vcenter = keys.get("vcenter", "").strip().lower()
                if not vcenter:
                    continue
                value = f"{vcenter}/{value}"
            yield key, (_SPACE.get(key, key), value)
    yield from ((OWN_NAME, ("named", name)) for name in called)


@dataclass(slots=True)
class Servers:
    """The servers that are known, each by all its keys; finds the one that a row is about."""

    by_key: dict[Pair, list[str]] = field(default_factory=dict)
    sure: dict[str, dict[str, str]] = field(default_factory=dict)

    def learn(self, name: str, keys: Mapping[str, str]) -> None:
        """A server goes by these keys too."""
        mine = self.sure.setdefault(name, {})
        for key, pair in pairs_of(keys):
            if name not in (known := self.by_key.setdefault(pair, [])):
                known.append(name)
            if key in SURE:
                mine.setdefault(key, pair[1])

    def find(
        self, pairs: Sequence[tuple[str, Pair]], fits: Callable[[str, str], bool]
    ) -> tuple[str, str]:
        """Its name and the key that told; ("", "") for a server that nobody knows.

        `pairs` are those of pairs_of; `fits` judges a server and the key that it shares.
        """
        for key, pair in pairs:
            for name in self.by_key.get(pair, ()):
                if not self._contradicted(name, key, pairs) and fits(name, key):
                    return name, key
        return "", ""

    def _contradicted(self, name: str, by: str, pairs: Sequence[tuple[str, Pair]]) -> bool:
        """Whether a key that is surer than the one they share tells them apart."""
        surer = SURE[: SURE.index(by)] if by in SURE else SURE
        mine = self.sure.get(name, {})
        told: dict[str, set[str]] = {}
        for key, (_, value) in pairs:
            if key in surer and key in mine and comparable(key, mine[key], value):
                told.setdefault(key, set()).add(value)
        return any(mine[key] not in values for key, values in told.items())


def comparable(key: str, one: str, other: str) -> bool:
    """Morefs of two vCenters say nothing of each other."""
    return key != "moref" or one.partition("/")[0] == other.partition("/")[0]


def by_sureness(pairs: Iterable[tuple[str, Pair]]) -> list[tuple[str, Pair]]:
    """Pairs of several rows, the surest first, each once."""
    return sorted(dict.fromkeys(pairs), key=lambda one: _ORDER[one[0]])


def keys_of(server: Mapping[str, Any]) -> dict[str, str]:
    """The keys of a server as plain values."""
    ids = server.get("ids") or {}
    keys = {str(k): str(v) for k, v in ids.items()}
    return {**keys, "name": str(server["name"]), "address": str(server.get("address", ""))}


def other_names(server: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """What other forms call it: `ids` such as `instance@cmf`, beside the first one's."""
    for key, value in (server.get("ids") or {}).items():
        base, mark, _ = str(key).partition("@")
        if mark:
            yield {base: str(value)}
