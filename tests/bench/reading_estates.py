"""Inventories to read: the generated province, and lean ones of any size, as one file or a file for each department."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DEPARTMENTS = 48
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROW = """  - id: {id}
    name_zh: {name}业务管理系统
    name_en: Business Management System {number}
    department: {owner}
    classified: false
    type: BUSINESS
    audience: [CITIZEN, ENTERPRISE]
    scope_of_use: PROVINCE
    criticality: GENERAL
    strategy: REPLATFORM
    mlps_level: 2
    mlps_filing_no: "44000000001-00001"
    data_class: GENERAL_2
    personal_info: NONE
    zone_source: EXTRANET_PUBLIC
    users_daily: 130
    rto_minutes: 240
    rpo_minutes: 60
    owner_business: 业务处
    owner_technical: 信息中心
    live_since: 2014-05-06
    opex_wan_year: 35.5
    depends_on: [{needs}]
    servers:
      - {{name: h-{number}, address: {address}, kind: VM, arch: x86_64, cpu_cores: 8, mem_gb: 16, os: Debian}}
    datastores:
      - {{name: db{number}, engine: mysql, server: h-{number}, version: "8.0", size_gb: 120}}
"""


def _owner(number: int) -> str:
    return f"GD-{_LETTERS[number // 26]}{_LETTERS[number % 26]}"


def _id(number: int) -> str:
    return f"{_owner(number % DEPARTMENTS)}-{number // DEPARTMENTS + 1:03}"


def _rows(department: int, count: int, needs: int) -> Iterator[str]:
    for number in range(department, count, DEPARTMENTS):
        earlier = range(max(0, number - needs), number)
        yield _ROW.format(
            id=_id(number),
            name=number,
            number=number,
            owner=_owner(department),
            needs=", ".join(f"{{app: {_id(each)}, hard: false}}" for each in earlier),
            address=f"59.{number >> 16}.{number >> 8 & 255}.{number & 255}",
        )


def lean(folder: Path, count: int, *, needs: int = 3, files: bool = False) -> Path:
    """A workspace with `count` applications of one server each; each needs the `needs` before it."""
    (folder / "migrations").mkdir(parents=True)
    (folder / "migrations" / "waves.yaml").write_text("waves: []\n", "utf-8")
    head = "synthetic: true\ndepartments:\n" + "".join(
        f"  - {{id: {_owner(number)}, name_zh: 部门{number}}}\n" for number in range(DEPARTMENTS)
    )
    parts = (_rows(number, count, needs) for number in range(DEPARTMENTS))
    if not files:
        rows = (row for part in parts for row in part)
        text = head + "applications:\n" + "".join(rows)
        (folder / "inventory.yaml").write_text(text, "utf-8")
        return folder
    (folder / "inventory").mkdir()
    (folder / "inventory" / "departments.yaml").write_text(head, "utf-8")
    for number, part in enumerate(parts):
        text = "applications:\n" + "".join(part)
        (folder / "inventory" / f"{_owner(number)}.yaml").write_text(text, "utf-8")
    return folder


def inventory_bytes(workspace: Path) -> int:
    """How large the inventory is."""
    files = [workspace / "inventory.yaml", *(workspace / "inventory").rglob("*.yaml")]
    return sum(file.stat().st_size for file in files if file.exists())
