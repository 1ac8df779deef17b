"""What `inventory export` writes, form by form; each is made when somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from govcloud import __version__
from govcloud.cli.wiring.cloud import CloudDesk
from govcloud.errors import InputError, UsageError
from govcloud.model.inventory import Inventory, plain
from govcloud.reports.sheets import About, Sheet

_SHEETS = ("applications", "servers", "datastores", "dependencies", "partners", "departments")


class Exporting:
    """One export of an inventory, or of one department's part of it."""

    def __init__(self, desk: CloudDesk, department: str, *, unmasked: bool) -> None:
        """Raises InputError (E-ID-002) for a department that is not there."""
        self._desk = desk
        self._unmasked = unmasked
        self.inventory = _part(desk.inventory, department)
        whole = self.inventory is desk.inventory
        self.about = About(
            "应用系统清单 Application inventory" + ("" if whole else f" {department}"),
            desk.inventory.digest,
            __version__,
            desk.today.isoformat(),
            desk.inventory.synthetic,
            ("检查结果仅为佐证，不构成合规认证 / evidence, not certification",),
        )

    def makers(self, table: str) -> dict[str, Callable[[], bytes]]:
        """What makes each suffix. Raises UsageError for a table that there is not."""
        if table not in _SHEETS:
            raise UsageError(f"there is no table `{table}`", hint=f"one of {', '.join(_SHEETS)}")
        return {
            ".csv": lambda: self._csv(table),
            ".xlsx": self._xlsx,
            ".md": self._markdown,
            ".html": self._page,
            ".json": self._json,
            ".oscal.json": self._oscal,
            ".yaml": self._yaml,
        }

    def form(self, name: str, suffix: str) -> list[bytes]:
        """Another tool's form as one file or several. Raises UsageError for a name that there is not."""
        from govcloud.reports.exchange import FORMS
        from govcloud.reports.workbook import workbook

        if name in {"fedramp", "gsa"}:
            made = self._fedramp() if name == "fedramp" else self._gsa()
            return [workbook(self.about, [made])] if suffix == ".xlsx" else [_csv(made)]
        if name not in FORMS:
            known = ", ".join(sorted([*FORMS, "fedramp", "gsa"]))
            raise UsageError(f"there is no form `{name}`", hint=f"one of {known}")
        place = self._desk.place if self._desk.environment.region else None
        return FORMS[name](self.inventory, place).files()

    def _tables(self) -> list[Sheet]:
        from govcloud.reports import inventory_tables as made
        from govcloud.reports.server_tables import resources

        held = self.inventory
        return [
            made.applications(held),
            resources(held),
            made.datastores(held),
            made.dependencies(held),
            made.partners(held),
            made.departments(held, unmasked=self._unmasked),
        ]

    def _csv(self, table: str) -> bytes:
        (found,) = [sheet for sheet in self._tables() if sheet.key == table]
        return _csv(found)

    def _xlsx(self) -> bytes:
        from govcloud.reports.workbook import dictionary, workbook

        tables = self._tables()
        return workbook(self.about, [*tables, dictionary(tables)])

    def _markdown(self) -> bytes:
        from govcloud.reports.inventory_tables import departments, overview
        from govcloud.reports.markdown import markdown

        return markdown(self.about, [departments(self.inventory), overview(self.inventory)])

    def _page(self) -> bytes:
        from govcloud.reports.inventory_page import inventory_page
        from govcloud.reports.inventory_tables import departments, overview

        shown = [overview(self.inventory), departments(self.inventory, unmasked=self._unmasked)]
        return inventory_page(self.about, shown)

    def _json(self) -> bytes:
        held = self.inventory
        document = {
            "schema": "govcloud.inventory-file/1",
            "about": self.about.plain(),
            "departments": plain(held.departments),
            "partners": plain(held.partners),
            "applications": plain(held.applications),
            "servers": plain(held.servers),
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()

    def _oscal(self) -> bytes:
        from govcloud.reports.oscal import oscal

        return oscal(self.inventory, self.about)

    def _yaml(self) -> bytes:
        from govcloud.adapters.inventory_write import inventory_text

        heading = "\n".join(f"{name}: {value}" for name, value in self.about.lines())
        return inventory_text(self.inventory, heading=heading).encode()

    def _fedramp(self) -> Sheet:
        from govcloud.reports.server_tables import fedramp

        return fedramp(self.inventory)

    def _gsa(self) -> Sheet:
        from govcloud.adapters.profiles_elements import gsa_elements
        from govcloud.reports.gsa import gsa

        return gsa(self.inventory, gsa_elements())


def _csv(sheet: Sheet) -> bytes:
    from govcloud.reports.csv_file import csv_bytes

    return csv_bytes(sheet)


def _part(inventory: Inventory, department: str) -> Inventory:
    if not department:
        return inventory
    known = {one.id for one in inventory.departments}
    if department not in known:
        from govcloud.rules.names import did_you_mean

        hint = did_you_mean(department, known) or "list them: govcloud inventory check"
        raise InputError(f"E-ID-002: there is no department `{department}`", hint=hint)
    apps = inventory.of_department(department)
    helping = {one.id for app in apps for one in app.partners}
    return replace(
        inventory,
        departments=tuple(one for one in inventory.departments if one.id == department),
        applications=apps,
        partners=tuple(one for one in inventory.partners if one.id in helping),
        servers=(),
    )
