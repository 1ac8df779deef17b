"""A file that was made to do harm, or broken on its way, is refused, and nothing is written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.import_files import vm
from tests.importing import laid_out, refused, rvtools


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


def zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


TYPES = {"[Content_Types].xml": b"<Types/>"}
ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
ARCHIVES: dict[str, dict[str, bytes]] = {
    "bomb": {**TYPES, "xl__worksheets__sheet1.xml": b"0" * 300_000_000},
    "entities": {**TYPES, "xl__workbook.xml": ENTITY},
    "macros": {**TYPES, "xl__vbaProject.bin": b"x"},
    "links": {**TYPES, "xl__externalLinks__externalLink1.xml": b"<x/>"},
    "outside": {"..__x.csv": b"a"},
}
CONTENTS = {
    "password": b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "binary": b"VM,\0\0\0",
    "unknown": b"a,b\n1,2\n",
    "no text": b"\xff\xff\xff\xff,\x81",
}


def hostile(place: Path, kind: str) -> Path:
    """A file that somebody made to do harm, or that was broken on its way."""
    file = place / "bad.xlsx"
    if kind in ARCHIVES:
        return zipped(file, **ARCHIVES[kind])
    if kind == "empty":
        openpyxl.Workbook().save(file)
    elif kind == "truncated":
        whole = rvtools(place, vm("a")).read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
    else:
        file.write_bytes(CONTENTS[kind])
    return file


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("bomb", "E-IMP-006"),
        ("entities", "E-IMP-007"),
        ("macros", "E-IMP-007"),
        ("links", "E-IMP-007"),
        ("outside", "E-IMP-006"),
        ("password", "E-IMP-002"),
        ("truncated", "E-IMP-001"),
        ("binary", "E-IMP-001"),
        ("empty", "E-IMP-003"),
        ("unknown", "E-IMP-008"),
        ("no text", "E-IMP-004"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_is_written(
    place: Path, kind: str, code: str
) -> None:
    assert code in refused(place, hostile(place, kind))
