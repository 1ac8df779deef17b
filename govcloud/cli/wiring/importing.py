"""One import from files to a proposal, and what it shows; nothing is written here."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud.adapters.importers.formats import Format
from govcloud.adapters.importers.forms import FORMATS, gsa
from govcloud.adapters.importers.rows import Reading, read_tables
from govcloud.adapters.importers.tables import Table, open_tables
from govcloud.adapters.inventory_plain import judged, to_plain
from govcloud.adapters.profiles_elements import gsa_elements
from govcloud.adapters.provenance_file import FILE, read_claims
from govcloud.cli.wiring.record import RecordDesk
from govcloud.errors import Fault, InputError, UsageError
from govcloud.model.inventory import Inventory
from govcloud.model.provenance import Claim, Claims, Source, Told, claim_view
from govcloud.rules import names
from govcloud.rules.finding import said
from govcloud.rules.importing import Import, Wishes
from govcloud.rules.importing_settle import import_rows, take_back

_PAIR = 2
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods"})
_ROUNDS_MAX = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of an import."""

    files: Sequence[Path]
    form: str = ""
    department: str = ""
    assign: str = ""
    out: Path | None = None
    rewrite: bool = False


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
        """Whether anything of the inventory would be changed."""
        return bool(self.done.added) or any(True for _ in self.done.merge.changed())


def propose(desk: RecordDesk, asked: Asked) -> Proposal:
    """Read the files and put them into the inventory; nothing is written.

    Raises InputError for a refused file, UsageError for words that name nothing.
    """
    with _uncollected():
        return _proposed(desk, asked)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A million cells are looked through for garbage again and again, and hold none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _proposed(desk: RecordDesk, asked: Asked) -> Proposal:
    forms = _forms(asked.form)
    before = desk.inventory
    if asked.department and asked.department not in {one.id for one in before.departments}:
        hint = names.did_you_mean(asked.department, [one.id for one in before.departments])
        raise UsageError(f"department `{asked.department}` is not in the inventory", hint=hint)
    pairs = _pairs(asked.assign)
    tables = tuple(table for file in asked.files for table in open_tables(file))
    reading = read_tables(tables, forms, "" if pairs is not None else asked.assign)
    _demand_rows(asked, reading, pairs)
    claims = read_claims(desk.workspace / FILE)
    wishes = Wishes(asked.department, pairs or {})
    done = import_rows(to_plain(before), reading.rows, claims, wishes)
    after = _sound(done, synthetic=before.synthetic)
    return Proposal(before, after, reading, done, tables)


def _forms(wanted: str) -> Sequence[Format]:
    if wanted == "gsa":
        elements = gsa_elements()
        if not any(one.field in {"id", "name_zh"} for one in elements):
            what = (
                "E-IMP-016: the GSA's published dictionary was not in reach: its elements are empty"
            )
            raise InputError(what, hint="fill profiles/gsa-elements.yaml of the package from it")
        return [gsa(elements)]
    known = sorted({form.name for form in FORMATS} | {"gsa"})
    if wanted and wanted not in known:
        hint = names.did_you_mean(wanted, known) or f"one of {', '.join(known)}"
        raise UsageError(f"no form is called `{wanted}`", hint=hint)
    return [form for form in FORMATS if wanted in {"", form.name}]


def _pairs(assign: str) -> dict[str, Claim] | None:
    """What the operator's own file says of servers; None if `assign` is a heading, or nothing."""
    path = Path(assign)
    if not assign or not (path.suffix.lower() in _TABLES or path.is_file()):
        return None
    found: dict[str, Claim] = {}
    for table in open_tables(path):
        source = Source("assign", table.file, table.sha256, table.sheet)
        for number, row in enumerate(table.rows, 1):
            cells = [str(cell).strip() for cell in row[:_PAIR]]
            if len(cells) == _PAIR and all(cells):
                told = Told(cells[1], "application", cells[1])
                found.setdefault(cells[0].lower(), Claim(source, number, told))
    return found


def _demand_rows(asked: Asked, reading: Reading, pairs: object) -> None:
    if not reading.rows:
        hint = "name its form by --format; list them: govcloud inventory import --formats"
        faults = tuple(reading.faults)
        raise InputError(
            "E-IMP-008: no table has a form that is known"
            if not faults
            else "E-IMP-008: no row can be taken",
            hint=hint,
            faults=faults,
        )
    if asked.assign and pairs is None and not reading.assigned:
        hint = names.did_you_mean(asked.assign, reading.headings)
        raise UsageError(f"no table has a column `{asked.assign}`", hint=hint)


def _sound(done: Import, *, synthetic: bool) -> Inventory:
    """The inventory that came of it; what the checks refuse is taken back. Raises InputError for what stays."""
    for _ in range(_ROUNDS_MAX):
        after, findings = judged(done.estate, synthetic=synthetic)
        if not findings:
            return after
        if not take_back(done, findings):
            break
    faults = [Fault(one.subject, 0, one.code, said(one), one.hint) for one in findings]
    raise InputError(f"the inventory would have {len(faults)} faults", faults=faults)


def view(proposal: Proposal, written: Sequence[Path]) -> dict[str, Any]:
    """What an import shows: what was read, what is new, merged, changed, in conflict, skipped and assumed."""
    done = proposal.done
    skipped = sorted([*proposal.reading.faults, *done.faults])
    return {
        "changes": proposal.changes,
        "read": list(proposal.reading.notes),
        "added": [{"kind": k, "subject": s, "name": n} for (k, s), n in done.added.items()],
        "merges": done.merges,
        "changed": [
            {"kind": kind, "subject": subject, "fields": fields}
            for (kind, subject), fields in done.merge.changed()
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
    rows = [
        {
            "name": one.name,
            "title": one.title,
            "rows": one.kind,
            "needs": [" | ".join(group) for group in one.needs],
            "columns": sum(one.to != "drop." for one in one.columns),
        }
        for one in FORMATS
    ]
    elements = gsa_elements()
    rows.append(
        {
            "name": "gsa",
            "title": "GSA application rationalization",
            "rows": "application",
            "needs": [],
            "columns": len(elements),
        }
    )
    return {"formats": rows}


def sources(desk: RecordDesk, asked: str, field: str) -> list[dict[str, Any]]:
    """The claims that hold about a subject, or `subject.field`."""
    claims = read_claims(desk.workspace / FILE)
    subject = asked
    if not field and not any(id_ == asked for _, id_ in claims):
        subject, _, field = asked.partition(".")
    return [
        dict(claim_view((kind, id_), name, claim))
        for (kind, id_), held in sorted(claims.items())
        for name, claim in sorted(held.items())
        if id_ == subject and (field in {"", name} or name.startswith(f"{field}."))
    ]


def known_subjects(claims: Claims) -> list[str]:
    """All that anything was imported of."""
    return sorted({id_ for _, id_ in claims})


def plain_of(path: Path) -> dict[str, Any]:
    """An inventory's plain values, from its file, its folder, or the workspace that holds either."""
    from govcloud.adapters.inventory_sources import FILE as INVENTORY_FILE
    from govcloud.adapters.inventory_sources import FOLDER, inventory_place
    from govcloud.adapters.inventory_yaml import read_inventory

    whole = path.is_dir() and ((path / INVENTORY_FILE).exists() or (path / FOLDER).is_dir())
    return to_plain(read_inventory(inventory_place(path) if whole else path))
