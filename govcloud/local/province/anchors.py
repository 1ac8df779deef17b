"""The provinces that can be made, and the applications that stand in them whatever the seed (DOMAIN §5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """An application of a fixed id. `hub_share` is the share of all others that need it; 0 for what is no hub.

    `neutral_zh` and `neutral_en` take the name's place where names are to be neutral.
    """

    department: str
    number: int
    name_zh: str
    name_en: str
    level: int
    zone: str
    type: str = "SHARED_SUPPORT"
    hub_share: float = 0.0
    strategy: str = "REHOST"
    size: str = "L"
    notes_zh: str = ""
    notes_en: str = ""
    neutral_zh: str = ""
    neutral_en: str = ""
    visits_daily: int = 0
    needs_all_hubs: bool = False
    needs_departments: int = 0


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province: its code, names, area code (GB/T 2260), and what is anchored in it."""

    code: str
    name_zh: str
    name_en: str
    region_code: str
    anchors: tuple[Anchor, ...]


_PUBLIC, _NET, _DMZ = "EXTRANET_PUBLIC", "INTERNET", "DMZ_EXCHANGE"


def _hubs(first: int) -> tuple[Anchor, ...]:
    """The six shared platforms, numbered from `first` on."""
    rows = (
        ("统一身份认证平台", "Unified Identity Platform", 3, _PUBLIC, 0.78),
        ("电子证照库", "Electronic Certificate Store", 3, _PUBLIC, 0.30),
        ("数据共享交换平台", "Data Sharing and Exchange Platform", 3, _DMZ, 0.45),
        ("电子印章平台", "Electronic Seal Platform", 3, _PUBLIC, 0.15),
        ("统一支付平台", "Unified Payment Platform", 3, _NET, 0.12),
        ("统一消息/工作流支撑", "Unified Messaging and Workflow", 2, _PUBLIC, 0.35),
    )
    return tuple(
        Anchor("GSD", first + place, zh, en, level, zone, hub_share=share)
        for place, (zh, en, level, zone, share) in enumerate(rows)
    )


_GUANGDONG = (
    *_hubs(1),
    Anchor(
        "GSD",
        7,
        "粤省事",
        "Yueshengshi Citizen Services",
        3,
        _NET,
        "MINI_PROGRAM",
        strategy="REFACTOR",
        notes_zh="里程碑 77 天(基线)",
        notes_en="milestone: 77 days (baseline)",
        neutral_zh="省级政务服务小程序",
        neutral_en="Provincial Service Mini-program",
        needs_all_hubs=True,
        needs_departments=40,
    ),
    Anchor(
        "GSD",
        8,
        "广东政务服务网",
        "Guangdong Government Services Portal",
        3,
        _NET,
        "PORTAL",
        strategy="REFACTOR",
        notes_zh="里程碑 120 天(基线)",
        notes_en="milestone: 120 days (baseline)",
        neutral_zh="省级政务服务网",
        neutral_en="Provincial Services Portal",
        needs_all_hubs=True,
    ),
    Anchor(
        "GSD",
        9,
        "全省协同办公平台",
        "Province-wide Office Platform",
        3,
        _PUBLIC,
        "OFFICE",
        strategy="REPLATFORM",
        notes_zh="里程碑 306 天(基线);48 个部门均为租户",
        notes_en="milestone: 306 days (baseline); tenants in 48 departments",
    ),
)
_FUJIAN = (
    Anchor(
        "GSD",
        1,
        "闽政通",
        "Minzhengtong Citizen Services",
        3,
        _NET,
        "MOBILE_APP",
        notes_zh="提供服务 37 项",
        notes_en="37 services",
        neutral_zh="省级移动政务应用",
        neutral_en="Provincial Mobile Services",
        visits_daily=20_000,
        needs_all_hubs=True,
        needs_departments=37,
    ),
    *_hubs(2),
    Anchor(
        "PSD",
        1,
        "牵挂你 寻人平台",
        "Qianguani Search for Missing People",
        3,
        _NET,
        "HPC_AI",
        size="M",
        notes_zh="含未成年人人脸特征;含 GPU 主机",
        notes_en="faces of minors; a host with a graphics processor",
        neutral_zh="寻人平台",
        neutral_en="Search for Missing People",
    ),
)
PROVINCES: Mapping[str, ProvinceRow] = {
    "GD": ProvinceRow("GD", "广东省", "Guangdong", "440000", _GUANGDONG),
    "FJ": ProvinceRow("FJ", "福建省", "Fujian", "350000", _FUJIAN),
}
OWNER_OF_HUBS = "GSD"
