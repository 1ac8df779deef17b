"""An import's proposal written to the workspace: all of it or nothing, and never over a person's comments."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from govcloud.adapters.input_file import read_input
from govcloud.adapters.inventory_write import department_files, inventory_text
from govcloud.adapters.provenance_file import FILE, claims_text
from govcloud.adapters.workspace_seed import as_laid_down
from govcloud.cli.wiring.importing import Asked, Proposal
from govcloud.cli.wiring.record import RecordDesk
from govcloud.errors import RefusedError
from govcloud.model.canonical import Json
from govcloud.model.event import Entry

HEADING = "由 govcloud 写成，来源见 / Written by govcloud, sources: imports/provenance.jsonl"
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_COMMENT = re.compile(r"(?:^|\s)#")


def write(desk: RecordDesk, asked: Asked, proposal: Proposal) -> list[Path]:
    """Write the inventory and its provenance, then the ledger's row; each file whole or not at all.

    With `--out` both are written beside the inventory, which stays as it is. Raises RefusedError (E-IMP-009)
    where a rewriting would lose what a person wrote, or the inventory changed meanwhile.
    """
    if asked.out is not None:
        beside = asked.out.with_name(f"{asked.out.stem}.provenance.jsonl")
        texts = [(asked.out, inventory_text(proposal.after, heading=HEADING))]
        return _written(desk, proposal, [*texts, (beside, _claims(proposal))])
    with desk.controller():
        texts = list(_texts(desk, asked, proposal))
        changed = [(p, text) for p, text in texts if not p.exists() or _now(p) != text]
        if not asked.rewrite:
            _demand_no_comments([path for path, _ in changed if path.exists()])
        _demand_unchanged(desk, proposal)
        return _written(desk, proposal, [*changed, (desk.workspace / FILE, _claims(proposal))])


def _claims(proposal: Proposal) -> str:
    return claims_text(proposal.done.merge.claims)


def _texts(desk: RecordDesk, asked: Asked, proposal: Proposal) -> Iterator[tuple[Path, str]]:
    place = desk.inventory_place
    if not place.is_dir():
        yield place, _head(place) + inventory_text(proposal.after)
        return
    made = [(place / name, text) for name, text in department_files(proposal.after)]
    others = set(place.rglob("*.yaml")) | set(place.rglob("*.yml"))
    others -= {path for path, _ in made}
    if others:
        listed = ", ".join(sorted(path.name for path in others)[:5])
        what = f"E-IMP-009: the folder has files of your own: {listed}"
        raise RefusedError(what, hint="write a proposal beside it: --out FILE")
    for path, text in made:
        yield path, _head(path) + text


def _head(path: Path) -> str:
    """The comments at the top of a file stay; a new one says who wrote it."""
    head = _top(_now(path)) if path.exists() else []
    kept = "\n".join(head).rstrip("\n")
    if HEADING not in kept:
        kept = f"{kept}\n# {HEADING}".lstrip("\n")
    return kept + "\n"


def _top(text: str) -> list[str]:
    """The lines before the first that is neither a comment nor blank."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if line.strip() and line[0] != "#"), len(lines))
    return lines[:end]


def _now(path: Path) -> str:
    return read_input(path).decode("utf-8")


def _demand_no_comments(paths: Sequence[Path]) -> None:
    for path in paths:
        text = _now(path)
        body = text.splitlines()[len(_top(text)) :]
        number = next((n for n, line in enumerate(body) if _commented(line)), None)
        if number is not None and not as_laid_down(path):
            what = f"E-IMP-009: {path.name} holds comments of yours, which a rewriting would lose"
            hint = "--out FILE writes a proposal beside it; --rewrite loses them"
            raise RefusedError(what, hint=hint)


def _commented(line: str) -> bool:
    return "#" in line and _COMMENT.search(_QUOTED.sub("", line)) is not None


def _demand_unchanged(desk: RecordDesk, proposal: Proposal) -> None:
    """What somebody saved while the question stood is not overwritten."""
    from govcloud.adapters.inventory_yaml import read_inventory

    if read_inventory(desk.inventory_place).digest != proposal.before.digest:
        what = "E-IMP-009: the inventory was changed meanwhile"
        raise RefusedError(what, hint="import again: it is quick")


def _written(desk: RecordDesk, proposal: Proposal, texts: Sequence[tuple[Path, str]]) -> list[Path]:
    """All files are on the disk before the ledger tells of them, and take their places after it did."""
    partial: list[tuple[Path, Path]] = []
    try:
        for path, text in texts:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{os.getpid()}")
            partial.append((part, path))
            _save(part, text)
        desk.store.record(Entry("inventory.imported", data=_summary(proposal, texts)))
        for part, path in partial:
            part.replace(path)
    finally:
        for part, _ in partial:
            part.unlink(missing_ok=True)
    return [path for path, _ in texts]


def _save(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _summary(proposal: Proposal, texts: Sequence[tuple[Path, str]]) -> dict[str, Json]:
    files: dict[str, Json] = {
        table.file.partition("/")[0]: table.sha256 for table in proposal.tables
    }
    return {
        "files": files,
        "written": [path.name for path, _ in texts],
        "added": len(proposal.done.added),
        "changed": sum(1 for _ in proposal.done.merge.changed()),
        "conflicts": len(proposal.done.merge.conflicts),
        "skipped": len(proposal.done.faults) + len(proposal.reading.faults),
        "before": proposal.before.digest,
    }
