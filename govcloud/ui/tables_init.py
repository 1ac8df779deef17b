"""What `init` has laid down, drawn for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from govcloud.ui.clean import clean
from govcloud.ui.grid import filled, grid

View = Mapping[str, Any]
KEPT_SHOWN = 12
_ABOUT = {
    "inventory.yaml": "应用系统清单 the estate",
    "inventory": "应用系统清单 the estate, a file for each department",
    "stacks": "资源栈 what stands in the cloud (Pulumi programs)",
    "migrations": "迁移方案与批次 how, and in which waves",
    "schemas": "编辑器校验 what editors check while you type",
    "pyproject.toml": "设置 settings",
    ".gitignore": "",
}


def laid_down(view: View) -> RenderableType:
    """What was written, by its first folder; what was kept; what to type next."""
    tops = Counter(name.partition("/")[0] for name in view["written"])
    rows = [(name, count, _ABOUT.get(name, "")) for name, count in sorted(tops.items())]
    parts: list[RenderableType] = [
        Text(clean(f"{len(view['written'])} files laid down in {view['folder']}"), style="bold"),
        filled(grid("", ">files", ""), rows),
    ]
    if view["kept"]:
        shown = ", ".join(view["kept"][:KEPT_SHOWN])
        more = len(view["kept"]) - KEPT_SHOWN
        words = f"{len(view['kept'])} kept as they were: {shown}" + (
            f" and {more} more" if more > 0 else ""
        )
        parts.append(Text(clean(words), style="yellow"))
    parts.append(Text("\nnext", style="bold"))
    parts += [Text(clean(f"  {line}"), style="cyan") for line in view["next"]]
    return Group(*parts)
