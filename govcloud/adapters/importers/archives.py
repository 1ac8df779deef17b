"""A workbook is an archive: it is unpacked once for counting before it is opened, so that none can fill memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

ENTRIES_MAX = 5_000
BYTES_MAX = 1 << 30
RATIO_MAX = 200
ROWS_MAX = 200_000
COLUMNS_MAX = 1_000
CELLS_MAX = 20_000_000
_SMALL_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 20
_TAIL_BYTES = 64
_CALLS = ("externallinks/", "vbaproject.bin", "macrosheets/", "oleobject")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*(\d+)""")
_BLANK = re.compile(rb"[\t\n\r]")
_PLAIN = (
    re.compile(rb' r="([A-Za-z]+)'),
    re.compile(rb' r="(\d+)'),
    re.compile(rb' r="[A-Za-z]*(?:[2-9]\d{5}|\d{7})'),
)
_ANY = (
    re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)"""),
    re.compile(rb"""\sr\s*=\s*["'](\d+)"""),
    re.compile(rb"""\sr\s*=\s*["'][A-Za-z]*(?:[2-9]\d{5}|\d{7})"""),
)
"""What tells columns, rows, and cells that lie far below: as spreadsheets write it, and in any way XML can."""

Refuse = Callable[[str, str, str, str], object]


@contextmanager
def examine_archive(name: str, content: bytes, refuse: Refuse) -> Iterator[zipfile.ZipFile]:
    """The archive, if its entries, true sizes and sheets are within limits and nothing in it calls elsewhere.

    `refuse(name, code, what, hint)` is told of the first thing that is wrong (E-IMP-001, E-IMP-005 to 007),
    and raises.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _limits(name, parts, refuse)
            _contents(name, content, parts, refuse)
            yield parts
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        refuse(name, "E-IMP-001", f"is a broken archive: {error}", "save it anew")


def _limits(name: str, parts: zipfile.ZipFile, refuse: Refuse) -> None:
    entries = parts.infolist()
    size = sum(one.file_size for one in entries)
    packed = max(1, sum(one.compress_size for one in entries))
    if len(entries) > ENTRIES_MAX or size > BYTES_MAX:
        what = f"would unpack to {len(entries):,} parts and {size:,} bytes"
        refuse(name, "E-IMP-006", what, f"at most {ENTRIES_MAX:,} parts and {BYTES_MAX:,} bytes")
    if size > _SMALL_BYTES and size / packed > RATIO_MAX:
        what = f"is packed {size // packed:,} times smaller than it is: no spreadsheet is"
        refuse(name, "E-IMP-006", what, "save it anew from a spreadsheet program")
    names = [one.filename for one in entries]
    odd = [one for one in names if one.startswith(("/", "\\")) or ".." in one]
    if odd:
        refuse(name, "E-IMP-006", f"holds a part `{odd[0]}` outside itself", "save it anew")
    if len({one.lower() for one in names}) < len(names):
        refuse(name, "E-IMP-006", "holds two parts of one name", "save it anew")


@dataclass(slots=True)
class _Area:
    """How far the cells of a sheet reach."""

    rows: int = 0
    columns: set[bytes] = field(default_factory=set)

    @property
    def width(self) -> int:
        """The number of the last column."""
        return max((_column(letters) for letters in self.columns), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number


def _contents(name: str, content: bytes, parts: zipfile.ZipFile, refuse: Refuse) -> None:
    """Macros, links to other workbooks, XML entities, sheets larger than any list, sizes that are lied about."""
    for one in parts.infolist():
        lower = one.filename.lower()
        if any(call in lower for call in _CALLS):
            hint = "save it as .xlsx without macros and links to other workbooks"
            refuse(name, "E-IMP-007", f"holds {one.filename}", hint)
        area = _Area()
        size = 0
        marked = lower.endswith((".xml", ".rels"))
        for chunk in _unpacked(content, one):
            size += len(chunk) - min(size, _TAIL_BYTES)
            if size > one.file_size:
                what = f"{one.filename} unpacks to more than it says"
                refuse(name, "E-IMP-006", what, "save it anew")
            if marked and _ENTITY.search(chunk):
                what = f"{one.filename} declares XML entities"
                refuse(name, "E-IMP-007", what, "save it anew")
            if marked:
                _reach(area, chunk)
        _within(name, one.filename, area, refuse)


def _reach(area: _Area, chunk: bytes) -> None:
    plain = chunk.count(b"r=") == chunk.count(b' r="') and b"r =" not in chunk
    column, row, far = _PLAIN if plain and not _BLANK.search(chunk) else _ANY
    area.columns.update(column.findall(chunk))
    found = (_ROW if far.search(chunk) else row).findall(chunk)
    area.rows = max(area.rows, *(int(number[:12]) for number in found)) if found else area.rows


def _within(name: str, part: str, area: _Area, refuse: Refuse) -> None:
    too_far = area.rows > ROWS_MAX or area.width > COLUMNS_MAX
    if too_far or area.rows * area.width > CELLS_MAX:
        what = f"{part} reaches to row {area.rows:,} and column {area.width:,}"
        hint = f"at most {ROWS_MAX:,} rows, {COLUMNS_MAX:,} columns, {CELLS_MAX:,} cells: split it"
        refuse(name, "E-IMP-005", what, hint)


def _unpacked(content: bytes, one: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part as it truly unpacks, in pieces that overlap a little; never more of it at once than one piece."""
    start = _start(content, one)
    packed = memoryview(content)[start : start + one.compress_size]
    tail = b""
    if one.compress_type == zipfile.ZIP_STORED:
        for place in range(0, len(packed), _CHUNK_BYTES):
            piece = bytes(packed[place : place + _CHUNK_BYTES])
            yield tail + piece
            tail = piece[-_TAIL_BYTES:]
        return
    if one.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(f"{one.filename} is packed in a way that spreadsheets do not use")
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    left: bytes | memoryview = packed
    while not inflate.eof:
        piece = inflate.decompress(left, _CHUNK_BYTES)
        left = inflate.unconsumed_tail
        if not piece and not left:
            break
        yield tail + piece
        tail = piece[-_TAIL_BYTES:]


def _start(content: bytes, one: zipfile.ZipInfo) -> int:
    """Where a part's bytes begin: behind its own header, whose names may be of other lengths."""
    at = one.header_offset
    if content[at : at + 4] != b"PK\x03\x04" or one.flag_bits & 1:
        raise zipfile.BadZipFile(f"{one.filename} is encrypted, or not where the archive says")
    name_bytes = int.from_bytes(content[at + 26 : at + 28], "little")
    extra_bytes = int.from_bytes(content[at + 28 : at + 30], "little")
    return at + 30 + name_bytes + extra_bytes
