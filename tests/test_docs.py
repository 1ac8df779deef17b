"""The documents say what the code does."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import typer

from docs.command_tree import Entry, entries
from docs.generate import documents, kinds
from govcloud.adapters.toolbox import ENGINE_VERSION
from govcloud.cli.app import app
from govcloud.cli.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
COMMANDS = list(entries(typer.main.get_command(app), "govcloud"))


@pytest.mark.parametrize("path", sorted(documents()), ids=lambda path: str(path.name))
def test_a_generated_document_is_as_the_code_says(path: Path) -> None:
    assert path.read_text("utf-8") == documents()[path], "type `make fix`"


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: str(entry.path))
def test_each_command_is_in_the_reference_and_says_what_it_does(entry: Entry) -> None:
    first = entry.help.partition("\n")[0]
    assert re.fullmatch(r"[A-Z].*\.", first), f"help of `{entry.path}` begins: {first!r}"
    assert f"## `{entry.path}`\n" in (DOCS / "cli.md").read_text("utf-8")


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: str(entry.path))
def test_each_option_says_what_it_is_for(entry: Entry) -> None:
    shown = [each for each in entry.node.params if not each.hidden]
    assert [each.name for each in shown if not (each.help or "").strip()] == []


def test_each_exit_code_is_documented() -> None:
    text = (DOCS / "exit-codes.md").read_text("utf-8")
    assert [kind for kind in kinds() if f"| {kind.exit_code} | {kind.kind} |" not in text] == []


def test_each_setting_is_documented() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    assert [each.name for each in SETTINGS if f"`{each.env}`" not in text] == []


def test_the_floor_plan_stays_short_enough_to_be_read() -> None:
    assert (DOCS / "ARCHITECTURE.md").read_text("utf-8").count("\n") <= 200


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(DOCS.rglob("*.md")), ids=str)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_engine_and_sdk_are_one_number_wherever_it_stands() -> None:
    pinned = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert f"pulumi=={ENGINE_VERSION}" in pinned
    assert f"\npulumi=={ENGINE_VERSION} \\" in (ROOT / "requirements.lock").read_text("utf-8")
    for module in ("pkg", "sdk"):
        wanted = f"github.com/pulumi/pulumi/{module}/v3 v{ENGINE_VERSION}"
        assert wanted in (ROOT / "tools" / "go.mod").read_text("utf-8")


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [each for listed in project["optional-dependencies"].values() for each in listed]
    names = {re.split(r"[\[=<>]", each)[0].lower() for each in [*project["dependencies"], *extras]}
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==", lock, re.MULTILINE))
    assert names - locked == set(), json.dumps(sorted(locked))


def test_every_json_schema_that_a_command_prints_is_documented() -> None:
    printed = re.compile(r'console\.(?:show|line)\(\s*"([a-z-]+/\d+)"')
    sources = [path.read_text("utf-8") for path in (ROOT / "govcloud/cli").rglob("*.py")]
    schemas = {schema for text in sources for schema in printed.findall(text)}
    documented = set(
        re.findall(r"`govcloud\.([a-z-]+/\d+)`", (ROOT / "docs/json.md").read_text("utf-8"))
    )
    assert len(schemas) > 15
    assert schemas - documented == set()
