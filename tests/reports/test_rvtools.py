"""The workbook that RVTools would have exported: the estate's own machines, in RVTools' words and units."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import Any

from python_calamine import CalamineWorkbook

from govcloud.local.province.province import Province
from govcloud.local.province.wish import Wish
from govcloud.model.inventory import Inventory
from govcloud.model.technical_terms import ServerKind
from govcloud.reports.rvtools import rvtools_workbook

DAY = date(2026, 11, 24)


@cache
def estate() -> Inventory:
    return Province(Wish(departments=3, applications=40)).inventory()


@cache
def sheets() -> dict[str, list[dict[str, Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(rvtools_workbook([estate()], DAY)))
    found = {}
    for name in book.sheet_names:
        headings, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    return found


def test_each_virtual_machine_on_vmware_is_a_row_in_mib() -> None:
    machines = {
        server.name: (app, server)
        for app in estate().applications
        for server in app.servers
        if server.kind is ServerKind.VM and server.hypervisor.startswith("VMware")
    }
    rows = sheets()["vInfo"]
    assert {row["VM"] for row in rows} == machines.keys()
    for row in rows:
        app, server = machines[str(row["VM"])]
        assert row["owner"] == app.id
        assert row["CPUs"] == server.cpu_cores
        assert row["Memory"] == (server.mem_gb or 0) * 1024
        assert row["Primary IP Address"] == server.address
        assert row["Provisioned MiB"] == server.disk_gb * 1024
        assert row["Template"] is False
        assert "SYNTHETIC" in str(row["Annotation"])


def test_disks_and_network_cards_belong_to_their_machines() -> None:
    info, disks, cards = (sheets()[name] for name in ("vInfo", "vDisk", "vNetwork"))
    sizes: dict[str, float] = {}
    for disk in disks:
        sizes[disk["VM ID"]] = sizes.get(disk["VM ID"], 0.0) + disk["Capacity MiB"]
    assert sizes == {row["VM ID"]: row["Total disk capacity MiB"] for row in info}
    assert [card["VM UUID"] for card in cards] == [row["VM UUID"] for row in info]
    assert len({card["Mac Address"] for card in cards}) == len(info)


def test_the_same_estate_gives_the_same_bytes() -> None:
    assert rvtools_workbook([estate()], DAY) == rvtools_workbook([estate()], DAY)
