"""What is written is what is read: the writer of inventories against both parsers."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.adapters.inventory_write import department_files, inventory_text
from govcloud.adapters.yaml_text import load_yaml, parse_fast, parse_strict
from govcloud.model.inventory import (
    Application,
    Datastore,
    Department,
    Dependency,
    Engine,
    FileTree,
    Inventory,
    Probe,
    Server,
    Strategy,
)
from govcloud.model.organisation import Contact, Engagement, Partner

FORBIDDEN = "\x7f\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
SHY = (
    "",
    "0:?",
    "a:?b",
    "no",
    "~",
    "null",
    "True",
    "1.10",
    "0777",
    "0x1F",
    "1e3",
    "12e5",
    ".5",
    ".inf",
    "22:22",
    "1_000",
    "2019-05-06",
    "- a",
    "-",
    "?",
    "a: b",
    "a:",
    "a:b",
    "a #b",
    "#",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "|",
    ">",
    "'",
    '"',
    "\\",
    "[",
    "]",
    "{",
    "}",
    ",",
    "a, b",
    "a?b",
    "<<",
    "=",
    "---",
    "...",
    " a",
    "a ",
    "a\nb",
    "a\tb",
    "http://a:80/",
    "全 角\u3000空格",
    "无",
    "😀",
    "\u00a0",
)
unseen = [
    *FORBIDDEN,
    *(chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(128, 160))),
]
texts = st.one_of(
    st.sampled_from(SHY),
    st.text(st.characters(codec="utf-8", exclude_characters=unseen), max_size=12),
    st.text(st.sampled_from("-?:,[]{}#&*!|>'\"%@` ab0.\n"), max_size=6),
)
sizes = st.floats(0, 1e9, allow_nan=False) | st.integers(0, 10**9).map(float)
money = st.decimals(0, 10**6, places=2) | st.just(Decimal("12345678901234567890.12"))
servers = st.builds(
    Server,
    texts,
    address=texts,
    host_key=texts,
    mem_gb=st.none() | sizes,
    warranty_end=st.none() | st.dates(),
    attributes=st.dictionaries(texts, texts, max_size=3),
)
applications = st.builds(
    Application,
    texts,
    texts,
    texts,
    st.just("GD-GSD"),
    st.booleans(),
    st.sampled_from(Strategy),
    st.integers(0, 5),
    depends_on=st.lists(st.builds(Dependency, texts, st.booleans(), bridge=texts), max_size=2).map(
        tuple
    ),
    servers=st.lists(servers, max_size=2).map(tuple),
    services=st.lists(texts, max_size=3).map(tuple),
    partners=st.lists(
        st.builds(Engagement, texts, ends_on=st.none() | st.dates(), amount_wan=money), max_size=2
    ).map(tuple),
    notes=texts,
    capex_wan=st.none() | money,
    cii=st.none() | st.booleans(),
    attributes=st.dictionaries(texts, texts, max_size=3),
)


def departments() -> tuple[Department, ...]:
    return (Department("GD-GSD", "政务服务数据管理局", "", "10.1.0.0/16"),)


def told(noun: Any) -> Any:
    """A noun as its text should be read: mappings without what is a default, plain values."""
    if is_dataclass(noun) and not isinstance(noun, type):
        found = {}
        for each in fields(noun):
            default = (
                each.default_factory() if each.default_factory is not MISSING else each.default
            )
            default = "" if each.name == "name_en" else default
            value = getattr(noun, each.name)
            if value is not None and value != default:
                found[each.name] = told(value)
        return found
    if isinstance(noun, tuple):
        return [told(item) for item in noun]
    if isinstance(noun, dict):
        return {key: told(value) for key, value in noun.items()}
    if isinstance(noun, date):
        return noun.isoformat()
    return noun.value if isinstance(noun, StrEnum) else noun


def alike(read: Any, meant: Any) -> bool:
    if isinstance(meant, Decimal):
        return Decimal(str(read)) == meant
    if isinstance(meant, dict):
        return read.keys() == meant.keys() and all(alike(read[key], meant[key]) for key in meant)
    if isinstance(meant, list):
        return len(read) == len(meant) and all(map(alike, read, meant))
    return bool(read == meant) and (isinstance(read, str) == isinstance(meant, str))


@pytest.mark.parametrize("parse", [parse_fast, parse_strict])
@settings(max_examples=120, deadline=None)
@given(app=applications)
def test_an_inventory_is_read_as_it_was_written(parse: Any, app: Application) -> None:
    inventory = Inventory(departments(), (app, app), synthetic=True, partners=(Partner("P", "甲"),))
    value, _ = load_yaml(inventory_text(inventory).encode(), "inventory.yaml", parse)
    assert alike(value["applications"], [told(app), told(app)])
    assert value["departments"][0] == told(departments()[0])


@pytest.mark.parametrize("text", SHY)
def test_a_text_stays_a_text_in_a_row_and_on_a_line(text: str) -> None:
    app = Application("A", "甲", "", "D", classified=False, strategy=Strategy.RETAIN, mlps_level=0)
    app = replace(app, notes=text or "x", services=(text,), attributes={text or "x": text})
    written = inventory_text(Inventory(departments(), (app,))).encode()
    for parse in (parse_fast, parse_strict):
        value, _ = load_yaml(written, "inventory.yaml", parse)
        assert alike(value["applications"][0], told(app))


def test_an_application_is_written_as_a_person_would_write_it() -> None:
    app = Application(
        "GD-GSD-001",
        "统一身份认证平台",
        "Unified identity platform",
        "GD-GSD",
        classified=False,
        strategy=Strategy.REHOST,
        mlps_level=3,
        depends_on=(Dependency("GD-GSD-003", hard=False), Dependency("GD-GSD-006")),
        servers=(Server("gsd-identity", "10.250.0.1", ports=(80,), mem_gb=8.0),),
        datastores=(Datastore("identity", Engine.POSTGRESQL, "gsd-identity", version="9.6"),),
        trees=(FileTree("gsd-identity", "/opt/identity"),),
        services=("identity",),
        probe=Probe("/health", "GD-GSD-001"),
        capex_wan=Decimal("120.50"),
        live_since=date(2014, 5, 6),
    )
    contacts = (Contact("信息中心", phone="020-00000000"),)
    department = replace(departments()[0], contacts=contacts)
    written = inventory_text(Inventory((department,), (app,), synthetic=True), heading="合成数据")
    assert written == EXPECTED


EXPECTED = """\
# 合成数据
synthetic: true

