"""A workbook of any form becomes the same estate, and each value knows its file, sheet, row and heading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.importing import call, estate, laid_out, server

WORKBOOKS = Path(__file__).parents[1] / "adapters" / "workbooks"


def rows(place: Path) -> list[dict[str, Any]]:
    lines = (place / "imports" / "provenance.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("form", ["xls", "xlsb", "ods"])
def test_each_form_of_a_workbook_is_taken_with_its_sources(tmp_path: Path, form: str) -> None:
    place = laid_out(tmp_path)
    view = call(place, WORKBOOKS / f"estate.{form}", "--assign", "owner", "-y")
    assert view["skipped"] == []
    held = {app.name_zh: app for app in estate(place).applications}
    assert {one.name for one in held["就业管理系统"].servers} == {"hrs-web-01", "hrs-db-01"}
    assert held["就业管理系统"].mlps_level == 3
    assert (server(place, "hrs-db-01").mem_gb, server(place, "hrs-db-01").cpu_cores) == (32.0, 8)
    told = {(row["file"], row["sheet"], row["row"]) for row in rows(place)}
    assert told == {
        (f"estate.{form}", "应用系统清单", 3),
        (f"estate.{form}", "应用系统清单", 4),
        (f"estate.{form}", "vInfo", 2),
        (f"estate.{form}", "vInfo", 3),
    }
    again = call(place, WORKBOOKS / f"estate.{form}", "--assign", "owner", "-y")
    assert again["written"] == []
