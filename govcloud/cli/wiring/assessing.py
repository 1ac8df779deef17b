"""What an assessment becomes as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from govcloud import __version__
from govcloud.rules import views_assess
from govcloud.rules.assessing import Assessment
from govcloud.rules.survey import Survey

View = Mapping[str, Any]
NOTES = (
    "建议供人工决策参考 / suggestions: people decide",
    "估算常数见表 / the constants of the estimates are in their own table",
)


def assessment_files(
    survey: Survey, found: Sequence[Assessment], view: View
) -> dict[str, Callable[[], bytes]]:
    """Makers by suffix. The summary's workbook and page hold the tables of every view."""

    def tables() -> list[Any]:
        from govcloud.reports.assessment_tables import assessment_tables

        whole = view["view"] == "summary"
        made = views_assess.views().values() if whole else ()
        return assessment_tables([view, *(make(survey, found) for make in made)])

    def about() -> Any:
        from govcloud.reports.sheets import About

        inventory = survey.inventory
        title = f"上云评估 Assessment: {view['view']}"
        return About(title, inventory.digest, __version__, view["on"], inventory.synthetic, NOTES)

    def csv() -> bytes:
        from govcloud.reports.csv_file import csv_bytes

        return csv_bytes(tables()[0])

    def xlsx() -> bytes:
        from govcloud.reports.workbook import workbook

        return workbook(about(), tables())

    def markdown() -> bytes:
        from govcloud.reports.markdown import markdown

        return markdown(about(), tables())

    def html() -> bytes:
        from govcloud.reports.inventory_page import inventory_page

        return inventory_page(about(), tables())

    def document() -> bytes:
        body = {"schema": "govcloud.assessment/1", **view}
        return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()

    return {".csv": csv, ".xlsx": xlsx, ".md": markdown, ".html": html, ".json": document}
