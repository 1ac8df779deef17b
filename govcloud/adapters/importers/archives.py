"""A workbook is an archive: it is looked at before it is opened, so that none can fill memory or call elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ENTRIES_MAX = 5_000
BYTES_MAX = 1 << 30
RATIO_MAX = 200
SMALL_BYTES = 1 << 20
_HEAD_BYTES = 4_096
_CALLS = ("externallinks/", "vbaproject.bin", "macrosheets/", "oleobject")
Refuse = Callable[[str, str, str, str], object]


@contextmanager
def examine_archive(name: str, content: bytes, refuse: Refuse) -> Iterator[zipfile.ZipFile]:
    """The archive, if its entries, size and compression are within limits and nothing in it calls elsewhere.

    `refuse(name, code, what, hint)` is told of the first thing that is wrong (E-IMP-001, E-IMP-006, E-IMP-007),
    and raises.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _limits(name, parts, refuse)
            _calls(name, parts, refuse)
            yield parts
    except zipfile.BadZipFile as error:
        refuse(name, "E-IMP-001", f"is a broken archive: {error}", "save it anew")


def _limits(name: str, parts: zipfile.ZipFile, refuse: Refuse) -> None:
    entries = parts.infolist()
    size = sum(one.file_size for one in entries)
    packed = max(1, sum(one.compress_size for one in entries))
    if len(entries) > ENTRIES_MAX or size > BYTES_MAX:
        what = f"would unpack to {len(entries):,} parts and {size:,} bytes"
        refuse(name, "E-IMP-006", what, f"at most {ENTRIES_MAX:,} parts and {BYTES_MAX:,} bytes")
    if size > SMALL_BYTES and size / packed > RATIO_MAX:
        what = f"is packed {size // packed:,} times smaller than it is: no spreadsheet is"
        refuse(name, "E-IMP-006", what, "save it anew from a spreadsheet program")
    odd = [one.filename for one in entries if one.filename.startswith("/") or ".." in one.filename]
    if odd:
        refuse(name, "E-IMP-006", f"holds a part `{odd[0]}` outside itself", "save it anew")


def _calls(name: str, parts: zipfile.ZipFile, refuse: Refuse) -> None:
    """Macros, links to other workbooks and XML entities have no place in a list of servers."""
    for one in parts.infolist():
        lower = one.filename.lower()
        if any(call in lower for call in _CALLS):
            hint = "save it as .xlsx without macros and links to other workbooks"
            refuse(name, "E-IMP-007", f"holds {one.filename}", hint)
        if lower.endswith((".xml", ".rels")):
            with parts.open(one) as part:
                if b"<!DOCTYPE" in (head := part.read(_HEAD_BYTES)) or b"<!ENTITY" in head:
                    refuse(
                        name, "E-IMP-007", f"{one.filename} declares XML entities", "save it anew"
                    )
