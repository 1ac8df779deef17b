"""What a graph becomes as a file; the libraries that draw are loaded when a file is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from govcloud.rules.picture import Picture


def drawings(drawn: Picture, view: Mapping[str, Any]) -> dict[str, Callable[[], bytes]]:
    """Makers of files, by suffix."""
    label = "合成数据 / SYNTHETIC" if view["synthetic"] else ""

    def svg() -> bytes:
        from govcloud.reports.graph_svg import svg

        return svg(drawn, label=label).encode()

    def html() -> bytes:
        from govcloud.reports.graph_html import graph_page

        return graph_page(drawn, view).encode()

    def mermaid() -> bytes:
        from govcloud.reports.graph_text import mermaid

        return mermaid(drawn).encode()

    def markdown() -> bytes:
        from govcloud.reports.graph_text import markdown

        return markdown(drawn, view).encode()

    def dot() -> bytes:
        from govcloud.reports.graph_text import dot

        return dot(drawn).encode()

    def document() -> bytes:
        text = json.dumps({"schema": "govcloud.graph/1", **view}, ensure_ascii=False, indent=1)
        return (text + "\n").encode()

    return {
        ".svg": svg,
        ".html": html,
        ".mmd": mermaid,
        ".md": markdown,
        ".dot": dot,
        ".json": document,
    }


def mermaid_warning(drawn: Picture) -> str:
    """What to say of a picture that Mermaid would not draw; "" of one that it does."""
    from govcloud.reports.graph_text import mermaid_warning as warning

    return warning(drawn)
