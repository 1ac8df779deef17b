"""Workbooks as .xls, .xlsb and .ods: the same cells as of .xlsx, the same limits, and a sentence for what is unfit."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from govcloud.adapters.importers.tables import Table, open_tables, tables_of
from govcloud.errors import InputError

HERE = Path(__file__).parent / "workbooks"
FORMS = ("xls", "xlsb", "ods")
SHEET = "xl/worksheets/sheet1.bin"
KIND = b"application/vnd.oasis.opendocument.spreadsheet"
NUMBER_CELL = b"\x03\x02\x0e\x00"
AREA = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def sound(form: str) -> bytes:
    return (HERE / f"estate.{form}").read_bytes()


def rezipped(content: bytes, **changed: bytes) -> bytes:
    """The archive with parts replaced or added."""
    parts = dict(changed)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, one in parts.items():
            new.writestr(name, one)
    return made.getvalue()


def document(rows: str) -> bytes:
    """An .ods whose one sheet has these rows."""
    body = f'<office:spreadsheet><table:table table:name="清单">{rows}</table:table></office:spreadsheet>'
    inner = f"<office:body>{body}</office:body>"
    content = f"<office:document-content {AREA}>{inner}</office:document-content>"
    return rezipped(sound("ods"), **{"content.xml": content.encode()})


def cell(text: str, repeated: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{repeated}><text:p>{text}</text:p></table:table-cell>'


def fault_of(content: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        tables_of(name, content)
    (fault,) = caught.value.faults
    return fault.code, fault.message


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_the_same_cells_at_the_same_places(form: str) -> None:
    applications, servers = open_tables(HERE / f"estate.{form}")
    assert (applications.file, applications.sheet) == (f"estate.{form}", "应用系统清单")
    assert servers.sheet == "vInfo"
    assert applications.rows[1][1] == "系统名称"
    assert applications.rows[2][1:6] == [
        *("就业管理系统", "广东省人力资源和社会保障厅", "三级", date(2014, 5, 10), 1200),
    ]
    assert servers.rows[2][:5] == ["hrs-db-01", "poweredOn", False, 8, 32768]


@pytest.mark.parametrize("form", FORMS)
def test_what_a_file_is_counts_and_not_what_its_name_says(form: str) -> None:
    def cells(found: list[Table]) -> list[object]:
        return [table.rows for table in found]

    assert cells(tables_of("f.xlsx", sound(form))) == cells(open_tables(HERE / f"estate.{form}"))


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_was_cut_or_changed_on_its_way_is_a_sentence_or_a_table(form: str) -> None:
    whole = sound(form)
    for at in range(0, len(whole), len(whole) // 5):
        for broken in (whole[: at + 9], whole[:at] + b"\xff" * 40 + whole[at + 40 :]):
            with suppress(InputError):  # nothing but tables, or a refusal in words
                assert tables_of("f", broken)


def test_cells_that_the_reader_would_pass_over_refuse_the_file() -> None:
    code, told = fault_of((HERE / "short-cells.xlsb").read_bytes(), "f.xlsb")
    assert code == "E-IMP-001"
    assert "cells in xl/worksheets/sheet1.bin that cannot be read" in told


def test_a_password_is_told_of_in_each_form() -> None:
    old = sound("xls")
    first = old.index(b"\x09\x08\x10\x00") + 20
    assert fault_of(old[:first] + b"\x2f" + old[first + 1 :], "f.xls")[0] == "E-IMP-002"
    sealed = old[:8] + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert fault_of(sealed, "f.xlsx")[0] == "E-IMP-002"
    entry = b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
    space = b'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    listed = b"<manifest:manifest " + space + b">" + entry + b"<manifest:encryption-data/>"
    listed += b"</manifest:file-entry></manifest:manifest>"
    hidden = {"META-INF/manifest.xml": listed, "content.xml": bytes(range(256))}
    assert fault_of(rezipped(sound("ods"), **hidden), "f.ods")[0] == "E-IMP-002"


def test_macros_refuse_each_form() -> None:
    project = "_VBA_PROJECT_CUR".encode("utf-16-le")
    assert fault_of(sound("xls") + project, "f.xls")[0] == "E-IMP-007"
    changed = {"xl/vbaProject.bin": b"x"}
    assert fault_of(rezipped(sound("xlsb"), **changed), "f.xlsb")[0] == "E-IMP-007"
    changed = {"Basic/Standard/Module1.xml": b"<x/>"}
    assert fault_of(rezipped(sound("ods"), **changed), "f.ods")[0] == "E-IMP-007"


def test_cells_beyond_every_list_refuse_each_form_without_filling_memory() -> None:
    far = b"\x00\x04" + (1 << 20).to_bytes(4, "little")
    assert fault_of(rezipped(sound("xlsb"), **{SHEET: far}), "f.xlsb")[0] == "E-IMP-005"
    old = sound("xls")
    at = old.index(NUMBER_CELL) + len(NUMBER_CELL)
    assert fault_of(old[:at] + b"\xff\xff\xff\xff" + old[at + 4 :], "f.xls")[0].startswith("E-IMP-")
    wide = cell("a", ' table:number-columns-repeated="1001"')
    assert (
        fault_of(document(f"<table:table-row>{wide}</table:table-row>"), "f.ods")[0] == "E-IMP-005"
    )
    rows = f'<table:table-row table:number-rows-repeated="1000000000">{wide}</table:table-row>'
    assert fault_of(document(rows), "f.ods")[0].startswith("E-IMP-")


def test_empty_rows_to_the_end_of_a_sheet_are_no_rows() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'
    rows = f"<table:table-row>{cell('主机名')}</table:table-row><table:table-row>{cell('web-1')}</table:table-row>"
    (found,) = tables_of("f.ods", document(rows + rest))
    assert found.rows == [["主机名"], ["web-1"]]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("f.xls", b"<html><table><tr><td>VM</td></tr></table></html>", "is a page or XML"),
        ("f.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "is a page or XML"),
        ("f.xls", b"MIME-Version: 1.0\r\n", "is a page or XML"),
        ("f.ods", rezipped(sound("ods"), mimetype=KIND[:-11] + b"text"), "no spreadsheet"),
        ("f.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is damaged, or no workbook"),
    ],
    ids=["page", "xml", "archived page", "text document", "other"],
)
def test_a_file_that_is_something_else_is_told_so(name: str, content: bytes, told: str) -> None:
    code, message = fault_of(content, name)
    assert code == "E-IMP-001"
    assert told in message
