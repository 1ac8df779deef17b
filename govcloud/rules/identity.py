"""Which server a row is about: by declared keys only, and every merge has its reason."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

KEYS = ("vm_uuid", "smbios_uuid", "moref", "serial", "instance", "fqdn", "address", "vm_name")
"""The keys by which a server is known, the surest first; `moref` counts together with its vcenter."""

_NAME_CHARS_MAX = 63


def server_name(keys: Mapping[str, str], taken: Container[str]) -> str:
    """A well-formed name for a new server, made of what it is called; a number behind it where that is taken."""
    key = next((k for k in ("instance", "vm_name", "fqdn", "address") if keys.get(k)), "")
    told = keys[key] if key else "server"
    stem = re.sub(r"[^a-z0-9]+", "-", (told.split(".")[0] if key == "fqdn" else told).lower())
    stem = stem.strip("-") or "server"
    stem = stem if stem[0].isalpha() else f"h-{stem}"
    name, number = stem[:_NAME_CHARS_MAX], 1
    while name in taken:
        number += 1
        tail = f"-{number}"
        name = stem[: _NAME_CHARS_MAX - len(tail)].rstrip("-") + tail
    return name


@dataclass(slots=True)
class Servers:
    """The servers that are known, each by all its keys; finds the one that a row is about."""

    by_key: dict[tuple[str, str], str] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)

    def learn(self, name: str, keys: Mapping[str, str]) -> None:
        """A server goes by these keys too; a key that another server has stays with that one."""
        for key, value in self._folded({"name": name, **keys}):
            self.by_key.setdefault((key, value), name)

    def find(self, keys: Mapping[str, str]) -> tuple[str, str]:
        """Its name and the key that told; ("", "") for a server that nobody knows."""
        for key, value in self._folded(keys):
            if (found := self.by_key.get((key, value))) is not None:
                return found, key
        return "", ""

    @staticmethod
    def _folded(keys: Mapping[str, str]) -> list[tuple[str, str]]:
        held = {k: v.strip().lower() for k, v in keys.items() if v and v.strip()}
        pairs = [(key, held[key]) for key in ("name", *KEYS) if key in held]
        vcenter = held.get("vcenter", "")
        named = [(k, f"{vcenter}/{v}" if k == "moref" else v) for k, v in pairs]
        # a server's own name, and what a hypervisor or form calls it, are one kind of name
        return [("called", v) if k in {"name", "vm_name", "instance"} else (k, v) for k, v in named]


def keys_of(server: Mapping[str, Any]) -> dict[str, str]:
    """The keys of a server as plain values."""
    ids = server.get("ids") or {}
    return {**{str(k): str(v) for k, v in ids.items()}, "address": str(server.get("address", ""))}
