"""Each tool's form is known by its headings, and says what its columns mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.import_files import table
from tests.importing import call, estate, laid_out, server


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


OTHERS: dict[str, tuple[list[tuple[Any, ...]], dict[str, Any]]] = {
    "azure": (
        [
            (
                "*Server name",
                "IP addresses",
                "*Cores",
                "*Memory (In MB)",
                "*OS name",
                "Disk 1 size (In GB)",
            ),
            ("app-1", "59.192.1.1", 8, 16384, "Ubuntu", 200),
        ],
        {"name": "app-1", "cpu_cores": 8, "mem_gb": 16.0, "disk_gb": 200.0, "os": "Ubuntu"},
    ),
    "servicenow labels": (
        [
            (
                "Name",
                "Serial number",
                "IP Address",
                "RAM (MB)",
                "Disk space (GB)",
                "Operating System",
            ),
            ("app-1", "s1", "59.192.1.1", 16384, 200, "Ubuntu"),
        ],
        {"name": "app-1", "mem_gb": 16.0, "disk_gb": 200.0, "os": "Ubuntu"},
    ),
    "servicenow names": (
        [
            ("sys_id", "name", "serial_number", "ip_address", "ram", "os"),
            ("x1", "app-1", "s1", "59.192.1.1", "16384", "Ubuntu"),
        ],
        {"name": "app-1", "mem_gb": 16.0},
    ),
    "cmf": (
        [
            ("wave_name", "app_name", "server_name", "server_os_family", "server_fqdn", "r_type"),
            ("W01", "GD-HRS-001", "app-1", "linux", "app-1.gd", "Rehost"),
        ],
        {"name": "app-1", "os": "linux"},
    ),
    "mgn": (
        [
            ("mgn:wave:name", "mgn:app:name", "mgn:server:user-provided-id"),
            ("W01", "GD-HRS-001", "app-1"),
        ],
        {"name": "app-1"},
    ),
    "资源清单": (
        [
            ("序号", "主机名", "IP 地址", "CPU 核数", "内存(GB)", "操作系统", "所属系统"),
            (1, "app-1", "59.192.1.1", 8, 16, "麒麟V10", "社会保险历史档案"),
        ],
        {"name": "app-1", "cpu_cores": 8, "mem_gb": 16.0, "os": "麒麟V10"},
    ),
}


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_each_tools_form_is_recognised_by_its_headings(place: Path, name: str) -> None:
    rows, wanted = OTHERS[name]
    call(place, table(place / "file.csv", rows), "-y")
    found = server(place, wanted["name"])
    assert {key: getattr(found, key) for key in wanted} == wanted


def test_an_intake_form_tells_strategy_and_wave_of_the_application(place: Path) -> None:
    rows, _ = OTHERS["cmf"]
    view = call(place, table(place / "file.csv", rows), "-y")
    told = estate(place).application("GD-HRS-001")
    assert (told.wave, told.attributes["wave"]) == ("", "W01")  # it is retained: a person said so
    assert [one["field"] for one in view["conflicts"]] == ["strategy"]


def test_konveyor_and_interfaces_tell_who_needs_whom(place: Path) -> None:
    konveyor = [
        (
            "Record Type 1",
            "Application Name",
            "Description",
            "Business Service",
            "Dependency",
            "Dependency Direction",
        ),
        ("1", "payroll", "Pay", "GD-HRS", "", ""),
        ("2", "payroll", "", "", "GD-HRS-001", "southbound"),
        ("2", "payroll", "", "", "GD-HRS-001", "northbound"),
    ]
    call(place, table(place / "k.csv", konveyor), "-y")
    held = estate(place)
    assert [need.app for need in held.application("GD-HRS-002").depends_on] == ["GD-HRS-001"]
    assert [need.app for need in held.application("GD-HRS-001").depends_on] == ["GD-HRS-002"]
    forms = [
        ("源系统", "目标系统", "接口方式", "端口", "是否经共享交换平台"),
        ("社会保险历史档案", "国家平台", "文件", 21, "是"),
    ]
    call(place, table(place / "i.csv", forms), "-y")
    external = estate(place).application("GD-HRS-001").depends_on[-1]
    assert (external.external, external.kind, external.port, external.via_exchange) == (
        "国家平台",
        "FILE",
        21,
        True,
    )
