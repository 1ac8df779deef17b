"""The estate's tables with few enough columns for a page: each row still says whose it is."""

from __future__ import annotations

from dataclasses import replace

from govcloud.model.inventory import Inventory
from govcloud.reports import application_tables, inventory_tables, server_tables
from govcloud.reports.sheets import Sheet

_SHOWN = {
    "servers": (
        *("name", "address", "kind", "cpu_cores", "mem_gb", "disk_gb"),
        *("os", "os_version", "app", "site"),
    ),
    "datastores": ("app", "name", "engine", "version", "server", "size_gb", "topology"),
    "dependencies": ("from", "to", "kind", "via_exchange", "hard", "bridge"),
}


def overviews(inventory: Inventory) -> list[Sheet]:
    """Applications, departments, servers, databases, interfaces."""
    whole = (
        server_tables.resources(inventory),
        inventory_tables.datastores(inventory),
        inventory_tables.dependencies(inventory),
    )
    return [
        application_tables.overview(inventory),
        inventory_tables.departments(inventory),
        *(_narrowed(table, _SHOWN[table.key]) for table in whole),
    ]


def _narrowed(table: Sheet, keys: tuple[str, ...]) -> Sheet:
    """The table with these columns only."""
    kept = [place for place, key in enumerate(table.keys) if key in keys]
    return replace(
        table,
        headings=tuple(table.headings[place] for place in kept),
        keys=tuple(table.keys[place] for place in kept),
        widths=tuple(table.widths[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
    )
