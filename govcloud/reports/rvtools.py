"""An estate's virtual machines as the workbook that RVTools would have exported of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

import xlsxwriter

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Server
from govcloud.model.technical_terms import ServerKind

MIB_PER_GB = 1_024
OWNER = "owner"
"""The custom attribute that names a machine's application: `inventory import --assign owner`."""

_ABOUT = ("VM", "Powerstate", "Template")
_WHERE = ("Annotation", "Datacenter", "Cluster", "Host")
_TOLD = ("OS according to the configuration file", "OS according to the VMware Tools")
_IDS = ("VM ID", "SMBIOS UUID", "VM UUID", "VI SDK Server", "VI SDK UUID")
INFO = (
    *_ABOUT,
    "DNS Name",
    "CPUs",
    "Memory",
    "NICs",
    "Disks",
    "Total disk capacity MiB",
    "Primary IP Address",
    "Provisioned MiB",
    "In Use MiB",
    *_WHERE,
    *_TOLD,
    *_IDS,
    OWNER,
)
DISK = (*_ABOUT, "Disk", "Disk Key", "Capacity MiB", "Raw", "Thin", *_WHERE, *_TOLD, *_IDS, OWNER)
NETWORK = (
    *_ABOUT,
    "NIC label",
    "Adapter",
    "Network",
    "Connected",
    "Mac Address",
    "IPv4 Address",
    *_WHERE,
    *_TOLD,
    *_IDS,
    OWNER,
)
Row = Sequence[str | float | bool]


def rvtools_workbook(parts: Iterable[Inventory], made_on: date) -> bytes:
    """vInfo, vDisk and vNetwork of all virtual machines on VMware; the same estate gives the same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
        sheets = {
            "vInfo": _Sheet(book.add_worksheet("vInfo"), INFO),
            "vDisk": _Sheet(book.add_worksheet("vDisk"), DISK),
            "vNetwork": _Sheet(book.add_worksheet("vNetwork"), NETWORK),
        }
        for number, (app, server) in enumerate(_machines(parts), start=1_001):
            for name, row in _Machine(app, server, number).rows():
                sheets[name].add(row)
    return target.getvalue()


def _machines(parts: Iterable[Inventory]) -> Iterator[tuple[Application, Server]]:
    for part in parts:
        for app in part.applications:
            for server in app.servers:
                if server.kind is ServerKind.VM and server.hypervisor.startswith("VMware"):
                    yield app, server


class _Sheet:
    """A sheet that is written row after row."""

    def __init__(self, place: Any, headings: Row) -> None:
        self._place, self._rows = place, 0
        self.add(headings)

    def add(self, row: Row) -> None:
        """Write one more row: texts as texts, never as formulas or links."""
        for column, value in enumerate(row):
            if isinstance(value, str):
                self._place.write_string(self._rows, column, value)
            elif isinstance(value, bool):
                self._place.write_boolean(self._rows, column, value)
            else:
                self._place.write_number(self._rows, column, value)
        self._rows += 1


class _Machine:
    """One virtual machine as vCenter sees it. Its ids follow from its name, its network card's address too."""

    def __init__(self, app: Application, server: Server, number: int) -> None:
        self.server = server
        self._about: Row = (server.name, "poweredOn", False)
        note = f"合成数据 SYNTHETIC {app.name_zh}"
        site = server.site or "机房"
        # a digest spreads the machines over hosts, and is the same for the same name
        digest = blake2b(server.name.encode(), digest_size=16).digest()
        where: Row = (note, site, f"{site}-C{digest[0] % 4 + 1}", f"esx{digest[1] % 40 + 1:02d}")
        told: Row = (f"{server.os} (64-bit)", f"{server.os} {server.os_version}".strip())
        vcenter = UUID(bytes=blake2b(site.encode(), digest_size=16).digest())
        uuid = str(UUID(bytes=digest))
        ids: Row = (
            f"vm-{number}",
            uuid,
            uuid,
            f"vcenter.{app.id[:2].lower()}.invalid",
            str(vcenter),
        )
        self._rest: Row = (*where, *told, *ids, app.id)
        self._card = "02:" + ":".join(f"{part:02x}" for part in digest[2:7])

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Its row in vInfo, one in vDisk for each disk, one in vNetwork."""
        server = self.server
        size, used = server.disk_gb * MIB_PER_GB, server.used_gb * MIB_PER_GB
        memory = (server.mem_gb or 0) * MIB_PER_GB
        counts: Row = (server.cpu_cores or 0, memory, 1, len(server.disks), size, server.address)
        dns = f"{server.name}.gov.invalid"
        yield "vInfo", (*self._about, dns, *counts, size, used, *self._rest)
        for number, disk in enumerate(server.disks, start=1):
            about: Row = (f"Hard disk {number}", 1_999 + number, disk.size_gb * MIB_PER_GB)
            yield "vDisk", (*self._about, *about, False, True, *self._rest)
        card: Row = ("Network adapter 1", "Vmxnet3", "VM Network", True, self._card, server.address)
        yield "vNetwork", (*self._about, *card, *self._rest)
