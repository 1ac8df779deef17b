"""Business chimneys (业务烟囱): the same function built by several departments of one province."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcloud.model.inventory import Application, Inventory
from govcloud.rules import names
from govcloud.rules.finding import Finding, Path

CORE_CHARS_MIN, CORE_CHARS_ALIKE = 2, 5
FUNCTION_CHARS_MIN = 6
SHOWN_MAX = 5
_BEFORE = re.compile(
    r"^(?:广东|福建|全国|国家|全省|省级|省|新版?|旧版?|智慧|数字|网上|统一|综合|信息化?)+"
)
_EDITION = re.compile(
    r"(?:[((【\[].*?[))】\]]|[一二三四五六七八九十0-9]+期|v?[0-9]+(?:\.[0-9]+)*版?)$"
)
_SUFFIX = re.compile(
    r"(?:信息系统|信息平台|管理系统|业务平台|业务系统|审批系统|监管平台|监管系统|申报系统|公共服务平台|服务平台"
    r"|查询系统|统计分析系统|分析系统|数据交换前置|门户网站|移动应用|档案系统|培训考试系统|综合平台|管理平台"
    r"|服务网|系统|平台|网站|网|门户|小程序|应用|管理|信息|服务|系统建设|项目)$"
)


def duplicate_warnings(inventory: Inventory) -> Iterator[Finding]:
    """W-DUP-001: one for each set of namesakes in several departments; linear in the number of applications."""
    apps = inventory.applications
    families = _Families(len(apps))
    _join_alike(apps, families)
    index_of: dict[int, list[int]] = {}
    for index in range(len(apps)):
        index_of.setdefault(families.head(index), []).append(index)
    for members in index_of.values():
        if len({apps[index].department for index in members}) > 1:
            yield _finding([apps[index] for index in members], ("applications", members[0]))


def core(name: str) -> str:
    """What a system is about: its name without kind, edition, province and adornment."""
    text = names.folded(name)
    shorter = ""
    while shorter != text:
        shorter = text
        text = _SUFFIX.sub("", _EDITION.sub("", text)) or shorter
    return _BEFORE.sub("", text) or text


class _Families:
    """Which applications were found alike, directly or through others."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def head(self, index: int) -> int:
        while self._above[index] != index:
            self._above[index] = self._above[self._above[index]]
            index = self._above[index]
        return index

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.head(one), self.head(other)))
        self._above[second] = first


def _join_alike(apps: tuple[Application, ...], families: _Families) -> None:
    by_core: dict[tuple[str, str], int] = {}
    by_function: dict[tuple[str, str], int] = {}
    for index, app in enumerate(apps):
        about, function = core(app.name_zh), names.folded(app.function)
        if app.strategy.ends:
            continue
        if len(about) >= CORE_CHARS_MIN:
            families.join(by_core.setdefault((app.department[:2], about), index), index)
        if len(function) >= FUNCTION_CHARS_MIN:
            families.join(by_function.setdefault((app.department[:2], function), index), index)
    for (province, about), index in by_core.items():
        for near in _shortened(about):
            if (other := by_core.get((province, near))) is not None:
                families.join(other, index)


def _shortened(about: str) -> Iterator[str]:
    """What is left of a long name without one of its characters."""
    if len(about) >= CORE_CHARS_ALIKE:
        yield from (about[:gap] + about[gap + 1 :] for gap in range(len(about)))


def _finding(alike: list[Application], path: Path) -> Finding:
    first, others = alike[0], alike[1:]
    shown = ", ".join(f"{app.id} {app.name_zh}" for app in others[:SHOWN_MAX])
    more = f" and {len(others) - SHOWN_MAX} more" if len(others) > SHOWN_MAX else ""
    message = f"{first.name_zh} resembles {shown}{more}"
    hint = "one system for several departments (业务烟囱)? CONSOLIDATE"
    return Finding("W-DUP-001", first.id, (*path, "name_zh"), message, hint)
