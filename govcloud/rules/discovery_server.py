"""From what a host told to a server as the inventory describes it, each value with the question that told it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Address
from pathlib import PurePosixPath
from typing import Any

from govcloud.model.facts import HostFacts, System
from govcloud.model.machine import Disk, Server
from govcloud.model.technical_terms import Arch, ServerKind
from govcloud.rules.discovery_products import application_ports

PORTS_MAX = 64
DISKS_MAX = 64
SAME_BY = 0.10
"""Amounts that differ by less are the same: the kernel keeps some memory, and disks are told in two ways."""

_HYPERVISORS = {
    "vmware": "VMware",
    "qemu": "KVM",
    "kvm": "KVM",
    "xen": "Xen",
    "microsoft": "Hyper-V",
}
_HYPERVISORS |= {
    "openstack": "OpenStack KVM",
    "alibaba": "KVM",
    "huawei": "KVM",
    "innotek": "VirtualBox",
}


@dataclass(frozen=True, slots=True)
class FoundServer:
    """The server with what was found in it. `told_by`: field -> topic of the question, for the fields found."""

    server: Server
    told_by: Mapping[str, str]


def found_server(known: Server, facts: HostFacts) -> FoundServer:
    """`known`, with each field that the host told; a value that says the same in other words stays as it is."""
    values = {field: (value, topic) for field, value, topic in _values(known, facts)}
    changes = {
        field: value
        for field, (value, _) in values.items()
        if not same(getattr(known, field), value)
    }
    told_by = {field: topic for field, (_, topic) in values.items()}
    return FoundServer(replace(known, **changes), told_by)


def same(told: Any, found: Any) -> bool:
    """Whether two values of a field say the same: `7` and `7.9`, `CentOS` and `CentOS Linux`, 8 and 7.6 GB."""
    if isinstance(told, str) and isinstance(found, str) and told and not isinstance(told, Arch):
        one, other = _folded(told), _folded(found)
        return one in other or other in one
    if isinstance(told, float | int) and isinstance(found, float):
        return abs(told - found) <= SAME_BY * max(abs(told), abs(found))
    if _is_disks(told) and _is_disks(found):
        return same(sum(d.size_gb for d in told), float(sum(d.size_gb for d in found)))
    return bool(told == found)


def _is_disks(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Disk)


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or c == ".")


def _values(known: Server, facts: HostFacts) -> Iterator[tuple[str, Any, str]]:
    if facts.system:
        yield from _of_system(facts.system)
    if facts.processor:
        yield "cpu_cores", facts.processor.cores, "processor"
        if facts.processor.mem_gb:
            yield "mem_gb", round(facts.processor.mem_gb, 1), "processor"
    if disks := found_disks(facts):
        yield "disks", disks, "disks, filesystems" if facts.disks else "filesystems"
    if facts.listeners is not None:
        served = tuple(sorted({*known.ports, *application_ports(facts)}))
        yield "ports", served[:PORTS_MAX], "listeners"
    if ids := dict(_ids(facts)):
        yield "ids", {**known.ids, **ids}, "system, interfaces"


def _of_system(system: System) -> Iterator[tuple[str, Any, str]]:
    if system.os:
        yield "os", system.os, "system"
    if system.os_version:
        yield "os_version", system.os_version, "system"
    if system.arch in set(Arch):
        yield "arch", Arch(system.arch), "system"
    if system.virtual is not None:
        kind = ServerKind.VM if system.virtual else ServerKind.PHYSICAL
        yield "kind", kind, "system"
    maker = f"{system.vendor} {system.product}".casefold()
    hypervisor = next((name for word, name in _HYPERVISORS.items() if word in maker), "")
    if hypervisor and system.virtual:
        yield "hypervisor", hypervisor, "system"


def _ids(facts: HostFacts) -> Iterator[tuple[str, str]]:
    if facts.system and re.fullmatch(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", facts.system.uuid
    ):
        yield "smbios_uuid", facts.system.uuid
    if facts.system and facts.system.serial:
        yield "serial", facts.system.serial
    if facts.system and "." in facts.system.hostname:
        yield "fqdn", facts.system.hostname
    if facts.interfaces and facts.interfaces.macs:
        yield "mac", facts.interfaces.macs[0]


def found_disks(facts: HostFacts) -> tuple[Disk, ...]:
    """Whole disks with what is used of them, where that can be told; else the file systems."""
    systems = facts.filesystems or ()
    if not facts.disks:
        return tuple(Disk(_short(f.device), f.size_gb, f.used_gb, f.mount) for f in systems)[
            :DISKS_MAX
        ]
    disks = []
    for disk in facts.disks[:DISKS_MAX]:
        alone = len(facts.disks) == 1
        on_it = [f for f in systems if alone or _short(f.device).startswith(disk.name)]
        used = round(sum(f.used_gb for f in on_it), 3) if on_it else None
        mount = on_it[0].mount if len(on_it) == 1 else ""
        within = used if used is not None and used <= disk.size_gb else None
        disks.append(Disk(disk.name, disk.size_gb, within, mount))
    return tuple(disks)


def _short(device: str) -> str:
    return PurePosixPath(device).name or device


def own_address(host: str, facts: HostFacts) -> str:
    """The private address of a host that was reached as `host`: that very one, or the first of its own."""
    if _is_ipv4(host):
        return host
    return next(
        (a for a in (facts.interfaces.addresses if facts.interfaces else ()) if _is_ipv4(a)), ""
    )


def _is_ipv4(word: str) -> bool:
    try:
        IPv4Address(word)
    except ValueError:
        return False
    return True
