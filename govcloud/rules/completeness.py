"""How much of what must be known of an application is told: mandatory sets, and GAO-16-511's four practices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from govcloud.model.inventory import Application, Department, Inventory
from govcloud.model.terms import AppType, PersonalInfo

Asked = Callable[[Application], bool]
REVIEWED_WITHIN = timedelta(days=366)

SETS: Mapping[str, tuple[str, str]] = {
    "register": ("registered", "登记"),
    "survey": ("surveyed", "摸底"),
    "people": ("responsible", "责任"),
    "protection": ("protected", "安全"),
    "continuity": ("sized and continued", "容量与连续性"),
    "hosts": ("hosted", "资源"),
}
"""The mandatory sets, in the order in which an application passes them."""

ENTERPRISE = frozenset(
    {AppType.OFFICE, AppType.SHARED_SUPPORT, AppType.DATA_PLATFORM, AppType.INTERFACE}
)
"""Systems that serve the administration itself; all others carry its business."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One field that must be told, by those of whom it is asked."""

    name: str
    part: str
    zh: str
    asked: Asked = lambda _: True
    told: Asked | None = None

    def met(self, app: Application) -> bool:
        """Whether the application tells it."""
        if self.told is not None:
            return self.told(app)
        return getattr(app, self.name) not in (None, "", ())


def _each_server(*names: str) -> Asked:
    return lambda app: all(
        getattr(server, name) not in (None, "", ()) for server in app.servers for name in names
    )


def _moves(app: Application) -> bool:
    return app.strategy.cuts_over


def _stays(app: Application) -> bool:
    return not app.strategy.ends


def _sensitive(app: Application) -> bool:
    return app.personal_info in {PersonalInfo.SENSITIVE, PersonalInfo.BIOMETRIC}


def _holds_people(app: Application) -> bool:
    return app.personal_info not in {None, PersonalInfo.NONE}


FILED_FROM, CRYPTO_FROM = 2, 3
DEMANDS: tuple[Demand, ...] = (
    Demand("name_en", "register", "英文名称"),
    Demand("function", "register", "系统功能"),
    Demand("type", "register", "系统类型"),
    Demand("owner_business", "register", "业务负责人"),
    Demand("division", "survey", "使用处室"),
    Demand("audience", "survey", "服务对象"),
    Demand("scope_of_use", "survey", "使用范围"),
    Demand("frequency_of_use", "survey", "使用频度"),
    Demand("approved_by", "survey", "审批部门"),
    Demand("approved_on", "survey", "审批时间"),
    Demand("funding", "survey", "经费来源"),
    Demand("live_since", "survey", "上线时间"),
    Demand("owner_technical", "people", "技术负责人", _stays),
    Demand("owner_operations", "people", "运维负责人", _stays),
    Demand("partners", "people", "承建与运维单位", _stays),
    Demand("opex_wan_year", "people", "年运维费"),
    Demand("mlps_level", "protection", "等保级别", _stays, lambda app: app.mlps_level > 0),
    Demand("mlps_filing_no", "protection", "备案编号", lambda a: a.mlps_level >= FILED_FROM),
    Demand("mlps_assessed_on", "protection", "最近测评", lambda a: a.mlps_level >= FILED_FROM),
    Demand("crypto_assessment", "protection", "密评情况", lambda a: a.mlps_level >= CRYPTO_FROM),
    Demand("cii", "protection", "是否关基", _stays),
    Demand("data_class", "protection", "数据分类分级"),
    Demand("personal_info", "protection", "个人信息"),
    Demand("pi_records", "protection", "个人信息条数", _holds_people),
    Demand("pi_purpose", "protection", "处理目的", _sensitive),
    Demand("criticality", "continuity", "重要程度", _stays),
    Demand("users_registered", "continuity", "注册用户数", _stays),
    Demand("rto_minutes", "continuity", "RTO", _stays),
    Demand("rpo_minutes", "continuity", "RPO", _stays),
    Demand("dr_grade", "continuity", "灾备等级", _stays),
    Demand("zone_source", "hosts", "网络区域", _stays),
    Demand("zone_target", "hosts", "目标区域", _moves),
    Demand("servers", "hosts", "服务器", _moves),
    Demand("servers.os", "hosts", "操作系统", _moves, _each_server("os", "os_version")),
    Demand("servers.size", "hosts", "规格", _moves, _each_server("cpu_cores", "mem_gb", "disks")),
    Demand("maintenance_windows", "hosts", "维护窗口", _moves),
)


