"""A code that was read in a terminal is explained there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from govcloud.cli.app import app


def explain(*words: str) -> Result:
    return CliRunner().invoke(app, ["explain", *words])


@pytest.mark.parametrize(
    "asked", ["E-USCC-001", "e-uscc-001", "uscc-1", "E_USCC_1", "\uff25-USCC-001", " uscc 001 "]
)
def test_a_code_is_understood_however_it_is_written(asked: str) -> None:
    result = explain(asked, "-o", "json")
    assert result.exit_code == 0
    view = json.loads(result.stdout)
    assert (view["schema"], view["code"]) == ("govcloud.explain/1", "E-USCC-001")
    assert view["exit_code"] == 10
    assert view["why_en"]
    assert view["why_zh"]


def test_all_codes_are_listed_by_family() -> None:
    view = json.loads(explain("-o", "json").stdout)
    assert {"files", "inventory", "organisations", "waves", "gates"} <= {
        family["name"] for family in view["families"]
    }
    assert all(code["en"] and code["zh"] for each in view["families"] for code in each["codes"])


def test_the_beginning_of_a_code_lists_those_that_begin_so() -> None:
    shown = explain("ptn").stdout
    assert re.findall(r"\b[EW]-[A-Z]+-\d{3}\b", shown) == ["W-PTN-001", "W-PTN-002"]


def test_a_table_shows_meaning_reason_examples_remedy_and_exit_code_in_both_languages() -> None:
    shown = explain("W-OWN-001").stdout
    for words in (
        "业务处负责人",
        "Why it matters 原因",
        "Not so",
        "But so",
        "What to do",
        "5 with --strict",
    ):
        assert words in shown


def test_a_code_that_is_none_is_refused_with_the_nearest() -> None:
    result = explain("E-DPE-001")
    assert result.exit_code == 2
    assert "did you mean E-DEP-001?" in result.stderr
    assert explain("\x1b]0;x\x07").exit_code == 2


def test_no_workspace_is_needed(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["-C", str(tmp_path), "explain", "E-WS-001"]).exit_code == 0
