"""What leaves the house comes back the same, names where it came from, and is written whole or not at all."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.cli.app import app
from govcloud.cli.wiring.generation import generate_workspace

SMALL = {"departments": 3, "applications": 12}
FORMS = ("cmf", "konveyor", "mgn", "migration-hub")
ALL = ("a.xlsx", "a.csv", "a.html", "a.md", "a.json", "a.oscal.json", "a.yaml")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of three departments; nothing here changes it."""
    made = tmp_path_factory.mktemp("estate")
    generate_workspace(made, SMALL, single=True)
    return made


def call(place: Path, *words: str | Path, code: int = 0) -> dict[str, Any]:
    line = ["-C", str(place), "-o", "json", "inventory", *map(str, words)]
    done = CliRunner().invoke(app, line, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return dict(json.loads(done.stdout or done.stderr))


def imported(place: Path, file: Path) -> dict[str, Any]:
    return call(place, "import", file, "--dry-run")


def lines(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text("utf-8-sig").splitlines()))


@pytest.mark.parametrize(
    "name", ["whole.xlsx", "applications.csv", "datastores.csv", "dependencies.csv"]
)
def test_a_table_sent_out_and_taken_in_again_changes_nothing(
    place: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    table = () if name.endswith(".xlsx") else ("--table", file.stem)
    call(place, "export", file, *table)
    told = imported(place, file)
    assert told["read"]
    assert [told[key] for key in ("added", "conflicts", "skipped", "assumed")] == [[], [], [], []]
    changed = {field for row in told["changed"] for field in row["fields"]}
    assert changed <= {"ids.instance", "util.disk_used"}, (
        "names and shares that follow from the row"
    )


@pytest.mark.parametrize("form", FORMS)
def test_another_tools_form_taken_in_again_finds_every_server_and_application(
    place: Path, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"{form}.csv"
    call(place, "export", file, "--as", form)
    told = imported(place, file)
    assert told["read"]
    assert told["added"] == []
    assert told["skipped"] == []


def test_every_file_names_its_inventory_and_is_the_same_again(place: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    for folder in (first, again):
        folder.mkdir()
        call(place, "export", *[folder / name for name in ALL])
    digest = read_inventory(place / "inventory.yaml").digest
    for name in ALL:
        content = (first / name).read_bytes()
        assert content == (again / name).read_bytes(), name
        if name != "a.xlsx":
            assert digest in content.decode("utf-8-sig"), name
    cover = openpyxl.load_workbook(first / "a.xlsx").worksheets[0]
    told = [cell.value for row in cover.iter_rows() for cell in row]
    assert digest in told
    assert "合成数据 / SYNTHETIC" in told


def test_the_inventorys_own_form_is_an_inventory_again(place: Path, tmp_path: Path) -> None:
    call(place, "export", tmp_path / "inventory.yaml", "--unmasked")
    assert read_inventory(tmp_path / "inventory.yaml") == read_inventory(place / "inventory.yaml")


def test_one_departments_part_is_all_that_is_written(place: Path, tmp_path: Path) -> None:
    whole = read_inventory(place / "inventory.yaml")
    one = whole.departments[1]
    call(place, "export", tmp_path / "a.json", "--department", one.id)
    document = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert document["schema"] == "govcloud.inventory-file/1"
    assert [row["id"] for row in document["departments"]] == [one.id]
    assert {row["department"] for row in document["applications"]} == {one.id}
    engaged = {mate["id"] for row in document["applications"] for mate in row["partners"]}
    assert {row["id"] for row in document["partners"]} == engaged


def test_a_list_is_exported_as_it_was_narrowed(place: Path, tmp_path: Path) -> None:
    one = read_inventory(place / "inventory.yaml").departments[0]
    file = tmp_path / "some.csv"
    shown = call(place, "list", "--department", one.id, "--export", file)["applications"]
    assert [row[1] for row in lines(file)[1:]] == [app["id"] for app in shown]


def test_one_application_is_exported_with_all_that_is_its_own(place: Path, tmp_path: Path) -> None:
    one = read_inventory(place / "inventory.yaml").applications[0]
    call(place, "show", one.id, "--export", tmp_path / "one.xlsx")
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book["应用系统清单 Applications"].max_row == 2
    assert book["资源清单 Servers"].max_row == 1 + len(one.servers)


def test_warnings_of_a_check_become_a_table(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "warnings.csv"
    view = call(place, "check", "--export", file, "--export", tmp_path / "w.html")
    assert [row[3] for row in lines(file)[1:]] == [row["message"] for row in view["findings"]]
    assert (tmp_path / "w.html").stat().st_size > 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("a.csv", "--table", "people"), 2, "departments"),
        (("a.csv", "--as", "mpa"), 2, "migration-hub"),
        (("a.csv", "b.csv", "--as", "cmf"), 2, "one file"),
        (("a.xlsx", "--as", "cmf"), 10, "E-EXP-001"),
        (("a.csv", "--department", "GD-XYZ"), 10, "E-ID-002"),
        (("a.csv", "b.docx"), 10, "E-EXP-001"),
        (("a.csv", "nowhere/b.csv"), 1, "E-EXP-003"),
    ],
)
def test_nothing_is_written_where_something_is_asked_that_there_is_not(
    place: Path, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    files = [tmp_path / word if "." in word else word for word in words]
    told = call(place, "export", *files, code=code)
    assert said in json.dumps(told)
    assert list(tmp_path.iterdir()) == []
