"""What a graph becomes as a file; the libraries that draw are loaded when a file is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.rules.picture import Picture


@dataclass(frozen=True, slots=True)
class Drawings:
    """A picture with the view that it is drawn from."""

    drawn: Picture
    view: Mapping[str, Any]

    def makers(self) -> dict[str, Callable[[], bytes]]:
        """Makers of files, by suffix."""
        return {
            ".svg": self._svg,
            ".html": self._page,
            ".mmd": self._mermaid,
            ".md": self._markdown,
            ".dot": self._dot,
            ".json": self._document,
        }

    @property
    def mermaid_warning(self) -> str:
        """What to say of a picture that Mermaid would not draw; "" of one that it does."""
        from govcloud.reports.graph_text import mermaid_warning

        return mermaid_warning(self.drawn)

    def _svg(self) -> bytes:
        from govcloud.reports.graph_svg import svg

        label = "合成数据 / SYNTHETIC" if self.view["synthetic"] else ""
        return svg(self.drawn, label=label).encode()

    def _page(self) -> bytes:
        from govcloud.reports.graph_html import graph_page

        return graph_page(self.drawn, self.view).encode()

    def _mermaid(self) -> bytes:
        from govcloud.reports.graph_text import mermaid

        return mermaid(self.drawn).encode()

    def _markdown(self) -> bytes:
        from govcloud.reports.graph_text import markdown

        return markdown(self.drawn, self.view).encode()

    def _dot(self) -> bytes:
        from govcloud.reports.graph_text import dot

        return dot(self.drawn).encode()

    def _document(self) -> bytes:
        body = {"schema": "govcloud.graph/1", **self.view}
        return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
