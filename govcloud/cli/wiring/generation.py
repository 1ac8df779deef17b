"""A synthetic province as a workspace: generated, written department by department, counted on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from govcloud.errors import UsageError

WORKBOOK = "forms/rvtools.xlsx"
SINGLE_MAX = 12_000
"""Applications that one file can hold: the reader takes 64 MB."""


def generate_workspace(
    target: Path, wishes: Mapping[str, Any], *, single: bool, rvtools: bool = False
) -> dict[str, Any]:
    """Lay a synthetic province down in `target`; its figures as a view.

    `wishes` are the fields of a Wish; `rvtools` asks for the workbook that RVTools would have exported. Raises
    UsageError for what cannot be made, InputError (E-WS-005) for a target that is not empty, FailedError; then
    nothing is left behind.
    """
    from govcloud.adapters.new_folder import new_folder
    from govcloud.local.province.province import Province
    from govcloud.local.province.wish import Wish
    from govcloud.rules.estate_figures import EstateFigures

    wish = Wish(**wishes)
    with new_folder(target) as corner:
        province, figures, files = Province(wish), EstateFigures(), _Files(corner)
        count = sum(len(roster.applications) for roster in province.rosters)
        _refuse_what_one_file_cannot_hold(count, single=single, rvtools=rvtools)
        (_one_file if single else _a_file_each)(files, province, figures)
        _the_rest(files, province, count)
        if rvtools:
            _workbook(files, province)
    return {
        "folder": str(target),
        "form": "file" if single else "folder",
        "sha256": files.digest,
        "bytes": files.inventory_bytes,
        "seed": wish.seed,
        "as_of": str(wish.as_of),
        "province": wish.province,
        "messy": wish.messy,
        "day": wish.day,
        "estate": figures.view(),
        "next": _next(target, str(wish.as_of)),
    }


def _refuse_what_one_file_cannot_hold(count: int, *, single: bool, rvtools: bool) -> None:
    if count > SINGLE_MAX and (single or rvtools):
        option = "--single" if single else "--rvtools"
        what = f"{option}: {count:,} applications are more than one file is made for"
        raise UsageError(what, hint=f"{SINGLE_MAX:,} at most, or without {option}")


@dataclass
class _Files:
    """What was written: files below `root`, and the SHA-256 of each that belongs to the inventory."""

    root: Path
    inventory_bytes: int = 0

    def __post_init__(self) -> None:
        self._sums: list[tuple[str, str]] = []

    @property
    def digest(self) -> str:
        """One file's SHA-256; of several the SHA-256 of what `sha256sum` prints of them, in order of path."""
        if len(self._sums) == 1:
            return self._sums[0][1]
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(self._sums))
        return hashlib.sha256(lines.encode()).hexdigest()

    def inventory(self, name: str, text: str) -> None:
        """A file of the inventory, with the line that tells editors its schema."""
        from govcloud.adapters.workspace_seed import headed

        content = headed(text, name)
        self._sums.append((name, hashlib.sha256(content).hexdigest()))
        self.inventory_bytes += len(content)
        self.other(name, content)

    def other(self, name: str, content: bytes) -> None:
        """Any other file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _one_file(files: _Files, province: Any, figures: Any) -> None:
    from govcloud.adapters.inventory_write import inventory_text

    inventory = province.inventory()
    figures.add(inventory)
    files.inventory("inventory.yaml", inventory_text(inventory, heading=province.heading))


def _a_file_each(files: _Files, province: Any, figures: Any) -> None:
    """One department at a time, so that memory does not grow with their number."""
    from govcloud.adapters.inventory_write import department_files
    from govcloud.model.inventory import Inventory

    partners = Inventory((), (), synthetic=True, partners=province.partners())
    for part in chain(province.parts(), (partners,)):
        figures.add(part)
        for name, text in department_files(part, heading=province.heading):
            files.inventory(f"inventory/{name}", text)


def _the_rest(files: _Files, province: Any, count: int) -> None:
    from govcloud.adapters.workspace_seed import workspace_files
    from govcloud.local.province.programme import programme_text

    for name, content in workspace_files(sample=False).items():
        files.other(name, content)
    departments = tuple(roster.id for roster in province.rosters)
    text = programme_text(province.wish, departments, count)
    files.other("migrations/programme.yaml", text.encode())


def _workbook(files: _Files, province: Any) -> None:
    from govcloud.reports.rvtools import rvtools_workbook

    files.other(WORKBOOK, rvtools_workbook(province.parts(), province.wish.as_of))


def _next(target: Path, day: str) -> list[str]:
    here = [] if target.resolve() == Path.cwd() else [f"cd {target}"]
    return [*here, f"govcloud inventory check --on {day}", f"govcloud waves plan --from {day}"]
