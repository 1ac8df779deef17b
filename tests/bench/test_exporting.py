"""What a province's inventory takes to become a workbook, a page and an OSCAL document."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import pytest

from govcloud.adapters.inventory_json_schema import field_words
from govcloud.reports import application_tables, inventory_tables, server_tables
from govcloud.reports.dictionary import dictionary
from govcloud.reports.inventory_page import inventory_page
from govcloud.reports.oscal import oscal
from govcloud.reports.overviews import overviews
from govcloud.reports.sheets import About
from govcloud.reports.workbook import workbook
from tests.assess_estates import province

ROUNDS = 3
PAGE_BYTES_MAX = 3_000_000
ABOUT = About("清单 Inventory", "d" * 64, "0", "2026-11-25", synthetic=True)


@pytest.mark.bench
def test_workbook_page_and_oscal_of_a_province() -> None:
    inventory = province(1_132)

    def sheets() -> bytes:
        tables = [application_tables.applications(inventory), server_tables.resources(inventory)]
        tables += [inventory_tables.datastores(inventory), inventory_tables.trees(inventory)]
        tables += [inventory_tables.components(inventory), inventory_tables.dependencies(inventory)]
        tables += [inventory_tables.partners(inventory), inventory_tables.departments(inventory)]
        return workbook(ABOUT, [*tables, dictionary(tables, field_words())])

    made: dict[str, Callable[[], bytes]] = {
        "workbook": sheets,
        "page": lambda: inventory_page(ABOUT, overviews(inventory)),
        "oscal": lambda: oscal(inventory, ABOUT),
    }
    sys.stderr.write(f"\nexports of {len(inventory.applications):,} applications, CPU seconds\n")
    for name, make in made.items():
        found = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            content = make()
            found.append(time.process_time() - begun)
        size = f"{len(content) / 1e6:.2f} MB"
        sys.stderr.write(f"{name:10} {statistics.median(found):6.2f} s  {size}\n")
        assert name != "page" or len(content) <= PAGE_BYTES_MAX
