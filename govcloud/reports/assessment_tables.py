"""An assessment as tables: one for each of its lists, with columns in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from govcloud.reports.sheets import Column, Sheet, sheet

View = Mapping[str, Any]


def assessment_tables(views: Iterable[View]) -> list[Sheet]:
    """The tables of some views, in their order; each table once."""
    found: dict[str, Sheet] = {}
    for view in views:
        for made in _TABLES.get(view["view"], ()):
            table = made(view)
            found.setdefault(table.key, table)
    return list(found.values())


def _of(key: str, zh: str, en: str, width: int = 14) -> Column:
    return Column(key, zh, en, lambda row: row[key], width)


def _made(key: str, zh: str, en: str, value: Callable[[View], object], width: int = 14) -> Column:
    return Column(key, zh, en, value, width)


def _because(row: View) -> str:
    return "; ".join(f"{name} = {_plain(value)}" for name, value in row["because"].items())


def _plain(value: object) -> str:
    if value is None or value == "":
        return "未填 not told"
    if isinstance(value, bool):
        return "是 yes" if value else "否 no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


_IDENTITY = (
    _of("id", "系统编码", "application"),
    _of("name_zh", "系统名称", "name", 28),
    _of("department", "主管部门", "department"),
)
_APPLICATION = (
    *_IDENTITY,
    _of("declared", "登记上云方式", "declared"),
    _of("suggested", "建议上云方式", "suggested"),
    _of("suggested_zh", "建议", "in Chinese"),
    _of("agrees", "是否一致", "agrees", 8),
    _of("successor", "承接系统", "successor"),
    _of("reason_zh", "理由", "reason in Chinese", 40),
    _of("reason", "", "reason", 40),
    _made("because", "依据", "because", _because, 40),
    _of("readiness", "就绪度", "readiness", 9),
    _made("finding_codes", "问题编号", "findings", lambda row: ", ".join(_codes(row)), 30),
    _of("hosts", "主机数", "hosts", 8),
    _of("size_gb", "数据量 GB", "size GB", 10),
    _of("person_days", "人日", "person-days", 10),
    _of("cutover_minutes", "割接分钟", "cut-over minutes", 10),
    _of("transfer_hours", "传输小时", "transfer hours", 10),
    _of("estimated", "数据量为估算", "size assumed", 8),
)


def _codes(row: View) -> list[str]:
    return [f["code"] if isinstance(f, Mapping) else f for f in row["findings"]]


def _applications(view: View) -> Sheet:
    return sheet("assessment", ("上云评估表", "assessment"), _APPLICATION, view["applications"])


def _findings(view: View) -> Sheet:
    columns = (
        _of("code", "问题编号", "finding"),
        _of("severity", "严重程度", "severity"),
        _of("applications", "系统数", "applications"),
        _of("zh", "问题", "meaning in Chinese", 40),
        _of("en", "", "meaning", 50),
        _of("remedy_zh", "整改建议", "remedy in Chinese", 40),
        _of("remedy", "", "remedy", 50),
    )
    return sheet("findings", ("就绪问题", "readiness findings"), columns, view["findings"])


def _chimneys(view: View) -> Sheet:
    rows = [
        {**member, "about": chimney["about"], "successor": chimney["successor"]}
        for chimney in view["chimneys"]
        for member in chimney["members"]
    ]
    columns = (
        _of("about", "同类功能", "about", 20),
        *_IDENTITY,
        _of("users", "注册用户", "users"),
        _of("similarity", "相似度", "likeness"),
        _of("successor", "建议承接系统", "successor"),
    )
    return sheet("chimneys", ("业务烟囱", "business chimneys"), columns, rows)


def _platforms(view: View) -> Sheet:
    columns = (
        _of("service", "服务编码", "service"),
        _of("zh", "公共支撑", "service in Chinese", 20),
        _of("application", "平台", "platform"),
        _of("name_zh", "平台名称", "name", 24),
        _of("users", "使用系统数", "used by"),
        _of("own", "自建同类", "built by others too", 30),
    )
    return sheet("platforms", ("公共支撑平台", "shared platforms"), columns, view["platforms"])


def _pairs(view: View) -> Sheet:
    columns = (
        _made("one", "部门", "department", lambda row: row["departments"][0]),
        _made("other", "对方部门", "other department", lambda row: row["departments"][1]),
        _made("names", "名称", "names", lambda row: " – ".join(row["names_zh"]), 40),
        _of("direct", "未经平台", "not through the platform"),
        _of("database_links", "其中库表直连", "database links"),
        _of("applications", "涉及系统", "applications", 60),
    )
    return sheet("walls", ("数据壁垒", "data walls"), columns, view["pairs"])


def _direct(view: View) -> Sheet:
    columns = (
        _of("source", "源系统", "source"),
        _of("target", "目标系统", "target"),
        _of("kind", "接口方式", "kind"),
        _of("kind_zh", "方式", "in Chinese"),
        _of("told", "已填是否经平台", "told"),
        _of("data_items", "数据项", "items", 40),
    )
    return sheet("exchanges", ("点对点交换", "point-to-point exchanges"), columns, view["direct"])


def _hubs(view: View) -> Sheet:
    columns = (
        *_IDENTITY,
        _of("fan_in", "被依赖数", "needed by"),
        _of("blast", "停运系统数", "stops"),
        _of("touched", "受影响系统数", "touches"),
        _of("departments", "影响部门数", "departments"),
        _of("hosts", "主机数", "hosts"),
        _of("rto_minutes", "RTO 分钟", "RTO minutes"),
        _of("strictest_rto_minutes", "依赖方最严 RTO", "strictest consumer's RTO"),
        _of("strictest", "最严依赖方", "strictest consumer"),
        _made(
            "weak_zh", "脆弱点", "weak in Chinese", lambda r: [w["zh"] for w in r["weaknesses"]], 40
        ),
        _made("weak", "", "weak because", lambda r: [w["en"] for w in r["weaknesses"]], 40),
    )
    return sheet("fragility", ("脆弱性", "fragility"), columns, view["hubs"])


def _software(view: View) -> Sheet:
    columns = (
        _of("layer", "层次", "layer"),
        _of("product", "产品", "product", 28),
        _of("version", "版本", "version"),
        _of("origin", "来源", "origin"),
        _of("ends_on", "停止维护日期", "ends on"),
        _of("extended_on", "付费维护至", "sold care until"),
        _of("ended", "已停止维护", "ended", 8),
        _of("verified", "日期已核对", "verified", 8),
        _of("source", "日期出处", "source", 40),
        _of("count", "系统数", "applications"),
        _of("applications", "系统", "which", 60),
    )
    return sheet("software", ("软件停止维护", "ends of support"), columns, view["software"])


_FIGURES = (
    _of("applications", "系统数", "applications"),
    _of("hosts", "主机数", "hosts"),
    _of("size_gb", "数据量 GB", "size GB"),
    _of("person_days", "人日", "person-days"),
    _of("transfer_hours", "传输小时", "transfer hours"),
    _of("cutover_hours", "割接小时", "cut-over hours"),
    _of("estimated", "数据量为估算的系统", "with sizes assumed"),
    _of("measured", "有实测的系统", "measured"),
)


def _by_department(view: View) -> Sheet:
    head = (_of("department", "部门编码", "department"), _of("name_zh", "部门", "name", 30))
    names = ("分部门工作量", "effort by department")
    return sheet("effort-departments", names, (*head, *_FIGURES), view["departments"])


def _by_strategy(view: View) -> Sheet:
    head = (_of("strategy", "上云方式", "strategy"), _of("zh", "中文", "in Chinese"))
    names = ("分方式工作量", "effort by strategy")
    return sheet("effort-strategies", names, (*head, *_FIGURES), view["strategies"])


def _constants(view: View) -> Sheet:
    columns = (
        _of("name", "常数", "constant", 26),
        _of("value", "取值", "value", 40),
        _of("unit", "单位", "unit"),
        _of("default", "默认值", "default", 8),
        _of("why", "理由", "reason", 80),
    )
    return sheet("constants", ("估算常数", "constants"), columns, view["constants"])


_TABLES: dict[str, Sequence[Callable[[View], Sheet]]] = {
    "applications": (_applications,),
    "summary": (_applications, _findings),
    "strategy": (_applications,),
    "chimneys": (_chimneys, _platforms),
    "walls": (_pairs, _direct),
    "fragility": (_hubs,),
    "eol": (_software,),
    "effort": (_by_strategy, _by_department, _constants),
}
