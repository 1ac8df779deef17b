"""Synthetic files of the forms that agencies have, made cell by cell; the headings are those of the formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

VINFO = (
    *(
        "VM",
        "Powerstate",
        "Template",
        "SRM Placeholder",
        "Config status",
        "DNS Name",
        "CPUs",
        "Memory",
        "NICs",
    ),
    *(
        "Disks",
        "Total disk capacity MiB",
        "Primary IP Address",
        "Provisioned MiB",
        "In Use MiB",
        "Annotation",
    ),
    *("Datacenter", "Cluster", "Host", "OS according to the configuration file"),
    *(
        "OS according to the VMware Tools",
        "VM ID",
        "SMBIOS UUID",
        "VM UUID",
        "VI SDK UUID",
        "owner",
    ),
)
VINFO_OLD = tuple(
    {
        "Provisioned MiB": "Provisioned MB",
        "In Use MiB": "In Use MB",
        "VI SDK UUID": "vCenter UUID",
    }.get(n, n)
    for n in VINFO
    if n not in {"Total disk capacity MiB", "DNS Name", "Annotation"}
)
VDISK = ("VM", "Powerstate", "Template", "Disk", "Capacity MiB", "VM ID", "VI SDK UUID")


def vm(name: str, **more: Any) -> dict[str, Any]:
    """A row of vInfo."""
    number = sum(map(ord, name)) % 200
    return {
        "VM": name,
        "Powerstate": "poweredOn",
        "Template": False,
        "DNS Name": f"{name.lower()}.gd.internal",
        "CPUs": 4,
        "Memory": 8192,
        "Total disk capacity MiB": 102400,
        "Provisioned MiB": 102400,
        "Provisioned MB": 102400,
        "In Use MiB": 51200,
        "In Use MB": 51200,
        "Primary IP Address": f"59.192.7.{number}",
        "OS according to the configuration file": "CentOS 7 (64-bit)",
        "OS according to the VMware Tools": "CentOS Linux 7.6",
        "VM ID": f"vm-{number}",
        "VM UUID": f"4213-{name.lower()}",
        "VI SDK UUID": "vc-1",
        "vCenter UUID": "vc-1",
        **more,
    }


def workbook(path: Path, sheets: dict[str, tuple[Sequence[str], Iterable[dict[str, Any]]]]) -> Path:
    """A workbook with a sheet for each name: its headings and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, (headings, rows) in sheets.items():
        page = book.create_sheet(name)
        page.append(list(headings))
        for row in rows:
            page.append([row.get(heading) for heading in headings])
    book.save(path)
    return path


def table(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8-sig") -> Path:
    """A CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


FULL_WIDTH = "\uff11\uff12\uff10\uff10"
"""1200, as a form filled in by hand has it."""

APPLICATIONS = (
    (
        *("序号", "系统名称", "主管部门", "等保级别", "上线时间", "注册用户数", "年运维费(万元)"),
        *("承建单位", "上云方式", "备注"),
    ),
    (
        *(1, "就业管理系统", "广东省人力资源和社会保障厅", "三级", "2014年5月", FULL_WIDTH, "35.5"),
        *("合作伙伴甲", "平移", "—"),
    ),
    (2, "职称 申报系统", "GD-HRS", "第二级", "2016.3", "300", "待定", "", "", "无"),
)
