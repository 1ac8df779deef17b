"""Files opened as tables: encodings, archives, and everything that a file can do to whoever opens it."""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import sys
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.adapters.importers.tables import open_tables, tables_of
from govcloud.errors import InputError

SHEET = "xl/worksheets/sheet1.xml"
ROWS: list[list[Any]] = [["主机名", "IP地址", "CPU核数"], ["web-1", "59.192.1.1", 8]]


NOISE = b"".join(sha256(b"%d" % n).hexdigest().encode() for n in range(40_000))
"""What does not pack well, more than one piece of it."""


def workbook(**changed: bytes) -> bytes:
    """A sound workbook, with parts replaced or added (`__` for a slash)."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    sound = io.BytesIO()
    book.save(sound)
    parts = {name.replace("__", "/"): content for name, content in changed.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(sound) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def sheet(cells: str) -> bytes:
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    return f"{head}{cells}</sheetData></worksheet>".encode()


def code_of(content: bytes, name: str = "f.xlsx") -> str:
    with pytest.raises(InputError) as caught:
        tables_of(name, content)
    return caught.value.faults[0].code


FAR = {
    "a far cell": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "a far column": '<row r="1"><c r="XFD1"><v>1</v></c></row>',
    "a far row": '<row r="200001"><c r="A200001"><v>1</v></c></row>',
    "a cell far from its row": '<row r="1"><c r="A1048576"><v>1</v></c></row>',
    "other spelling": "<row r='1'><c\tr = 'xfd900000'><v>1</v></c></row>",
    "wide and long": '<row r="1"><c r="ALL1"><v>1</v></c></row><row r="190000"><c r="A190000"><v>1</v></c></row>',
}


@pytest.mark.parametrize("kind", sorted(FAR))
def test_a_sheet_that_claims_millions_of_cells_is_refused_before_it_is_opened(kind: str) -> None:
    assert code_of(workbook(**{SHEET: sheet(FAR[kind])})) == "E-IMP-005"


def test_far_cells_are_found_across_the_pieces_that_are_looked_at() -> None:
    filler = '<row r="1"><c r="A1"><v>1</v></c></row>' * 30_000
    for cut in range(0, 60, 7):
        cells = filler + "<!--" + "x" * cut + '--><row r="2"><c r="XFD2"><v>1</v></c></row>'
        assert code_of(workbook(**{SHEET: sheet(cells)})) == "E-IMP-005"


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    content = bytearray(workbook(**{SHEET: sheet("<row/>" * 100_000)}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo(SHEET).file_size
    lie = content.replace(struct.pack("<I", size), struct.pack("<I", 1_000))
    assert code_of(bytes(lie)) == "E-IMP-006"


def test_a_bomb_does_not_fill_memory() -> None:
    """300 MB of nothing, in a process that may not have them."""
    program = """
import io, sys, zipfile
from govcloud.adapters.importers.tables import tables_of
from govcloud.errors import InputError
made = io.BytesIO()
with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<Types/>")
    with archive.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(300): part.write(bytes(1 << 20))
try:
    tables_of("f.xlsx", made.getvalue())
except InputError as error:
    print(error.faults[0].code)
"""
    memory = 600 << 20

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    words = [sys.executable, "-c", program]
    done = subprocess.run(words, capture_output=True, text=True, preexec_fn=bounded, check=False)
    assert done.stdout.strip() == "E-IMP-006", done.stderr[-500:]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"xl__vbaProject.bin": b"x"}, "E-IMP-007"),
        ({"xl__externalLinks__externalLink1.xml": b"<x/>"}, "E-IMP-007"),
        ({"xl__embeddings__oleObject1.bin": b"x"}, "E-IMP-007"),
        (
            {
                SHEET: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x/>'
            },
            "E-IMP-007",
        ),
        ({SHEET: b"<x>" + NOISE + b'<!ENTITY a "b"></x>'}, "E-IMP-007"),
        ({"XL__workbook.xml": b"<x/>"}, "E-IMP-006"),
        ({"..__x.xml": b"<x/>"}, "E-IMP-006"),
        ({"xl__workbook.bin": b"x", "xl__worksheets__s.bin": b"\x0c\0"}, "E-IMP-001"),
        ({SHEET: b"no xml <<<"}, "E-IMP-001"),
        ({"xl/workbook.xml": b""}, "E-IMP-001"),
    ],
)
def test_what_has_no_place_in_a_list_is_refused(changed: dict[str, bytes], code: str) -> None:
    assert code_of(workbook(**changed)) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(512), "E-IMP-001"),
        (b"", "E-IMP-003"),
        (b"\n\n,,,\n", "E-IMP-003"),
        (b"a,b\n\0,1\n", "E-IMP-001"),
        (b"\xff\xfea\0,\0b\0\n", "E-IMP-004"),
        (b"\x81\xff\xff\xfe,\x80", "E-IMP-004"),
        (b"PK\x03\x04" + bytes(100), "E-IMP-001"),
        (b'"' + b"x" * 200_000, "E-IMP-001"),
        (b"," * 2_000, "E-IMP-005"),
        (b"a\n" * 200_001, "E-IMP-005"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_an_encrypted_archive_is_refused() -> None:
    content = bytearray(workbook())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(content)) == "E-IMP-001"


def test_a_workbook_under_a_wrong_name_is_read_by_what_it_is() -> None:
    (table,) = tables_of("servers.csv", workbook())
    assert table.rows[1][0] == "web-1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be-mark"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_and_with_every_mark(encoding: str, mark: str) -> None:
    text = "标题行\r\n" + "\r\n".join(mark.join(map(str, row)) for row in ROWS)
    content = (
        "\ufeff".encode("utf-16-be") + text.encode("utf-16-be")
        if encoding.endswith("mark")
        else text.encode(encoding)
    )
    (table,) = tables_of("f.csv", content)
    assert [str(cell) for cell in table.rows[2]] == ["web-1", "59.192.1.1", "8"]


def test_tabs_of_an_archive_have_the_names_of_their_sheets(tmp_path: Path) -> None:
    path = tmp_path / "rvtools.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export/RVTools_tabvInfo.csv", "VM,CPUs\na,1\n")
        archive.writestr("RVTools_tabvDisk.csv", "VM,Disk\na,b\n")
        archive.writestr("readme.txt", "x")
    found = open_tables(path)
    assert {(one.file, one.sheet) for one in found} == {
        ("rvtools.zip/RVTools_tabvInfo.csv", "vInfo"),
        ("rvtools.zip/RVTools_tabvDisk.csv", "vDisk"),
    }


def test_a_formula_gives_what_was_kept_of_it_and_is_never_run() -> None:
    cells = '<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://x")</f><v>kept</v></c></row>'
    (table,) = tables_of("f.xlsx", workbook(**{SHEET: sheet(cells)}))
    assert table.rows[0][0] == "kept"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 5_000))
def test_no_bytes_break_the_reader(noise: bytes, at: int) -> None:
    sound = workbook()
    for content in (
        noise,
        b"PK\x03\x04" + noise,
        sound[:at],
        sound[:at] + noise + sound[at + len(noise) :],
    ):
        with suppress(InputError):
            tables_of("f.xlsx", content)
