"""A wave plan as tables: 迁移批次计划表, and each application with its window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govcloud.reports.sheets import Column, Sheet, sheet

View = Mapping[str, Any]


def _key(key: str, zh: str, en: str, width: int = 14) -> Column:
    return Column(key, zh, en, lambda row: row[key], width)


def _total(key: str, zh: str, en: str) -> Column:
    return Column(key, zh, en, lambda row: row["totals"][key], 12)


_WAVES = (
    _key("id", "批次", "Wave", 8),
    _key("name", "名称", "Name", 24),
    _key("kind_zh", "类型", "Kind", 8),
    Column("starts", "窗口开始", "Window opens", lambda row: _moment(row["starts"]), 17),
    Column("ends", "窗口结束", "Window closes", lambda row: _moment(row["ends"]), 17),
    Column(
        "decide_by", "回退决策时点", "Rollback decided by", lambda r: _moment(r["decide_by"]), 17
    ),
    _key("approval_by", "报批截止", "Approval asked for by", 12),
    _key("rehearsal_on", "演练开始", "Rehearsal begins", 12),
    _total("applications", "系统数", "Applications"),
    _total("hosts", "主机数", "Hosts"),
    _total("data_gb", "数据量(GB)", "GB"),
    _total("person_days", "人日", "Person-days"),
    _total("users", "用户数", "Users"),
    _total("departments", "部门数", "Departments"),
)
_APPLICATIONS = (
    Column("wave", "批次", "Wave", lambda row: row[0]["id"], 8),
    Column("starts", "窗口开始", "Window opens", lambda row: _moment(row[0]["starts"]), 17),
    Column("ends", "窗口结束", "Window closes", lambda row: _moment(row[0]["ends"]), 17),
    Column("id", "系统编码", "app_id", lambda row: row[1]["id"], 14),
    Column("name_zh", "系统名称", "Name", lambda row: row[1]["name_zh"], 30),
    Column("name_en", "英文名称", "Name (en)", lambda row: row[1]["name_en"], 30),
    Column("department", "主管部门", "Department", lambda row: row[1]["department"], 10),
    Column("strategy", "迁移策略", "Strategy", lambda row: row[1]["strategy"], 12),
    Column("mlps_level", "等保级别", "MLPS level", lambda row: row[1]["mlps_level"], 8),
    Column("partners", "合作单位", "Partners", lambda row: tuple(row[1]["partners"]), 20),
    Column("kept", "已启动", "Started", lambda row: row[1]["kept"], 8),
)


def waves_table(view: View) -> Sheet:
    """A row for each wave."""
    return sheet("waves", ("批次", "Waves"), _WAVES, view["waves"])


def applications_table(view: View) -> Sheet:
    """A row for each application, in the order in which they go."""
    rows: Sequence[tuple[View, View]] = [
        (wave, app) for wave in view["waves"] for app in wave["applications"]
    ]
    return sheet("applications", ("系统", "Applications"), _APPLICATIONS, rows)


def _moment(text: str) -> str:
    return text.replace("T", " ")
