"""What an assessment becomes as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govcloud import __version__
from govcloud.rules import views_assess
from govcloud.rules.assessing import Assessment
from govcloud.rules.survey import Survey

NOTES = (
    "建议供人工决策参考 / suggestions: people decide",
    "估算常数见表 / the constants of the estimates are in their own table",
)


@dataclass(frozen=True, slots=True)
class AssessmentFiles:
    """A view of an assessment; the summary's workbook and page hold the tables of every view."""

    survey: Survey
    found: Sequence[Assessment]
    view: Mapping[str, Any]

    def makers(self) -> dict[str, Callable[[], bytes]]:
        """Makers of files, by suffix."""
        return {
            ".csv": self._csv,
            ".xlsx": self._xlsx,
            ".md": self._markdown,
            ".html": self._page,
            ".json": self._document,
        }

    def _tables(self) -> list[Any]:
        from govcloud.reports.assessment_tables import assessment_tables

        whole = self.view["view"] == "summary"
        made = views_assess.views().values() if whole else ()
        return assessment_tables([self.view, *(make(self.survey, self.found) for make in made)])

    def _about(self) -> Any:
        from govcloud.reports.sheets import About

        held, title = self.survey.inventory, f"上云评估 Assessment: {self.view['view']}"
        return About(title, held.digest, __version__, self.view["on"], held.synthetic, NOTES)

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
        body = {"schema": "govcloud.assessment/1", **self.view}
        return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
