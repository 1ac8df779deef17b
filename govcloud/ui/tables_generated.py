"""A generated estate's figures, drawn for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
_LEVELS = ["0", "1", "2", "3", "4", "5"]
_SIZES = ["XS", "S", "M", "L", "XL"]


def generated(view: View) -> RenderableType:
    """What was generated, and what to type next."""
    estate = view["estate"]
    where = f"合成数据 SYNTHETIC: laid down in {view['folder']}"
    about = [
        ("种子 seed, as of", f"{view['seed']}, {view['as_of']}"),
        *figures(estate),
    ]
    hubs = [
        (hub["id"], hub["name_zh"], f"{hub['fan_in']:,}")
        for hub in estate["dependencies"]["most_needed"]
    ]
    return Group(
        Text(clean(where), style="bold"),
        Text(clean(f"SHA-256 {view['sha256']}")),
        filled(grid("", ""), about),
        filled(grid("most needed", "名称", ">needed by"), hubs),
        Text("\nnext", style="bold"),
        *(Text(clean(f"  {line}"), style="cyan") for line in view["next"]),
    )


def figures(estate: View) -> list[tuple[str, str]]:
    """An estate's figures, as pairs of a word and what there is."""
    needs, partners = estate["dependencies"], estate["partners"]
    rows = [
        (
            "总量 estate",
            f"{estate['departments']:,} departments, {estate['applications']:,} applications,"
            f" {estate['servers']:,} servers",
        ),
        ("规模 size", _listed(estate["sizes"], _SIZES)),
        ("等保 level", _listed(estate["levels"], _LEVELS)),
        ("分区 zone", _listed(estate["zones"])),
        ("方式 strategy", _listed(estate["strategies"])),
        ("数据库 databases", _listed(estate["engines"])),
        ("中间件 middleware", _listed(estate["middleware"])),
        (
            "合作单位 partners",
            f"{partners['distinct']:,}, {partners['engagements']:,} engagements, the first 20 hold"
            f" {partners['top_20_share']:.0%}",
        ),
        (
            "依赖 dependencies",
            f"{needs['edges']:,}, {needs['per_application']} each,"
            f" {needs['across_departments_share']:.0%} across departments, {needs['binding']:,} bind;"
            f" {needs['alone']} applications alone",
        ),
        (
            "循环 circles",
            f"{len(needs['cyclic_groups'])} of {_few(needs['cyclic_groups'])};"
            f" longest chain {needs['longest_chain']}, of those that bind {needs['longest_binding_chain']}",
        ),
    ]
    if estate["stages"]:
        rows.append(("阶段 stage", _listed(estate["stages"])))
    return rows


def _listed(table: Mapping[str, int], order: list[str] | None = None) -> str:
    names = [name for name in order or table if name in table]
    return ", ".join(f"{name} {table[name]:,}" for name in names)


def _few(sizes: list[int]) -> str:
    shown = ", ".join(map(str, sizes[:8]))
    return f"{shown} …" if len(sizes) > 8 else shown or "none"  # noqa: PLR2004 - as many as fit