@dataclass(slots=True)
class Tally:
    """How many fields were asked for and how many were told, by set."""

    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SETS, 0))
    told: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SETS, 0))
    lacks: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count the other's fields here too; what each row lacks stays with the row."""
        for name in SETS:
            self.asked[name] += other.asked[name]
            self.told[name] += other.told[name]

    def score(self, name: str = "") -> float:
        """Per cent told, of one set or of all; 100 where nothing is asked."""
        asked = self.asked[name] if name else sum(self.asked.values())
        told = self.told[name] if name else sum(self.told.values())
        return round(100 * told / asked, 1) if asked else 100.0


def tally(app: Application) -> Tally:
    """What an application tells of what it must."""
    found = Tally()
    for demand in DEMANDS:
        if demand.asked(app):
            found.asked[demand.part] += 1
            if demand.met(app):
                found.told[demand.part] += 1
            else:
                found.lacks.append(demand.name)
    return found


@dataclass(frozen=True, slots=True)
class Practice:
    """One of the four practices of a complete inventory: does it hold, and who falls short of it."""

    number: int
    en: str
    zh: str
    evidence: str
    short: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nobody falls short."""
        return not self.short


def practices(inventory: Inventory, today: date) -> tuple[Practice, ...]:
    """The four practices of GAO-16-511, each with its evidence, on the day `today`."""
    return (
        _both_kinds(inventory),
        _all_units(inventory),
        _described(inventory),
        _reviewed(inventory, today),
    )


def _both_kinds(inventory: Inventory) -> Practice:
    short = tuple(row.id for row in inventory.departments if _one_kind(inventory, row))
    owning = sum(bool(inventory.of_department(row.id)) for row in inventory.departments)
    typed = sum(app.type is not None for app in inventory.applications)
    return Practice(
        1,
        "business and enterprise systems are both in it",
        "业务系统与内部支撑系统均已纳入",
        f"{owning - len(short)} of {owning} departments have both; {typed} of "
        f"{len(inventory.applications)} applications say their type",
        short,
    )


def _one_kind(inventory: Inventory, department: Department) -> bool:
    types = {app.type in ENTERPRISE for app in inventory.of_department(department.id) if app.type}
    return bool(inventory.of_department(department.id)) and len(types) < len((True, False))


def _all_units(inventory: Inventory) -> Practice:
    short = tuple(row.id for row in inventory.departments if not inventory.of_department(row.id))
    every = len(inventory.departments)
    return Practice(
        2,
        "every organisational unit is covered",
        "各部门及所属单位均已覆盖",
        f"{every - len(short)} of {every} departments have applications",
        short,
    )


def _described(inventory: Inventory) -> Practice:
    four = ("name_zh", "function", "owner_business", "type")
    short = tuple(
        app.id
        for app in inventory.applications
        if any(getattr(app, name) in (None, "") for name in four)
    )
    every = len(inventory.applications)
    return Practice(
        3,
        "each system has name, description, owner and function",
        "每个系统均有名称、说明、责任人与功能类别",
        f"{every - len(short)} of {every} applications tell {', '.join(four)}",
        short,
    )


def _reviewed(inventory: Inventory, today: date) -> Practice:
    short = tuple(_stale(inventory, today))
    every = len(inventory.applications)
    return Practice(
        4,
        "the inventory is regularly reviewed",
        "清单定期复核",
        f"{every - len(short)} of {every} applications were reviewed, by somebody who is named, "
        f"since {today - REVIEWED_WITHIN}",
        short,
    )


def _stale(inventory: Inventory, today: date) -> Iterator[str]:
    for app in inventory.applications:
        fresh = app.reviewed_on is not None and today - app.reviewed_on <= REVIEWED_WITHIN
        if not fresh or not app.reviewed_by:
            yield app.id
