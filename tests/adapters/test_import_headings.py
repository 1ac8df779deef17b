"""Headings as agencies write them: in two languages, with remarks and units, over several rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from govcloud.adapters.importers.forms import FORMATS
from govcloud.adapters.importers.headings import readings
from govcloud.adapters.importers.recognition import Found, recognised
from govcloud.adapters.importers.rows import read_tables
from govcloud.adapters.importers.tables import Table
from tests.rvtools_headings import FULLER, OLD, REAL


def table(*rows: Sequence[Any]) -> Table:
    width = max(len(row) for row in rows)
    return Table("f.xlsx", "0" * 64, "", [[*row, *[""] * (width - len(row))] for row in rows])


def found(*rows: Sequence[Any]) -> Found:
    made = recognised(table(*rows), FORMATS)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("told", "name", "unit"),
    [
        ("内存（GB）", "内存", "gb"),
        ("内存 (MB)", "内存", "mb"),
        ("内存GB", "内存", "gb"),
        ("*Memory (In MB)", "memory", "mb"),
        ("Total disk capacity MiB", "totaldiskcapacity", "mib"),
        ("年运维费（万元）", "年运维费", "万元"),
        ("系统名称（必填）", "系统名称", ""),
        ("系统名称 Name", "系统名称", ""),
        ("系统名称\nName", "系统名称", ""),
        ("系统名称/Name", "系统名称", ""),
        (" VM  ID ", "vmid", ""),
        ("\uff36\uff2d", "vm", ""),
    ],
)
def test_a_heading_is_read_without_what_stands_beside_it(told: str, name: str, unit: str) -> None:
    assert (name, unit) in readings(told)


@pytest.mark.parametrize("headings", [REAL, FULLER, OLD, tuple(reversed(FULLER))])
def test_every_generation_of_rvtools_is_known(headings: Sequence[str]) -> None:
    made = found(headings)
    assert made.form.title == "RVTools vInfo"
    known = {place.col.to for place in made.places if place.col}
    assert {"key.vm_name", "key.moref", "key.vm_uuid", "field.mem_gb", "total.used_gb"} <= known


def test_titles_above_and_headings_over_two_rows_are_understood() -> None:
    rows: list[list[Any]] = [
        ["广东省某厅资源清单"],
        ["填报单位(盖章)：", "", "", "填报日期：2026年5月"],
        ["序号", "主机名", "IP地址", "配置", "", "所属系统"],
        ["", "", "", "CPU核数", "内存（MB）", ""],
        [1, "web-1", "59.192.1.1", 8, 16384, "就业"],
        ["合计", "", "", 8, 16384, ""],
        ["填报人：经办人", "", "", "", "审核："],
    ]
    reading = read_tables([table(*rows)], FORMATS)
    (row,) = reading.rows
    assert row.number == 5
    assert {n: t.value for n, t in row.fields.items() if "." not in n} == {
        "cpu_cores": 8,
        "mem_gb": 16.0,
    }
    assert reading.faults == []
    assert "foot of the form" in " ".join(reading.notes)


def test_a_row_of_values_is_no_heading() -> None:
    rows = [["主机名", "IP地址", "机房"], ["web-1", "59.192.1.1", ""], ["web-2", "59.192.1.2", "A"]]
    assert found(*rows).below == 1


def test_two_columns_of_one_heading_are_both_kept() -> None:
    rows: list[list[Any]] = [
        ["主机名", "IP地址", "CPU核数", "IP地址", "用途"],
        ["a", "59.192.1.1", 4, "10.0.0.1", "x"],
    ]
    (row,) = read_tables([table(*rows)], FORMATS).rows
    assert row.keys["address"] == "59.192.1.1"
    assert row.fields["attributes.IP地址 (4)"].value == "10.0.0.1"
    assert row.fields["attributes.用途"].value == "x"


def test_a_row_without_a_name_is_told() -> None:
    rows = [["系统名称", "主管部门", "等保级别", "备注"], ["", "", "三级", "x"]]
    reading = read_tables([table(*rows)], FORMATS)
    assert [fault.code for fault in reading.faults] == ["E-IMP-015"]


def test_a_cell_that_no_field_can_hold_is_told_not_cut() -> None:
    rows = [["系统名称", "主管部门", "等保级别", "其他"], ["甲", "乙", "三级", "长" * 32_767]]
    reading = read_tables([table(*rows)], FORMATS)
    assert "longer than 2,000" in reading.faults[0].message
    assert reading.rows[0].keys["name_zh"] == "甲"
