"""One import from files to a proposal, and from a proposal to the workspace's files, all or nothing."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud.adapters.importers.rows import Reading, read_tables
from govcloud.adapters.importers.tables import Table, open_tables
from govcloud.adapters.input_file import read_input
from govcloud.adapters.inventory_plain import from_plain, to_plain
from govcloud.adapters.inventory_write import department_files, inventory_text
from govcloud.adapters.provenance_file import FILE, claims_text, read_claims
from govcloud.cli.wiring.record import RecordDesk
from govcloud.errors import InputError, RefusedError
from govcloud.model.canonical import Json
from govcloud.model.event import Entry
from govcloud.model.inventory import Inventory
from govcloud.rules.importing import Import, Wishes, import_rows

HEADING = "由 govcloud 写成，来源见 / Written by govcloud, sources: imports/provenance.jsonl"
_MAPPING_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of an import."""

    files: Sequence[Path]
    form: str
    department: str
    assign: str
    out: Path | None
    rewrite: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would make of the inventory."""

    before: Inventory
    after: Inventory
    reading: Reading
    done: Import
    tables: tuple[Table, ...]

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        return to_plain(self.before) != to_plain(self.after)


def propose(desk: RecordDesk, asked: Asked) -> Proposal:
    """Read the files and put them into the inventory; nothing is written. Raises InputError for a refused file."""
    tables = tuple(table for file in asked.files for table in open_tables(file))
    reading = read_tables(tables, asked.form)
    if not reading.rows:
        hint = "name its form by --format; list them: govcloud inventory import --formats"
        raise InputError("E-IMP-008: no table has a form that is known", hint=hint)
    before = desk.inventory
    done = import_rows(
        to_plain(before), reading.rows, read_claims(desk.workspace / FILE), _wishes(asked)
    )
    after = from_plain(done.estate, synthetic=before.synthetic)
    return Proposal(before, after, reading, done, tables)


def write(desk: RecordDesk, asked: Asked, proposal: Proposal) -> list[Path]:
    """Write the inventory and its provenance, then the ledger's row; each file whole or not at all."""
    written = []
    claims = claims_text(proposal.done.merge.claims.values())
    for path, text in _texts(desk, asked, proposal):
        _replace(path, text)
        written.append(path)
    provenance = (asked.out.parent if asked.out else desk.workspace) / FILE
    _replace(provenance, claims)
    desk.store.record(Entry("inventory.imported", data=_summary(proposal)))
    return [*written, provenance]


def _texts(desk: RecordDesk, asked: Asked, proposal: Proposal) -> list[tuple[Path, str]]:
    if asked.out is not None:
        return [(asked.out, inventory_text(proposal.after, heading=HEADING))]
    place = desk.inventory_place
    if place.is_dir():
        files = department_files(proposal.after, heading=HEADING)
        made = [(place / name, text) for name, text in files]
        others = set(place.rglob("*.y*ml")) - {path for path, _ in made}
        if others:
            names = ", ".join(sorted(path.name for path in others)[:5])
            what = f"E-IMP-009: the folder has files of your own: {names}"
            raise RefusedError(what, hint="write a proposal beside it: --out FILE")
        return made
    if not asked.rewrite and _commented(place):
        what = f"E-IMP-009: {place.name} holds comments of yours, which a rewriting would lose"
        raise RefusedError(
            what, hint="--out FILE writes a proposal beside it; --rewrite loses them"
        )
    return [(place, inventory_text(proposal.after, heading=HEADING))]


def _commented(path: Path) -> bool:
    """Whether a person wrote comments: lines other than the heading that govcloud writes."""
    lines = read_input(path).decode("utf-8").splitlines()
    ours = {f"# {line}" for line in HEADING.splitlines()}
    return any(
        line.lstrip().startswith("#") and line not in ours and "yaml-language-server" not in line
        for line in lines
    )


def _replace(path: Path, text: str) -> None:
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(text, "utf-8")
    partial.replace(path)


def _wishes(asked: Asked) -> Wishes:
    """`--assign` is a file that pairs servers with applications, or a column of the imported table."""
    if not asked.assign:
        return Wishes(asked.department)
    path = Path(asked.assign)
    if not path.exists():
        return Wishes(asked.department, asked.assign)
    text = read_input(path).decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if len(row) >= _MAPPING_COLUMNS]
    pairs = {row[0].strip().lower(): row[1].strip() for row in rows}
    return Wishes(asked.department, "", pairs)


def _summary(proposal: Proposal) -> dict[str, Json]:
    files: dict[str, Json] = {table.file: table.sha256 for table in proposal.tables}
    return {
        "files": files,
        "added": len(proposal.done.added),
        "changed": len(proposal.done.merge.changed),
        "conflicts": len(proposal.done.merge.conflicts),
        "skipped": len(proposal.done.faults) + len(proposal.reading.faults),
        "before": proposal.before.digest,
    }


def view(proposal: Proposal, written: Sequence[Path]) -> dict[str, Any]:
    """What an import shows: what was read, what is new, merged, changed, in conflict, skipped and assumed."""
    done = proposal.done
    skipped = [*proposal.reading.faults, *done.faults]
    return {
        "changes": proposal.changes,
        "read": list(proposal.reading.notes),
        "added": done.added,
        "merges": done.merges,
        "changed": [
            {"kind": kind, "subject": subject, "fields": sorted(names)}
            for (kind, subject), names in sorted(done.merge.changed.items())
        ],
        "conflicts": [
            {
                "kind": one.kind,
                "subject": one.subject,
                "field": one.field,
                "stands": one.stands,
                "stands_from": one.stands_from,
                "told": one.told,
                "told_from": one.told_from,
                "why": one.why,
            }
            for one in done.merge.conflicts
        ],
        "skipped": [
            {"file": f.file, "row": f.line, "code": f.code, "message": f.message, "hint": f.hint}
            for f in skipped
        ],
        "assumed": done.assumed,
        "written": [str(path) for path in written],
    }


def formats() -> dict[str, Any]:
    """The forms that are known, with the headings that each needs."""
    from govcloud.adapters.importers.forms import FORMATS

    return {
        "formats": [
            {
                "name": one.name,
                "title": one.title,
                "rows": one.kind,
                "needs": [" | ".join(group) for group in one.needs],
                "columns": len(one.columns),
            }
            for one in FORMATS
        ]
    }


def sources(desk: RecordDesk, subject: str, field: str) -> list[dict[str, Any]]:
    """The claims that hold about a subject."""
    claims = read_claims(desk.workspace / FILE)
    return [
        claim.plain()
        for claim in sorted(claims, key=lambda claim: claim.place)
        if claim.subject == subject and field in {"", claim.field}
    ]


def plain_of(path: Path) -> dict[str, Any]:
    """An inventory's plain values, from its file, its folder, or the workspace that holds either."""
    from govcloud.adapters.inventory_sources import FILE as INVENTORY_FILE
    from govcloud.adapters.inventory_sources import FOLDER, inventory_place
    from govcloud.adapters.inventory_yaml import read_inventory

    whole = path.is_dir() and ((path / INVENTORY_FILE).exists() or (path / FOLDER).is_dir())
    return to_plain(read_inventory(inventory_place(path) if whole else path))
