"""The estate as the tables that departments fill in: 数据库, 组件, 文件, 接口清单, 供应商台账 (DOMAIN §3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govcloud.model.inventory import Inventory
from govcloud.reports.sheets import Column, Sheet, named, sheet


def _pick(key: str, zh: str, en: str, width: int = 14) -> Column:
    """A column of a row (number, application, noun): a field of the noun."""
    return Column(key, zh, en, lambda row: getattr(row[2], key), width)


_NUMBER = Column("number", "序号", "No.", lambda row: row[0], 6)
_OWNER = Column("app", "所属系统", "Application", lambda row: row[1], 16)


def datastores(inventory: Inventory) -> Sheet:
    """数据库清单."""
    columns = (
        _NUMBER,
        _OWNER,
        _pick("name", "实例", "Name"),
        _pick("engine", "类型", "Engine"),
        _pick("version", "版本", "Version"),
        _pick("server", "主机", "Server"),
        _pick("size_gb", "大小(GB)", "Size, GB"),
        _pick("growth_gb_month", "月增量(GB)", "Growth/month, GB"),
        _pick("charset", "字符集", "Charset"),
        _pick("topology", "架构", "Topology"),
        _pick("features", "特性", "Features"),
        _pick("backup", "备份方式", "Backup", 20),
    )
    pairs = [(a.id, d) for a in inventory.applications for d in a.datastores]
    return sheet("datastores", ("数据库", "Databases"), columns, _numbered(pairs), "Datastore")


def components(inventory: Inventory) -> Sheet:
    """组件清单: the software that applications are made of."""
    columns = (
        _NUMBER,
        _OWNER,
        _pick("tier", "层次", "Tier"),
        _pick("product", "产品", "Product", 24),
        _pick("version", "版本", "Version"),
        _pick("language", "语言", "Language"),
        _pick("origin", "来源", "Origin"),
        _pick("eol_on", "停止支持", "End of life"),
    )
    pairs = [(a.id, one) for a in inventory.applications for one in a.components]
    names = ("组件清单", "Components")
    return sheet("components", names, columns, _numbered(pairs), "Component")


def trees(inventory: Inventory) -> Sheet:
    """文件清单: the folders whose files move with an application."""
    columns = (
        _NUMBER,
        _OWNER,
        _pick("server", "主机", "Server", 20),
        _pick("path", "目录", "Path", 30),
        _pick("size_gb", "大小(GB)", "Size, GB"),
        _pick("files", "文件数", "Files"),
    )
    pairs = [(a.id, tree) for a in inventory.applications for tree in a.trees]
    return sheet("trees", ("文件清单", "File trees"), columns, _numbered(pairs), "FileTree")


def dependencies(inventory: Inventory) -> Sheet:
    """接口清单."""
    department = {app.id: app.department for app in inventory.applications}
    columns = (
        _NUMBER,
        Column("from", "源系统", "From", lambda row: row[1], 16),
        Column("to", "目标系统", "To", lambda row: row[2].app or row[2].external, 16),
        Column(
            "department", "目标部门", "Department of target", lambda r: department.get(r[2].app)
        ),
        _pick("kind", "接口方式", "Kind"),
        _pick("protocol", "协议", "Protocol"),
        _pick("port", "端口", "Port"),
        _pick("via_exchange", "是否经共享交换平台", "Via exchange"),
        _pick("frequency", "频度", "Frequency"),
        _pick("data_items", "数据项", "Data items", 24),
        _pick("sharing", "共享属性", "Sharing"),
        _pick("data_class", "数据级别", "Data class"),
        Column("hard", "关键性", "Hard", lambda row: "强 hard" if row[2].hard else "弱 soft"),
        _pick("bridge", "迁移处理方式", "Bridge", 24),
    )
    pairs = [(a.id, d) for a in inventory.applications for d in a.depends_on]
    names = ("接口清单", "Interfaces")
    return sheet("dependencies", names, columns, _numbered(pairs), "Dependency")


def partners(inventory: Inventory) -> Sheet:
    """供应商台账: one row for each engagement, and one for a partner without any."""
    names = {partner.id: partner for partner in inventory.partners}
    columns = (
        _NUMBER,
        _pick("id", "编码", "Partner"),
        Column("name", "名称", "Name", lambda r: named(names.get(r[2].id)), 24),
        Column(
            "uscc",
            "统一社会信用代码",
            "USCC",
            lambda r: names[r[2].id].uscc if r[2].id in names else "",
            20,
        ),
        Column("app", "服务系统", "Application", lambda row: row[1], 16),
        Column("role", "角色", "Role", lambda row: getattr(row[2], "role", None)),
        Column("contract_no", "合同编号", "Contract", lambda r: getattr(r[2], "contract_no", "")),
        Column("ends_on", "合同到期", "Ends on", lambda r: getattr(r[2], "ends_on", None)),
        Column(
            "amount_wan",
            "金额(万元)",
            "Amount, 10,000 yuan",
            lambda r: getattr(r[2], "amount_wan", None),
        ),
    )
    engaged: list[tuple[str, Any]] = [
        (app.id, one) for app in inventory.applications for one in app.partners
    ]
    busy = {one.id for _, one in engaged}
    engaged += [("", partner) for partner in inventory.partners if partner.id not in busy]
    return sheet("partners", ("供应商台账", "Partners"), columns, _numbered(engaged), "Engagement")


def departments(inventory: Inventory) -> Sheet:
    """部门清单."""

    def contacts(row: Any) -> list[str]:
        return [f"{one.name} {one.role} {one.phone}".strip() for one in row[2].contacts]

    columns = (
        _NUMBER,
        _pick("id", "编码", "Department"),
        _pick("name_zh", "名称", "Name", 28),
        _pick("name_en", "英文名称", "Name (en)", 28),
        _pick("uscc", "统一社会信用代码", "USCC", 20),
        _pick("region_code", "区划代码", "Region"),
        _pick("org_level", "层级", "Level"),
        _pick("kind", "类别", "Kind"),
        _pick("network", "云上网段", "Cloud network"),
        Column("contacts", "联系人", "Contacts", contacts, 30),
    )
    rows = [("", department) for department in inventory.departments]
    names = ("部门清单", "Departments")
    return sheet("departments", names, columns, _numbered(rows), "Department")


def _numbered(pairs: list[tuple[str, Any]]) -> Iterator[tuple[int, str, Any]]:
    return ((number, owner, noun) for number, (owner, noun) in enumerate(pairs, 1))