departments:
  - {id: GD-GSD, name_zh: 政务服务数据管理局, network: 10.1.0.0/16, contacts: [{name: 信息中心, phone: 020-00000000}]}

applications:
  - id: GD-GSD-001
    name_zh: 统一身份认证平台
    name_en: Unified identity platform
    department: GD-GSD
    classified: false
    strategy: REHOST
    mlps_level: 3
    probe: {http: /health, contains: GD-GSD-001}
    capex_wan: 120.50
    live_since: 2014-05-06
    depends_on:
      - {app: GD-GSD-003, hard: false}
      - {app: GD-GSD-006}
    servers:
      - {name: gsd-identity, address: 10.250.0.1, ports: [80], mem_gb: 8}
    datastores:
      - {name: identity, engine: postgresql, server: gsd-identity, version: "9.6"}
    trees:
      - {server: gsd-identity, path: /opt/identity}
    services: [identity]
"""


def test_a_folder_has_a_file_for_each_department_and_one_for_what_belongs_to_none() -> None:
    app = Application(
        "GD-GSD-001", "甲", "", "GD-GSD", classified=False, strategy=Strategy.RETAIN, mlps_level=0
    )
    whole = Inventory(
        departments(),
        (app, replace(app, id="GD-HRS-001", department="GD-HRS")),
        synthetic=True,
        partners=(Partner("P001", "合作伙伴001"),),
        servers=(Server("free"),),
    )
    files = dict(department_files(whole))
    assert list(files) == [
        "departments/GD-GSD.yaml",
        "partners.yaml",
        "servers.yaml",
        "strays.yaml",
    ]
    for text in files.values():
        assert text.startswith("synthetic: true\n")
    read = {path: load_yaml(text.encode(), path)[0] for path, text in files.items()}
    assert [row["id"] for row in read["departments/GD-GSD.yaml"]["applications"]] == ["GD-GSD-001"]
    assert [row["id"] for row in read["strays.yaml"]["applications"]] == ["GD-HRS-001"]
