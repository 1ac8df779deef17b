"""The estate's servers as tables: 资源清单, and the columns that auditors of the United States expect (DOMAIN §3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Server
from govcloud.model.technical_terms import ServerKind, Tier
from govcloud.reports.sheets import Column, Sheet, sheet


@dataclass(frozen=True, slots=True)
class HostRow:
    """A server with its number and the application that it serves; None where nobody claimed it."""

    number: int
    server: Server
    app: Application | None

    @property
    def virtual(self) -> str:
        """Whether it is a virtual machine, as auditors write it; "" where nobody told what it is."""
        if self.server.kind is None:
            return ""
        return "Yes" if self.server.kind is ServerKind.VM else "No"

    @property
    def used_gb(self) -> float | None:
        """What is used of its disks; None where nobody told."""
        told = any(disk.used_gb is not None for disk in self.server.disks)
        return round(self.server.used_gb, 1) if told else None

    @property
    def software(self) -> list[str]:
        """Middleware of its application, by product and version."""
        parts = self.app.components if self.app else ()
        return [f"{one.product} {one.version}".strip() for one in parts if one.tier is not Tier.DB]

    @property
    def databases(self) -> list[str]:
        """The databases on it, by engine and version."""
        stores = self.app.datastores if self.app else ()
        held = [one for one in stores if one.server == self.server.name]
        return [f"{one.engine.zh} {one.version}".strip() for one in held]


def hosts(inventory: Inventory) -> Iterator[HostRow]:
    """Every server of the estate, those nobody claimed last."""
    claimed = [(server, app) for app in inventory.applications for server in app.servers]
    free: list[tuple[Server, Application | None]] = [(server, None) for server in inventory.servers]
    for number, (server, app) in enumerate([*claimed, *free], 1):
        yield HostRow(number, server, app)


def _of(key: str, zh: str, en: str, width: int = 14) -> Column:
    return Column(key, zh, en, lambda row: getattr(row.server, key), width)


def _used(key: str, zh: str, en: str) -> Column:
    return Column(key, zh, en, lambda row: row.server.util and getattr(row.server.util, key))


RESOURCES = (
    Column("number", "序号", "No.", lambda row: row.number, 6),
    _of("name", "主机名", "Hostname", 20),
    _of("address", "IP 地址", "IP address"),
    _of("kind", "类型", "Kind"),
    _of("arch", "CPU 架构", "Architecture"),
    _of("cpu_cores", "CPU 核数", "CPU cores"),
    _of("mem_gb", "内存(GB)", "Memory, GB"),
    Column("disk_gb", "磁盘(GB)", "Disks, GB", lambda row: round(row.server.disk_gb, 1) or None),
    Column("used_gb", "已用(GB)", "Used, GB", lambda row: row.used_gb),
    _of("os", "操作系统", "OS"),
    _of("os_version", "系统版本", "OS version"),
    Column("software", "中间件", "Middleware", lambda row: row.software, 24),
    Column("databases", "数据库", "Databases", lambda row: row.databases, 20),
    Column("app", "所属系统", "Application", lambda row: row.app and row.app.id, 16),
    _of("site", "机房", "Site"),
    _of("rack", "机柜", "Rack"),
    _of("hypervisor", "虚拟化平台", "Hypervisor"),
    _used("cpu_avg", "平均CPU%", "CPU avg, %"),
    _used("cpu_p95", "峰值CPU%", "CPU p95, %"),
    _used("mem_avg", "平均内存%", "Memory avg, %"),
    _used("disk_used", "磁盘使用%", "Disk used, %"),
    _of("bought_year", "购置年份", "Bought"),
    _of("warranty_end", "维保到期", "Warranty end"),
    Column("ids", "其他标识", "Other ids", lambda row: row.server.ids, 24),
    Column("attributes", "其他属性", "Attributes", lambda row: row.server.attributes, 24),
)
"""The columns of 资源清单 (主机)."""


def resources(inventory: Inventory) -> Sheet:
    """资源清单."""
    return sheet("servers", ("资源清单", "Servers"), RESOURCES, hosts(inventory), "Server")


def _id(key: str, en: str, width: int = 14) -> Column:
    return Column(key, "", en, lambda row: row.server.ids.get(key, ""), width)


def _unknown(en: str) -> Column:
    """A column that an inventory does not answer."""
    return Column(en, "", en, lambda _row: None)


FEDRAMP = (
    Column("id", "", "Unique Asset Identifier", lambda r: r.server.name, 20),
    Column("ip", "", "IPv4 or IPv6 Address", lambda r: r.server.address),
    Column("virtual", "", "Virtual", lambda r: r.virtual),
    _unknown("Public"),
    _id("fqdn", "DNS Name or URL", 24),
    _unknown("NetBIOS Name"),
    _id("mac", "MAC Address"),
    _unknown("Authenticated Scan"),
    _unknown("Baseline Configuration Name"),
    Column(
        "os",
        "",
        "OS Name and Version",
        lambda r: f"{r.server.os} {r.server.os_version}".strip(),
        24,
    ),
    Column("site", "", "Location", lambda r: r.server.site),
    Column("kind", "", "Asset Type", lambda r: r.server.kind and r.server.kind.value),
    _unknown("Hardware Make/Model"),
    _unknown("In Latest Scan"),
    Column("sw", "", "Software/Database Vendor", lambda _r: ""),
    Column("db", "", "Software/Database Name & Version", lambda r: [*r.databases, *r.software], 30),
    _unknown("Patch Level"),
    Column("function", "", "Function", lambda r: r.app and (r.app.name_en or r.app.name_zh), 28),
    Column("notes", "", "Comments", lambda r: r.app and r.app.notes, 24),
    _id("serial", "Serial #/Asset Tag#"),
    Column(
        "vlan",
        "",
        "VLAN/Network ID",
        lambda r: r.app and r.app.zone_source and r.app.zone_source.value,
    ),
    Column("system", "", "System Administrator/Owner", lambda r: r.app and r.app.owner_operations),
    Column(
        "owner", "", "Application Administrator/Owner", lambda r: r.app and r.app.owner_business
    ),
)
"""The columns of an integrated inventory workbook, as one open exporter writes them; empty is not known here."""


def fedramp(inventory: Inventory) -> Sheet:
    """The servers under the headings of a FedRAMP integrated inventory workbook."""
    return sheet("inventory", ("", "Inventory"), FEDRAMP, hosts(inventory))
