"""应用系统清单: the list of applications as departments fill it in, in the form's order (DOMAIN §3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.organisation import Department, Engagement, Partner
from govcloud.model.terms import PartnerRole
from govcloud.reports.sheets import Column, Sheet, named, sheet


@dataclass(frozen=True, slots=True)
class AppRow:
    """An application with its number in the list, the department that owns it, and all partners by id."""

    number: int
    app: Application
    department: Department | None
    partners: Mapping[str, Partner]

    def engaged(self, role: PartnerRole) -> list[str]:
        """The partners in a role, by name and id."""
        return [named(self.partners.get(one.id)) or one.id for one in self._in_role(role)]

    @property
    def contract_end(self) -> object:
        """When the builder's contract ends; the operator's, where nobody is told to have built it."""
        told = self._in_role(PartnerRole.BUILDER) or self._in_role(PartnerRole.OPERATOR)
        return told[0].ends_on if len(told) == 1 else None

    @property
    def sites(self) -> list[str]:
        """Where its servers stand."""
        return sorted({server.site for server in self.app.servers} - {""})

    def _in_role(self, role: PartnerRole) -> list[Engagement]:
        return [one for one in self.app.partners if one.role is role]


def _app(key: str, zh: str, en: str, width: int = 14) -> Column:
    return Column(key, zh, en, lambda row: getattr(row.app, key), width)


_IDENTITY = (
    Column("number", "序号", "No.", lambda row: row.number, 6),
    _app("id", "系统编码", "app_id"),
    _app("name_zh", "系统名称", "Name", 28),
    _app("name_en", "英文名称", "Name (en)", 28),
    _app("short_zh", "系统简称", "Short name"),
    Column("department", "主管部门", "Owning department", lambda r: named(r.department), 28),
    Column("uscc", "统一社会信用代码", "USCC", lambda r: r.department and r.department.uscc, 20),
    _app("division", "使用处室", "Using division"),
    _app("function", "系统功能", "Function", 30),
    Column(
        "line_of_business",
        "业务领域",
        "Business domain",
        lambda r: r.department and r.department.line_of_business,
    ),
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
    Column("builder", "承建单位", "Builder", lambda r: r.engaged(PartnerRole.BUILDER), 24),
    Column("operator", "运维单位", "Operator", lambda r: r.engaged(PartnerRole.OPERATOR), 24),
    Column("contract_end", "合同到期", "Contract end", lambda r: r.contract_end),
    _app("owner_business", "业务负责人", "Business owner"),
    _app("owner_technical", "技术负责人", "Technical owner"),
    _app("owner_operations", "运维负责人", "Operations owner"),
)
_SAFETY = (
    Column("sites", "部署机房", "Site", lambda r: r.sites),
    _app("zone_source", "网络区域", "Zone"),
    _app("zone_target", "目标区域", "Target zone"),
    _app("mlps_level", "等保级别", "MLPS level"),
    _app("mlps_filing_no", "备案编号", "Filing no."),
    _app("mlps_assessed_on", "最近测评时间", "Last assessment"),
    _app("mlps_conclusion", "测评结论", "Conclusion"),
    _app("cii", "是否关基", "CII"),
    _app("classified", "是否涉密", "Classified"),
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
        lambda r: round(sum(s.disk_gb for s in r.app.servers), 1) or None,
    ),
    _app("strategy", "上云方式", "Strategy"),
    _app("wave", "批次", "Wave"),
    _app("stage", "状态", "Stage"),
    _app("stage_since", "状态时间", "Stage since"),
    _app("successor", "归并去向", "Successor"),
    _app("notes", "备注", "Notes", 30),
)
_MORE = (
    _app("mlps_s", "业务信息安全等级", "MLPS S"),
    _app("mlps_a", "系统服务安全等级", "MLPS A"),
    _app("crypto_assessed_on", "密评时间", "Crypto assessed on"),
    _app("pi_purpose", "个人信息处理目的", "Purpose of personal data", 24),
    _app("last_change_on", "最近变更时间", "Last change"),
    _app("last_login_on", "最近登录时间", "Last login"),
    _app("blocked_reason", "受阻原因", "Blocked because", 24),
    _app("accessibility", "无障碍", "Accessible"),
    _app("offline_alternative", "线下办理渠道", "Offline alternative"),
    _app("reviewed_on", "核实日期", "Reviewed on"),
    _app("reviewed_by", "核实人", "Reviewed by"),
)
APPLICATIONS = (*_IDENTITY, *_MONEY, *_SAFETY, *_PLACE, *_MORE)
"""The columns of 应用系统清单 in the order of the form, then what an inventory knows besides."""


def applications(inventory: Inventory) -> Sheet:
    """应用系统清单."""
    return _sheet(inventory, APPLICATIONS)


_SHOWN = (
    *("number", "id", "name_zh", "name_en", "department", "type", "mlps_level", "zone_source"),
    *("users_registered", "servers", "storage_gb", "strategy", "wave", "stage", "owner_business"),
)


def overview(inventory: Inventory) -> Sheet:
    """What a page shows of each application: few enough columns to read, and to keep a page small."""
    return _sheet(inventory, [column for column in APPLICATIONS if column.key in _SHOWN])


def _sheet(inventory: Inventory, columns: Sequence[Column]) -> Sheet:
    known = {department.id: department for department in inventory.departments}
    partners = {partner.id: partner for partner in inventory.partners}
    rows = [
        AppRow(number, app, known.get(app.department), partners)
        for number, app in enumerate(inventory.applications, 1)
    ]
    return sheet("applications", ("应用系统清单", "Applications"), columns, rows, "Application")
