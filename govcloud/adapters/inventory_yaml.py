"""An inventory's files in, nouns out: their faults are all told at once, each with its line, code and remedy."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from govcloud.adapters.code_print import code_print
from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.inventory_parts import (
    SECTIONS,
    Part,
    content_digest_of,
    joined,
    kept_file,
    unkept_file,
)
from govcloud.adapters.inventory_sources import Source, sources
from govcloud.errors import Fault, InputError
from govcloud.model.inventory import Inventory

__all__ = ["SECTIONS", "read_inventory"]

_SOUND = b"sound"
_Path = tuple[str | int, ...]


def read_inventory(path: Path, cache: ContentCache | None = None) -> Inventory:
    """The inventory at `path` (a file, or a folder of files), validated as a whole.

    `digest` names its content, not its layout. Files that `cache` knows by their content are not parsed again.
    Raises InputError with every fault (form, references, rules).
    """
    with _no_collection():
        reading = _Reading(path.name, sources(path), cache)
        found = reading.inventory()
        if cache is not None:
            cache.tidy()
        return found


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hundreds of thousands of new objects that all stay: looking for garbage among them is in vain."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass
class _File:
    """One file: its well-formed rows by section and number; `part` is all of it where it has no fault of form."""

    name: str
    content: bytes
    part: Part | None = None
    synthetic: bool | None = None
    rows: dict[str, dict[int, Any]] = field(default_factory=dict)

    def take(self, part: Part) -> None:
        """A part without faults."""
        self.part = part
        self.synthetic = part.synthetic
        self.rows = {name: dict(enumerate(rows.nouns)) for name, rows in part.sections.items()}

    @cached_property
    def places(self) -> Any:
        """Where its values stand; only a fault asks."""
        return _late("yaml_text").places_of(self.content)


def _late(module: str) -> Any:
    """A module that only a reading without a cache needs: YAML and schemas take their time to load."""
    return import_module(f"govcloud.adapters.{module}")


class _Reading:
    """One reading of one inventory: what is well formed so far, and what is wrong."""

    def __init__(self, name: str, found: Sequence[Source], cache: ContentCache | None) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.broken: set[str] = set()
        self.files: list[_File] = []
        self._cache = cache
        self._keys: list[str] = []
        for source in found:
            try:
                self.files.append(_File(source.name, source.content()))
            except InputError as error:
                self.faults += error.faults
        self._fill()

    def _fill(self) -> None:
        """Rows into the files: from the cache, else by parsing."""
        if self._cache is not None:
            self._keys = [_key(b"part", file.content) for file in self.files]
            for file, key in zip(self.files, self._keys, strict=True):
                entry = self._cache.get(key)
                if entry is not None and (part := unkept_file(entry)) is not None:
                    file.take(part)
        waiting = [number for number, file in enumerate(self.files) if file.part is None]
        if waiting:
            self._parse(waiting)

    def _parse(self, waiting: list[int]) -> None:
        piece, parts_of = _late("inventory_parsing").Piece, _late("inventory_workers").parts_of
        files = [self.files[number] for number in waiting]
        texts = [piece(file.name, file.content) for file in files]
        results = parts_of(texts, keep=self._cache is not None)
        for number, file, pieces in zip(waiting, files, results, strict=True):
            if pieces is None:
                self._take_carefully(file)
                continue
            file.take(joined(one.part for one in pieces))
            if self._cache is not None:
                self._cache.put(self._keys[number], kept_file([one.body for one in pieces]))

    def _take_carefully(self, file: _File) -> None:
        found = _late("inventory_careful").carefully(file.content, file.name)
        file.rows, file.synthetic = found.rows, found.synthetic
        self.faults += found.faults
        self.broken |= found.broken

    def inventory(self) -> Inventory:
        """The whole. Raises InputError with all faults."""
        labels = [file for file in self.files if file.synthetic is not None]
        for file in labels:
            if file.synthetic != labels[0].synthetic:
                what = "`synthetic` differs from what another file says"
                self._wrong(file, ("synthetic",), "E-INV-004", what, "say the same in every file")
        found = Inventory(
            departments=self._all("departments"),
            partners=self._all("partners"),
            applications=self._all("applications"),
            servers=self._all("servers"),
            synthetic=bool(labels and labels[0].synthetic),
        )
        if not self.faults:
            self._missing(found)
        self._judge(found)
        if self.faults:
            raise _late("schema_faults").unfit(self.name, self.faults)
        return self._finished(found)

    def _all(self, section: str) -> tuple[Any, ...]:
        return tuple(row for file in self.files for row in file.rows.get(section, {}).values())

    def _missing(self, found: Inventory) -> None:
        """An estate has a department, and an application or at least a server."""
        lacking = [] if found.departments else ["departments"]
        lacking += [] if found.applications or found.servers else ["applications"]
        for key in lacking:
            told = [file for file in self.files if key in file.rows]
            code, message = ("E-INV-004", "is empty") if told else ("E-INV-001", "is missing")
            file = (told or self.files)[0]
            self._wrong(file, (key,) if told else (), code, f"`{key}` {message}")

    def _judge(self, found: Inventory) -> None:
        """What the rules find, each at its place in its file; what was found sound once is not judged again."""
        verdict = _key(b"sound", *(key.encode() for key in self._keys))
        known = self._cache is not None and not self.faults
        if known and self._cache is not None and self._cache.get(verdict) == _SOUND:
            return
        for finding in import_module("govcloud.rules.checks").inventory_faults(found):
            # a row that could not be read is there all the same: do not call it unknown
            if finding.refers_to not in self.broken:
                self._find(finding)
        if known and self._cache is not None and not self.faults:
            self._cache.put(verdict, _SOUND)

    def _find(self, finding: Any) -> None:
        found = self._place(finding.path)
        if found is None:
            return
        message = f"{finding.subject}: {finding.message}"
        if finding.first and (first := self._place(finding.first)) is not None:
            word = "" if ", first in" in message else "first at "
            message += f" ({word}{first[0].name}:{first[0].places.line(first[1])})"
        self._wrong(*found, finding.code, message, finding.hint)

    def _place(self, path: Sequence[str | int]) -> tuple[_File, _Path] | None:
        """The file that a finding's path leads into, and the path in that file."""
        section, number, *rest = (*path, 0, 0)[: max(len(path), 2)]
        left = int(number)
        for file in self.files:
            rows = file.rows.get(str(section), {})
            if left < len(rows):
                return file, (str(section), [*rows][left], *rest)
            left -= len(rows)
        return None

    def _wrong(self, file: _File, at: _Path, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(file.name, file.places.line(at), code, message, hint))

    def _finished(self, found: Inventory) -> Inventory:
        parts = [(file.name, file.part.sections) for file in self.files if file.part is not None]
        hashes: dict[str, list[bytes]] = {name: [] for name in SECTIONS}
        places: dict[str, tuple[str, int]] = {}
        for name, sections in parts:
            for section, rows in sections.items():
                hashes[section] += rows.hashes
                if section != "servers":
                    pairs = zip(rows.nouns, rows.lines, strict=True)
                    places.update((noun.id, (name, line)) for noun, line in pairs)
        return Inventory(
            found.departments,
            found.applications,
            content_digest_of(hashes, synthetic=found.synthetic),
            found.synthetic,
            places,
            found.partners,
            found.servers,
        )


def _key(kind: bytes, *contents: bytes) -> str:
    """What an entry is kept under: its kind, the code that made it, and all it was made of."""
    made = hashlib.sha256(b"\0".join((kind, code_print().encode())))
    for content in contents:
        made.update(hashlib.sha256(content).digest())
    return made.hexdigest()
