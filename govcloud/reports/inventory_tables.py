"""The estate as the tables that departments fill in: 应用系统清单, 数据库, 接口清单, 供应商台账 (DOMAIN §3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.organisation import Department, Partner
from govcloud.model.terms import PartnerRole
from govcloud.reports.sheets import Column, Sheet, masked, sheet


@dataclass(frozen=True, slots=True)
class AppRow:
    """An application with its number in the list and the department that owns it."""

    number: int
    app: Application
    department: Department | None

    def engaged(self, role: PartnerRole) -> list[str]:
        """The partners in a role."""
        return [one.id for one in self.app.partners if one.role is role]

    @property
    def contract_end(self) -> object:
        """The first of its contracts to end."""
        return min((one.ends_on for one in self.app.partners if one.ends_on), default=None)


def _app(key: str, zh: str, en: str, width: int = 14) -> Column:
    return Column(key, zh, en, lambda row: getattr(row.app, key), width)


_IDENTITY = (
    Column("number", "序号", "No.", lambda row: row.number, 6),
    _app("id", "系统编码", "app_id"),
    _app("name_zh", "系统名称", "Name", 28),
    _app("name_en", "英文名称", "Name (en)", 28),
    _app("short_zh", "系统简称", "Short name"),
    Column("department", "主管部门", "Owning department", lambda r: _name(r.department), 28),
    Column("uscc", "统一社会信用代码", "USCC", lambda r: r.department and r.department.uscc, 20),
    _app("division", "使用处室", "Using division"),
    _app("function", "系统功能", "Function", 30),
    _app("type", "系统类型", "Type"),
    _app("audience", "服务对象", "Audience"),
    _app("scope_of_use", "使用范围", "Scope of use"),
    _app("frequency_of_use", "使用频度", "Frequency of use"),
    _app("criticality", "重要程度", "Criticality"),
    _app("users_registered", "注册用户数", "Users"),
    _app("users_daily", "日活跃用户", "Users/day"),
    _app("visits_daily", "日均访问量", "Visits/day"),
    _app("peak_concurrency", "峰值并发", "Peak concurrency"),
    _app("live_since", "上线时间", "Go-live date"),
)
_MONEY = (
    _app("approved_by", "审批部门", "Approving body"),
    _app("approved_on", "审批时间", "Approval date"),
    _app("approval_doc_no", "立项批复文号", "Approval no."),
    _app("funding", "经费来源", "Funding"),
    _app("capex_wan", "建设投资(万元)", "Capex, 10,000 yuan"),
    _app("opex_wan_year", "年运维费(万元)", "Opex/year, 10,000 yuan"),
    Column("builder", "承建单位", "Builder", lambda r: r.engaged(PartnerRole.BUILDER)),
    Column("operator", "运维单位", "Operator", lambda r: r.engaged(PartnerRole.OPERATOR)),
    Column("contract_end", "合同到期", "Contract end", lambda r: r.contract_end),
    _app("owner_business", "业务负责人", "Business owner"),
    _app("owner_technical", "技术负责人", "Technical owner"),
    _app("owner_operations", "运维负责人", "Operations owner"),
)
_SAFETY = (
    _app("zone_source", "网络区域", "Zone"),
    _app("zone_target", "目标区域", "Target zone"),
    _app("mlps_level", "等保级别", "MLPS level"),
    _app("mlps_filing_no", "备案编号", "Filing no."),
    _app("mlps_assessed_on", "最近测评时间", "Last assessment"),
    _app("mlps_conclusion", "测评结论", "Conclusion"),
    _app("cii", "是否关基", "CII"),
    _app("crypto_assessment", "密评情况", "Crypto assessment"),
    _app("data_class", "数据分类分级", "Data class"),
    _app("personal_info", "个人信息", "Personal data"),
    _app("pi_records", "个人信息条数", "Personal records"),
    _app("rto_minutes", "RTO(分钟)", "RTO, minutes"),
    _app("rpo_minutes", "RPO(分钟)", "RPO, minutes"),
    _app("dr_grade", "灾备等级", "DR grade"),
    Column(
        "xinchuang", "信创适配", "Xinchuang", lambda r: r.app.xinchuang and r.app.xinchuang.state
    ),
)
_PLACE = (
    Column("servers", "服务器数", "Servers", lambda r: len(r.app.servers)),
    Column(
        "storage_gb",
        "存储(GB)",
        "Storage, GB",
        lambda r: round(sum(s.disk_gb for s in r.app.servers), 1),
    ),
    _app("strategy", "上云方式", "Strategy"),
    _app("wave", "批次", "Wave"),
    _app("stage", "状态", "Stage"),
    _app("stage_since", "状态时间", "Stage since"),
    _app("successor", "归并去向", "Successor"),
    _app("notes", "备注", "Notes", 30),
)
APPLICATIONS = (*_IDENTITY, *_MONEY, *_SAFETY, *_PLACE)
"""The columns of 应用系统清单, in the order of the form."""


def applications(inventory: Inventory) -> Sheet:
    """应用系统清单."""
    known = {department.id: department for department in inventory.departments}
    rows = [
        AppRow(number, app, known.get(app.department))
        for number, app in enumerate(inventory.applications, 1)
    ]
    return sheet("applications", ("应用系统清单", "Applications"), APPLICATIONS, rows)


_SHOWN = (
    *("number", "id", "name_zh", "name_en", "department", "type", "mlps_level", "zone_source"),
    *("users_registered", "servers", "storage_gb", "strategy", "wave", "stage", "owner_business"),
)


def overview(inventory: Inventory) -> Sheet:
    """What a page shows of each application: few enough columns to read, and to keep a page small."""
    known = {department.id: department for department in inventory.departments}
    rows = [
        AppRow(number, app, known.get(app.department))
        for number, app in enumerate(inventory.applications, 1)
    ]
    columns = [column for column in APPLICATIONS if column.key in _SHOWN]
    return sheet("applications", ("应用系统清单", "Applications"), columns, rows)


def _name(organisation: Department | Partner | None) -> str:
    return f"{organisation.name_zh} {organisation.id}" if organisation else ""


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
    return sheet("datastores", ("数据库", "Databases"), columns, _numbered(pairs))


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
        Column("hard", "关键性", "Hard", lambda row: row[2].hard),
        _pick("bridge", "迁移处理方式", "Bridge", 24),
    )
    pairs = [(a.id, d) for a in inventory.applications for d in a.depends_on]
    return sheet("dependencies", ("接口清单", "Interfaces"), columns, _numbered(pairs))


def partners(inventory: Inventory) -> Sheet:
    """供应商台账: one row for each engagement, and one for a partner without any."""
    names = {partner.id: partner for partner in inventory.partners}
    columns = (
        _NUMBER,
        _pick("id", "编码", "Partner"),
        Column("name", "名称", "Name", lambda r: _name(names.get(r[2].id)), 24),
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
    return sheet("partners", ("供应商台账", "Partners"), columns, _numbered(engaged))


def departments(inventory: Inventory, *, unmasked: bool = False) -> Sheet:
    """部门清单; telephone numbers are masked unless asked not to be."""

    def contacts(row: Any) -> str:
        people = row[2].contacts
        return "; ".join(
            f"{c.name} {c.role} {c.phone if unmasked else masked(c.phone)}".strip() for c in people
        )

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
    return sheet("departments", ("部门清单", "Departments"), columns, _numbered(rows))


def _numbered(pairs: list[tuple[str, Any]]) -> Iterator[tuple[int, str, Any]]:
    return ((number, owner, noun) for number, (owner, noun) in enumerate(pairs, 1))
