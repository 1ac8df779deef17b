"""What `inventory export` writes, form by form; each is made when somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from govcloud import __version__
from govcloud.cli.exports import suffix_of
from govcloud.cli.wiring.cloud import CloudDesk
from govcloud.errors import InputError, UsageError
from govcloud.model.inventory import Application, Inventory, plain
from govcloud.reports.sheets import About, Sheet


class Exporting:
    """One export of an inventory, or of a part of it; of a part, its applications with all that is theirs."""

    def __init__(
        self, desk: CloudDesk, part: Inventory, *, title: str = "", unmasked: bool = False
    ) -> None:
        from govcloud.reports import masking

        self._desk = desk
        self.inventory = part if unmasked else masking.masked_inventory(part)
        named = f"应用系统清单 Application inventory {title}".strip()
        self.about = about_inventory(desk, named, *(() if unmasked else (masking.NOTE,)))

    def makers(self, table: str) -> dict[str, Callable[[], bytes]]:
        """What makes each suffix. Raises UsageError for a table that there is not."""
        known = _tables()
        if table not in known:
            raise UsageError(f"there is no table `{table}`", hint=f"one of {', '.join(known)}")
        return {
            ".csv": lambda: csv(known[table](self.inventory), self.about),
            ".xlsx": self._xlsx,
            ".md": self._markdown,
            ".html": self._page,
            ".json": self._json,
            ".oscal.json": self._oscal,
            ".yaml": self._yaml,
        }

    def form(self, name: str, file: Path) -> list[bytes]:
        """Another tool's form as one file or several.

        Raises UsageError for a name that there is not, and InputError (E-EXP-001) for a suffix it does not come in.
        """
        from govcloud.reports.exchange import FORMS
        from govcloud.reports.workbook import workbook

        sheets = {"fedramp": self._fedramp, "gsa": self._gsa}
        if name not in {**FORMS, **sheets}:
            known = ", ".join(sorted([*FORMS, *sheets]))
            raise UsageError(f"there is no form `{name}`", hint=f"one of {known}")
        suffix_of(file, (".csv", ".xlsx") if name in sheets else (".csv",))
        if name in sheets:
            made = sheets[name]()
            whole = file.suffix.lower() == ".xlsx"
            return [workbook(self.about, [made]) if whole else csv(made)]
        place = self._desk.place if self._desk.environment.region else None
        return FORMS[name](self.inventory, place).files()

    def _xlsx(self) -> bytes:
        from govcloud.adapters.inventory_json_schema import field_words
        from govcloud.reports.dictionary import dictionary
        from govcloud.reports.workbook import workbook

        tables = [made(self.inventory) for made in _tables().values()]
        return workbook(self.about, [*tables, dictionary(tables, field_words())])

    def _markdown(self) -> bytes:
        from govcloud.reports.application_tables import overview
        from govcloud.reports.inventory_tables import departments
        from govcloud.reports.markdown import markdown

        return markdown(self.about, [departments(self.inventory), overview(self.inventory)])

    def _page(self) -> bytes:
        from govcloud.reports.inventory_page import inventory_page
        from govcloud.reports.overviews import overviews

        return inventory_page(self.about, overviews(self.inventory))

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


def about_inventory(desk: CloudDesk, title: str, *notes: str) -> About:
    """What every export of the inventory says of itself."""
    said = ("检查结果仅为佐证，不构成合规认证 / evidence, not certification", *notes)
    held = desk.inventory
    return About(title, held.digest, __version__, desk.today.isoformat(), held.synthetic, said)


def csv(sheet: Sheet, about: About | None = None) -> bytes:
    """A table as CSV."""
    from govcloud.reports.csv_file import csv_bytes

    return csv_bytes(sheet, about)


def _tables() -> dict[str, Callable[[Inventory], Sheet]]:
    """All tables, in the order of a workbook, by the name that `--table` takes."""
    from govcloud.reports import application_tables, inventory_tables, server_tables

    return {
        "applications": application_tables.applications,
        "servers": server_tables.resources,
        "datastores": inventory_tables.datastores,
        "trees": inventory_tables.trees,
        "components": inventory_tables.components,
        "dependencies": inventory_tables.dependencies,
        "partners": inventory_tables.partners,
        "departments": inventory_tables.departments,
    }


def department_part(inventory: Inventory, department: str) -> Inventory:
    """The part that is a department's; all of it for "". Raises InputError (E-ID-002) for one that is not there."""
    if not department:
        return inventory
    known = {one.id for one in inventory.departments}
    if department not in known:
        from govcloud.rules.names import did_you_mean

        hint = did_you_mean(department, known) or "list them: govcloud inventory check"
        raise InputError(f"E-ID-002: there is no department `{department}`", hint=hint)
    made = applications_part(inventory, inventory.of_department(department))
    return replace(made, departments=(inventory.department(department),))


def applications_part(inventory: Inventory, apps: Sequence[Application]) -> Inventory:
    """The part that these applications are: with their departments and partners, without servers of nobody."""
    owning = {app.department for app in apps}
    helping = {one.id for app in apps for one in app.partners}
    return replace(
        inventory,
        departments=tuple(one for one in inventory.departments if one.id in owning),
        applications=tuple(apps),
        partners=tuple(one for one in inventory.partners if one.id in helping),
        servers=(),
    )
