"""Estates for the tests of assessment and graph: a few applications by hand, or a whole province by draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import Any

from govcloud.adapters.profiles_yaml import read_profiles
from govcloud.model.application import Application, Component, Dependency
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Datastore, Disk, Server
from govcloud.model.organisation import Department
from govcloud.model.technical_terms import ServerKind, Tier, Topology
from govcloud.model.terms import AppType, DependencyKind, Engine, Strategy
from govcloud.rules.survey import Survey

TODAY = date(2026, 11, 25)
PROFILES = read_profiles(None)
_NOUNS = (
    "学籍",
    "社保卡",
    "不动产登记",
    "排污许可",
    "企业登记",
    "婚姻登记",
    "公文",
    "信访",
    "应急值守",
    "医师",
)
_KINDS = ("管理系统", "业务平台", "审批系统", "监管平台", "申报系统", "查询系统", "门户网站")
_HUBS = (
    "统一身份认证平台",
    "电子证照库",
    "数据共享交换平台",
    "电子印章平台",
    "统一支付平台",
    "统一消息支撑",
)
_SHARES = (0.78, 0.30, 0.45, 0.15, 0.12, 0.35)
_EXCHANGES = (DependencyKind.API, DependencyKind.DB_LINK, DependencyKind.FILE, DependencyKind.PAGE)


def application(id_: str = "GD-GSD-008", **changes: Any) -> Application:
    """An application of which little is told."""
    plain = Application(
        id=id_,
        name_zh=f"系统{id_}",
        name_en="",
        department=id_.rpartition("-")[0],
        classified=False,
        strategy=Strategy.REHOST,
        mlps_level=2,
    )
    return replace(plain, **changes)


def estate(*apps: Application) -> Inventory:
    """An inventory of these, with their departments."""
    names = dict.fromkeys(app.department for app in apps)
    departments = tuple(Department(name, f"{name}厅", f"Department {name}") for name in names)
    return Inventory(departments=departments, applications=apps, synthetic=True)


def survey(*apps: Application, **changes: Any) -> Survey:
    """A look at an estate of these with the built-in rules."""
    return replace(Survey(estate(*apps), PROFILES, TODAY), **changes)


def province(count: int, departments: int = 48) -> Inventory:
    """`count` synthetic applications: six hubs that most need, links inside and across departments."""
    codes = [f"GD-D{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(departments)]
    ids = [f"{codes[n % departments]}-{n // departments + 1:04}" for n in range(count)]
    apps = tuple(_drawn(ids, n) for n in range(count))
    names = tuple(
        Department(code, f"广东省合成部门{code[-2:]}厅", f"Department {code}") for code in codes
    )
    return Inventory(departments=names, applications=apps, synthetic=True)


def _u(*key: object) -> float:
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest()) / 2**64


def _drawn(ids: list[str], n: int) -> Application:
    name = ids[n]
    hub = n < len(_HUBS)
    noun, kind = _NOUNS[int(_u(n, "noun") * len(_NOUNS))], _KINDS[int(_u(n, "kind") * len(_KINDS))]
    servers = tuple(_server(n, name, k) for k in range(1 + int(_u(n, "hosts") ** 3 * 20)))
    engine = list(Engine)[int(_u(n, "engine") * 6)]
    topology = Topology.SINGLE if _u(n, "topology") < 0.5 else Topology.CLUSTER
    store = Datastore("db", engine, servers[0].name, "11.2", _u(n, "gb") * 400, topology=topology)
    return application(
        name,
        name_zh=_HUBS[n]
        if hub
        else f"{noun}{name[-4:]}{kind}"
        if _u(n, "same") < 0.98
        else noun + kind,
        type=AppType.SHARED_SUPPORT if hub else AppType.BUSINESS,
        depends_on=() if hub else _needs(ids, n),
        servers=servers,
        datastores=(store,),
        components=(Component(Tier.APP, "Tomcat", "7.0"),),
        mlps_level=2 + (_u(n, "level") < 0.3),
        rto_minutes=(1440, 480, 240, 60)[int(_u(n, "rto") * 4)],
        users_registered=int(_u(n, "users") * 10_000),
        last_login_on=date(2026, 1 + int(_u(n, "login") * 11), 1),
    )


def _server(n: int, app: str, k: int) -> Server:
    place = n * 32 + k + 1
    address = f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}"
    os = ("CentOS", "7.9") if _u(app, k, "os") < 0.6 else ("Windows Server", "2012 R2")
    disk = Disk("sda", 300, 50 + _u(app, k) * 200)
    return Server(
        f"{app.lower()}-{k}",
        address,
        kind=ServerKind.VM,
        disks=(disk,),
        os=os[0],
        os_version=os[1],
    )


def _needs(ids: list[str], n: int) -> tuple[Dependency, ...]:
    rows = [
        Dependency(ids[hub], kind=DependencyKind.SSO)
        for hub, share in enumerate(_SHARES)
        if _u(n, "hub", hub) < share
    ]
    for k in range(3):
        target = len(_HUBS) + int(_u(n, "link", k) * max(n - len(_HUBS), 0))
        if target < n and _u(n, "linked", k) < 0.5:
            kind = _EXCHANGES[int(_u(n, "kind", k) * 4)]
            through = (True, False, None)[int(_u(n, "through", k) * 3)]
            hard = _u(n, "hard", k) < 0.5
            rows.append(Dependency(ids[target], hard=hard, kind=kind, via_exchange=through))
    if n % 97 == 96:  # a few circles of two
        rows.append(Dependency(ids[n - 1]))
    if n % 97 == 95 and n + 1 < len(ids):
        rows.append(Dependency(ids[n + 1]))
    return tuple(rows)
