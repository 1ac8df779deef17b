"""What lists and checks of the inventory become as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from govcloud.cli.wiring.cloud import CloudDesk
from govcloud.model.inventory import Application, plain

View = Mapping[str, Any]
Makers = dict[str, Callable[[], bytes]]


def listed_makers(desk: CloudDesk, apps: Sequence[Application]) -> Makers:
    """Files of these applications, with what is theirs."""
    from govcloud.cli.wiring.exporting import Exporting, applications_part

    made = Exporting(desk, applications_part(desk.inventory, apps))
    kept = (".csv", ".xlsx", ".md", ".html")
    makers = {suffix: made.makers("applications")[suffix] for suffix in kept}
    view = {"applications": plain(made.inventory.applications)}
    return {**makers, ".json": lambda: document("inventory/1", view)}


def checked_makers(desk: CloudDesk, view: View, on: date) -> Makers:
    """Files of a check's findings, judged on a day."""
    from govcloud.cli.wiring.exporting import about_inventory, csv
    from govcloud.reports.check_tables import check_tables
    from govcloud.reports.inventory_page import inventory_page
    from govcloud.reports.markdown import markdown
    from govcloud.reports.workbook import workbook

    about = about_inventory(desk, "清单检查结果 Inventory check", f"判断基准日 judged on {on}")
    tables = check_tables(view)
    return {
        ".csv": lambda: csv(tables[0], about),
        ".xlsx": lambda: workbook(about, tables),
        ".md": lambda: markdown(about, tables),
        ".html": lambda: inventory_page(about, tables),
        ".json": lambda: document("inventory-check/1", view),
    }


def document(schema: str, view: View) -> bytes:
    """A view as the document that `-o json` shows."""
    body = {"schema": f"govcloud.{schema}", **view}
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
