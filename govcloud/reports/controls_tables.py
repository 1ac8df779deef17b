"""Controls and findings as tables, with columns in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from govcloud.reports.sheets import Column, Sheet, sheet

View = Mapping[str, Any]


def controls_tables(view: View) -> list[Sheet]:
    """The totals, every control, every finding, and which check answers what."""
    return [_totals(view), _controls(view), findings_table(view), _checks(view)]


def findings_table(view: View) -> Sheet:
    """Findings one by one."""
    columns = (
        _of("rule", "规则", "rule", 26),
        _made("binding", "约束力", "binding", _binding, 12),
        _of("clauses", "条款", "clauses", 24),
        _of("stack", "资源栈", "stack", 24),
        _of("type", "资源类型", "type", 22),
        _of("subject", "对象", "subject", 26),
        _of("application", "应用系统", "application", 14),
        _of("zh", "要求", "should be (zh)", 36),
        _of("en", "", "should be", 40),
        _made("because", "依据", "because", lambda row: _because(row["because"]), 40),
        _of("fix_zh", "整改建议", "remedy (zh)", 36),
        _of("fix", "", "remedy", 40),
        _of("file", "文件", "file", 30),
        _of("line", "行", "line", 6),
    )
    return sheet("findings", ("检查发现", "findings"), columns, view["findings"])


def _totals(view: View) -> Sheet:
    rows = [
        ("规则文件 profile", f"{view['profile']} {view['profile_zh']}"),
        ("级别 level", f"{view['level_zh']} {view['level_en']}"),
        ("依据 origin", view["origin"]),
        ("编号 numbering", view["numbering"]),
        ("对象 looked at", f"{view['basis']}: {_because(view['looked_at'])}"),
        *((f"{zh} {en}", count) for (zh, count), en in _statuses(view)),
        ("声明 statement", f"{view['wording_zh']} / {view['wording']}"),
    ]
    columns = (
        Column("what", "项目", "what", lambda row: row[0], 26),
        Column("value", "内容", "value", lambda row: row[1], 90),
    )
    return sheet("totals", ("汇总", "totals"), columns, rows)


def _statuses(view: View) -> Any:
    return zip(view["totals_zh"].items(), view["totals"], strict=True)


def _controls(view: View) -> Sheet:
    columns = (
        _of("clause", "条款", "clause", 22),
        _of("zh", "控制点", "control (zh)", 20),
        _of("en", "", "control", 24),
        _of("demand_zh", "要求（转述）", "demand, paraphrased (zh)", 36),
        _of("demand", "", "demand, paraphrased", 40),
        _of("status_zh", "结论", "status (zh)", 10),
        _of("status", "", "status", 14),
        _made("complete", "已全部检查", "all of it looked at", lambda r: r["complete"], 8),
        _of("passed", "通过", "passed", 8),
        _of("failed", "未通过", "failed", 8),
        _made("subjects", "涉及对象", "concerned", _subjects, 50),
        _of("unseen_zh", "未检查的部分", "not looked at (zh)", 36),
        _of("unseen", "", "not looked at", 40),
        _made("reasons", "未判定原因", "not decided because", _reasons, 40),
        _of("nist", "NIST 800-53", "crosswalk", 18),
        _of("sources", "证据来源", "sources", 10),
        _of("verified", "编号核对", "number verified", 12),
    )
    return sheet("controls", ("控制项", "controls"), columns, view["controls"])


def _checks(view: View) -> Sheet:
    rows = [
        {**check, "clause": control["clause"]}
        for control in view["controls"]
        for check in control["checks"]
    ]
    columns = (
        _of("clause", "条款", "clause", 22),
        _of("name", "检查项", "check", 28),
        _made("binding", "约束力", "binding", _binding, 12),
        _of("zh", "含义", "meaning (zh)", 36),
        _of("en", "", "meaning", 44),
        _of("passed", "通过", "passed", 8),
        _of("failed", "未通过", "failed", 8),
        _of("not_known", "尚不可知", "not known yet", 8),
        _of("reason_zh", "未检查原因", "not asked because (zh)", 30),
        _of("reason", "", "not asked because", 30),
    )
    return sheet("checks", ("检查项", "checks"), columns, rows)


def _of(key: str, zh: str, en: str, width: int = 14) -> Column:
    return Column(key, zh, en, lambda row: row[key], width)


def _made(key: str, zh: str, en: str, value: Callable[[View], object], width: int) -> Column:
    return Column(key, zh, en, value, width)


def _binding(row: View) -> str:
    return "强制 mandatory" if row["binding"] == "mandatory" else "建议 advisory"


def _because(told: View) -> str:
    return "; ".join(f"{name} = {_said(value)}" for name, value in told.items())


def _said(value: object) -> str:
    if value is None or value in ("", []):
        return "无 nothing"
    if isinstance(value, bool):
        return "是 yes" if value else "否 no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _subjects(row: View) -> str:
    told = (f"{one['stack']} {one['subject']}".strip() for one in row["subjects"])
    return "; ".join(dict.fromkeys(told))


def _reasons(row: View) -> str:
    return "; ".join(f"{c['name']}: {c['reason']}" for c in row["checks"] if c["reason"])
