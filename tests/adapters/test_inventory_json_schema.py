"""An editor that knows the schema says of a file what the reader would say of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from pydantic_core import ValidationError

from govcloud.adapters.inventory_json_schema import (
    FILE_NAME,
    field_words,
    inventory_part_schema,
    inventory_schema,
)
from govcloud.adapters.inventory_schema import validator
from govcloud.adapters.inventory_write import department_files, inventory_text
from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.adapters.workspace_seed import SCHEMA_LINE
from govcloud.adapters.yaml_text import load_yaml
from govcloud.cli.wiring.schemas import schema_files
from govcloud.errors import InputError
from govcloud.model import application, inventory, machine, organisation
from govcloud.model.application import Application
from govcloud.model.machine import Server
from govcloud.model.organisation import Department, Partner

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "inventory.yaml"
NOUNS = {
    name: noun
    for module in (application, machine, organisation)
    for name, noun in vars(module).items()
    if isinstance(noun, type) and is_dataclass(noun)
}
WRONG: tuple[Any, ...] = (
    None,
    "",
    "x" * 5_000,
    "REHSOT",
    "2019-02-30",
    -1,
    7,
    10**9,
    1.5,
    True,
    [],
    [1],
    {},
    {"unknown": 1},
)
"""What people and programs write by mistake."""


def validated(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    registry = jsonschema_rs.Registry([(FILE_NAME, inventory_schema())])
    return jsonschema_rs.validator_for(schema, validate_formats=True, registry=registry)


WHOLE = validated(inventory_schema())


def of_noun(noun: type) -> jsonschema_rs.Validator:
    schema = {**inventory_schema(), "$ref": f"#/$defs/{noun.__name__}"}
    for key in ("required", "properties", "anyOf"):
        del schema[key]
    return validated(schema)


def sample() -> dict[str, Any]:
    value, _ = load_yaml(SAMPLE.read_bytes(), SAMPLE.name)
    assert isinstance(value, dict)
    return value


def read_well(folder: Path, content: dict[str, Any]) -> bool:
    path = folder / "inventory.yaml"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    try:
        read_inventory(path)
    except InputError:
        return False
    return True


def test_the_sample_is_accepted_in_both_forms() -> None:
    assert WHOLE.is_valid(sample()), [str(e) for e in WHOLE.iter_errors(sample())]
    part = validated(inventory_part_schema())
    estate = read_inventory(SAMPLE)
    for name, text in department_files(estate):
        value, _ = load_yaml(text.encode(), name)
        assert part.is_valid(value), name
    value, _ = load_yaml(inventory_text(estate).encode(), "inventory.yaml")
    assert WHOLE.is_valid(value)


def test_the_samples_first_line_leads_to_the_schema_that_is_shipped() -> None:
    first = SAMPLE.read_text("utf-8").partition("\n")[0]
    shipped = ROOT / first.removeprefix(SCHEMA_LINE)
    assert json.loads(shipped.read_text("utf-8")) == inventory_schema()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"departments": []}, "no department"),
        ({"applications": []}, "no application"),
        ({"departments": {}}, "a mapping"),
        ({"aplications": []}, "a key that nobody knows"),
        ({"synthetic": "yes"}, "a word"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_shape_is_refused_by_both(
    tmp_path: Path, change: dict[str, Any], what: str
) -> None:
    content = {**sample(), **change}
    assert not WHOLE.is_valid(content), what
    assert not read_well(tmp_path, content)


def test_an_estate_of_servers_alone_is_accepted_by_both(tmp_path: Path) -> None:
    content = {"departments": sample()["departments"], "servers": [{"name": "free"}]}
    assert WHOLE.is_valid(content)
    assert read_well(tmp_path, content)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*path, 0))


def put(row: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(row)
    here = made
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return made


def without(row: Any, path: tuple[Any, ...]) -> Any:
    made = copy.deepcopy(row)
    here = made
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return made


def formed(noun: type, row: Any) -> bool:
    try:
        validator(noun).validate_python(row)
    except ValidationError:
        return False
    return True


def richest(noun: type, section: str) -> dict[str, Any]:
    """The row of the sample that tells most."""
    rows: list[dict[str, Any]] = sample()[section]
    return max(rows, key=lambda row: len(json.dumps(row)))


ROWS = [(Department, "departments"), (Partner, "partners"), (Application, "applications")]


@pytest.mark.parametrize(("noun", "section"), ROWS, ids=[row[1] for row in ROWS])
def test_what_the_reader_finds_badly_formed_the_schema_refuses_too(
    noun: type, section: str
) -> None:
    row, schema = richest(noun, section), of_noun(noun)
    assert schema.is_valid(row)
    changed = [put(row, path, value) for path in places(row) for value in WRONG]
    changed += [without(row, path) for path in places(row)]
    assert len(changed) >= 60
    slipped = [each for each in changed if not formed(noun, each) and schema.is_valid(each)]
    assert slipped == []


@pytest.mark.parametrize(("noun", "section"), ROWS, ids=[row[1] for row in ROWS])
def test_what_the_schema_refuses_the_reader_refuses_too(
    tmp_path: Path, noun: type, section: str
) -> None:
    row, schema = richest(noun, section), of_noun(noun)
    content = sample()
    number = content[section].index(row)
    for path in places(row):
        for value in WRONG:
            made = put(row, path, value)
            if schema.is_valid(made) or not formed(noun, made):
                continue
            whole = put(content, (section, number), made)
            assert not read_well(tmp_path, whole), (path, value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mlps_level", "三级"),
        ("mlps_level", "S3A2G3"),
        ("mlps_level", "L2"),
        ("capex_wan", 12),
        ("capex_wan", "12.50"),
        ("live_since", "2014-06-30"),
        ("dr_grade", None),
    ],
)
def test_what_officials_write_is_accepted_by_both(field: str, value: Any) -> None:
    row = {**richest(Application, "applications"), field: value}
    row.pop("mlps_s", None)
    row.pop("mlps_a", None)
    assert of_noun(Application).is_valid(row)
    assert formed(Application, row)


def test_a_server_by_itself_is_judged_alike() -> None:
    schema = of_noun(Server)
    for row in (
        {"name": "a"},
        {},
        {"name": 1},
        {"name": "a", "ports": [0]},
        {"name": "a", "ids": {"": "x"}},
    ):
        assert schema.is_valid(row) == formed(Server, row), row


@pytest.mark.parametrize("name", ["waves", "programme"])
def test_each_other_file_of_the_sample_is_accepted_by_its_schema(name: str) -> None:
    path = ROOT / "migrations" / f"{name}.yaml"
    if path.is_file():
        value, _ = load_yaml(path.read_bytes(), path.name)
        assert validated(schema_files()[f"{name}.schema.json"]).is_valid(value)


def test_every_field_of_every_noun_has_its_words_in_both_languages() -> None:
    words = {name: set(rows) for name, rows in field_words().items()}
    wanted = {name: {row.name for row in fields(noun)} for name, noun in NOUNS.items()}
    wanted["Inventory"] = {
        row.name for row in fields(inventory.Inventory) if row.name not in {"digest", "places"}
    }
    assert words == wanted
    assert all(zh and en for rows in field_words().values() for zh, en in rows.values())
