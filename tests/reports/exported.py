"""What the tests of exports hold against: the sample, and an estate that means harm."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.model.inventory import Inventory, Server
from govcloud.reports import application_tables, inventory_tables, server_tables
from govcloud.reports.sheets import About

SAMPLE = Path(__file__).parents[2] / "inventory.yaml"
ABOUT = About("清单 Inventory", "d" * 64, "0.1.0", "2026-11-25", synthetic=True)
HOSTILE = '=cmd|"/c calc"!A1\x1b[31m\u202e<script>alert(1)</script>|`x`'


def sample() -> Inventory:
    """The repository's own inventory."""
    return read_inventory(SAMPLE)


def hostile_estate() -> Inventory:
    """The sample with formulas, markup, orders to terminals, and texts longer than a cell."""
    first, *rest = sample().applications
    bad = replace(
        first, name_zh=HOSTILE, notes="+1+1", owner_business="@SUM(A1)", function="x" * 40_000
    )
    server = Server(
        "=srv\x1b]0;x\x07", "fd00::1", os="\u0645\u0631\u062d\u0628\u0627;=1+1\u202e", site="\u200b"
    )
    return replace(sample(), applications=(bad, *rest), servers=(server,))


def tables(inventory: Inventory) -> list[Any]:
    """All tables that departments fill in."""
    made = [application_tables.applications(inventory), server_tables.resources(inventory)]
    made += [inventory_tables.datastores(inventory), inventory_tables.dependencies(inventory)]
    made += [inventory_tables.trees(inventory), inventory_tables.components(inventory)]
    return [*made, inventory_tables.partners(inventory), inventory_tables.departments(inventory)]


def read_csv(content: bytes) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
