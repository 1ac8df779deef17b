"""A folder of files means what one file would, and its faults name the file that they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcloud.adapters.inventory_sources import inventory_place
from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.errors import InputError

DEPARTMENTS = "departments:\n  - {id: GD-GSD, name_zh: 省局, network: 10.1.0.0/16}\n"
ROW = "  - {{id: {id}, name_zh: {id}, department: GD-GSD, classified: false, strategy: RETIRE, mlps_level: {level}}}\n"


def row(id_: str, level: object = 3) -> str:
    return ROW.format(id=id_, level=level)


def folder(base: Path, **files: str) -> Path:
    made = base / "inventory"
    made.mkdir()
    for name, text in files.items():
        (made / f"{name}.yaml").write_text(text, "utf-8")
    return made


def faults(place: Path) -> list[str]:
    with pytest.raises(InputError) as refusal:
        read_inventory(place)
    return [str(fault) for fault in refusal.value.faults]


def test_a_folder_has_the_digest_of_the_one_file_that_means_the_same(tmp_path: Path) -> None:
    whole = tmp_path / "inventory.yaml"
    both = "applications:\n" + row("GD-GSD-002") + row("GD-GSD-001")
    whole.write_text("synthetic: true\n" + DEPARTMENTS + both, "utf-8")
    parts = folder(
        tmp_path,
        estate="synthetic: true\n" + DEPARTMENTS,
        a="applications:\n" + row("GD-GSD-001"),
        b="applications:\n" + row("GD-GSD-002", "第三级"),
    )
    one, other = read_inventory(whole), read_inventory(parts)
    assert one.digest == other.digest
    assert {app.id for app in one.applications} == {app.id for app in other.applications}
    assert other.places["GD-GSD-002"] == ("inventory/b.yaml", 2)
    assert other.synthetic


def test_faults_stand_in_their_own_files(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        a=DEPARTMENTS + "applications:\n" + row("GD-GSD-001"),
        b="applications:\n" + row("GD-GSD-002", 9) + row("GD-GSD-001"),
        c="applications: [",
        d="aplications: []\n",
    )
    assert [fault.split("  ")[:2] for fault in faults(place)] == [
        ["inventory/b.yaml:2", "E-INV-004"],
        ["inventory/b.yaml:3", "E-ID-001"],
        ["inventory/c.yaml:2", "E-YAML-001"],
        ["inventory/d.yaml:1", "E-INV-002"],
    ]


def test_what_comes_twice_is_told_with_both_places(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        a=DEPARTMENTS + "applications:\n" + row("GD-GSD-001"),
        b="applications:\n" + row("GD-GSD-002") + row("GD-GSD-001"),
    )
    (fault,) = faults(place)
    assert fault.startswith("inventory/b.yaml:3  E-ID-001")
    assert "first at inventory/a.yaml:4" in fault


def test_both_forms_at_once_are_refused(tmp_path: Path) -> None:
    (tmp_path / "inventory.yaml").write_text(DEPARTMENTS, "utf-8")
    folder(tmp_path, a=DEPARTMENTS)
    with pytest.raises(InputError, match="E-INV-005"):
        inventory_place(tmp_path)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="E-INV-006"):
        read_inventory(folder(tmp_path))


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    place = folder(tmp_path, a=DEPARTMENTS + "applications:\n" + row("GD-GSD-001"))
    (place / "again").symlink_to(place)
    assert len(read_inventory(place).applications) == 1


@pytest.mark.parametrize(
    ("written", "level", "parts"),
    [
        ("S3A2G3", 3, (3, 2)),
        ("S1A2", 2, (1, 2)),
        ("三级", 3, (None, None)),
        ("第二级", 2, (None, None)),
        ("4级", 4, (None, None)),
        ("\uff2c\uff13", 3, (None, None)),
        ("未定级", 0, (None, None)),
    ],
)
def test_a_level_may_be_written_as_officials_do(
    tmp_path: Path, written: str, level: int, parts: tuple[int | None, int | None]
) -> None:
    place = folder(tmp_path, a=DEPARTMENTS + "applications:\n" + row("GD-GSD-001", written))
    (app,) = read_inventory(place).applications
    assert (app.mlps_level, app.mlps_s, app.mlps_a) == (level, *parts)


@pytest.mark.parametrize("written", ["S3A3G2", "九级", "S9A1", "''"])
def test_what_is_no_level_is_refused(tmp_path: Path, written: str) -> None:
    place = folder(tmp_path, a=DEPARTMENTS + "applications:\n" + row("GD-GSD-001", written))
    (fault,) = faults(place)
    assert "E-INV-003" in fault


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ("scope_of_use: 全省", "E-INV-004", "write its code: PROVINCE"),
        ("scope_of_use: PROVINSE", "E-INV-004", "did you mean `PROVINCE`?"),
        ("live_since: 2019-02-30", "E-INV-004", "no day of the calendar"),
        ("live_since: 2019", "E-INV-003", "is 2019, not text"),
        ("opex_wan_year: much", "E-INV-003", "not a number"),
        ("rto_minutes: 1.5", "E-INV-003", "not a whole number"),
        ("audience: CITIZEN", "E-INV-003", "not a list"),
        ("maintenance_windows: [{day: SAT, start: '25:00', hours: 6}]", "E-INV-004", "00:30"),
        ("partners: [{id: P-1, role: 承建}]", "E-INV-004", "write its code: BUILDER"),
        ("xinchuang: {state: DONE, cpus: DOMESTIC}", "E-INV-002", "did you mean `cpu`?"),
    ],
)
def test_a_wrong_field_is_told_with_its_remedy(
    tmp_path: Path, more: str, code: str, words: str
) -> None:
    text = row("GD-GSD-001").replace("}\n", f", {more}}}\n")
    (fault,) = faults(folder(tmp_path, a=DEPARTMENTS + "applications:\n" + text))
    assert code in fault
    assert words in fault
