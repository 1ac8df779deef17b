"""Views drawn for people hold no program's notation."""

from __future__ import annotations

import pytest

from govcloud.ui import tables
from govcloud.ui.console import Console


def test_a_list_is_a_line_each_and_a_mapping_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    view = {"stacks": ["landing-zone/local", "department/local-GD-HRS"], "servers": {"省": "a"}}
    Console().show("stacks/1", view, tables.pairs)
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert told == [
        ["stacks", "landing-zone/local"],
        ["department/local-GD-HRS"],
        ["servers", '{"省":', '"a"}'],
    ]
