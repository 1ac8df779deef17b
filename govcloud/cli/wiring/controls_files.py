"""What controls and findings become as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from govcloud import __version__

View = Mapping[str, Any]
Makers = dict[str, Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class FindingsFiles:
    """The findings of `stack check`."""

    view: View
    schema = "stack-check"
    title = "资源栈检查 Stack check"

    def makers(self) -> Makers:
        """Makers of files, by suffix."""
        return {
            ".sarif": self._sarif,
            ".junit.xml": self._junit,
            ".csv": self._csv,
            ".xlsx": self._xlsx,
            ".md": self._markdown,
            ".html": self._page,
            ".json": self._document,
        }

    def _tables(self) -> list[Any]:
        from govcloud.reports.controls_tables import findings_table

        return [findings_table(self.view)]

    def _about(self) -> Any:
        from govcloud.reports.sheets import About

        view = self.view
        title = f"{self.title}: {view['profile_zh']} {view['level_zh']}"
        notes = (view["wording_zh"], view["wording"], view["numbering"])
        return About(title, view["inventory"], __version__, view["on"], view["synthetic"], notes)

    def _sarif(self) -> bytes:
        from govcloud.reports.sarif import sarif

        return sarif(self.view, __version__)

    def _junit(self) -> bytes:
        from govcloud.reports.junit import findings_junit

        return findings_junit(self.view)

    def _csv(self) -> bytes:
        from govcloud.reports.csv_file import csv_bytes

        return csv_bytes(self._tables()[0], self._about())

    def _xlsx(self) -> bytes:
        from govcloud.reports.workbook import workbook

        return workbook(self._about(), self._tables())

    def _markdown(self) -> bytes:
        from govcloud.reports.markdown import markdown

        return markdown(self._about(), self._tables())

    def _page(self) -> bytes:
        from govcloud.reports.inventory_page import inventory_page

        return inventory_page(self._about(), self._tables())

    def _document(self) -> bytes:
        body = {"schema": f"govcloud.{self.schema}/1", **self.view}
        return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class ControlsFiles(FindingsFiles):
    """The controls of `audit controls`."""

    schema = "controls"
    title = "控制项 Controls"

    def makers(self) -> Makers:
        """Makers of files, by suffix."""
        return {**FindingsFiles.makers(self), ".oscal.json": self._oscal}

    def _tables(self) -> list[Any]:
        from govcloud.reports.controls_tables import controls_tables

        return controls_tables(self.view)

    def _csv(self) -> bytes:
        from govcloud.reports.csv_file import csv_bytes

        return csv_bytes(self._tables()[1], self._about())

    def _junit(self) -> bytes:
        from govcloud.reports.junit import controls_junit

        return controls_junit(self.view)

    def _oscal(self) -> bytes:
        from govcloud.reports.oscal_results import oscal_results

        return oscal_results(self.view, __version__)
