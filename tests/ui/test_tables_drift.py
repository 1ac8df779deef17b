"""Drift as people read it: what, where, is and should be, the command, and what was healed."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from govcloud.model.drift import Survey, Untold
from govcloud.model.stack import StackRef, StackResult
from govcloud.rules import views_drift
from govcloud.ui import tables_drift
from tests.drift_samples import added, changed, drift, recorded


def drawn(view: dict[str, Any]) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(tables_drift.drift(view))
    return out.getvalue()


def test_each_thing_stands_with_what_it_is_what_it_should_be_and_the_command_that_heals_it() -> (
    None
):
    where = recorded()
    text = drawn(views_drift.drift(drift(changed(where), added(where))))
    assert "ec2:Vpc tenant" in text
    assert "enableDnsHostnames" in text
    assert "false" in text
    assert "ec2:Subnet subnet-1" in text
    assert "cidr 10.1.9.0/24" in text
    assert "govcloud stack drift department/t-GD-HRS --heal" in text
    assert "1 changed, 1 added: 1 resources of 1 stacks looked at in 7 calls" in text


def test_what_could_not_be_told_is_not_passed_over() -> None:
    untold = (Untold(recorded(), "value", "it is secret"),)
    open_run = {"department/t-GD-PSD": "an engine holds a lock on it"}
    text = drawn(views_drift.drift(drift(untold=untold, absent=("a/b",), unfinished=open_run)))
    assert "not compared: department/t-GD-HRS tenant value: it is secret" in text
    assert "department/t-GD-PSD: an engine holds a lock on it" in text
    assert "never applied: a/b" in text
    assert "no drift" in text


def test_what_was_healed_is_told_with_what_is_left() -> None:
    found = drift(added(recorded()))
    view = views_drift.drift(found)
    done = [StackResult(StackRef("landing-zone", "t"), {"update": 1}, (), 1.0)]
    view["healed"] = views_drift.healed([added(recorded())], done, Survey((), (), 3))
    text = drawn(view)
    assert "healed: ec2:Subnet subnet-1 in ec2:Vpc tenant: cidr 10.1.9.0/24" in text
    assert "healed: landing-zone/t by the engine" in text
    assert "0 left after healing" in text


def test_a_value_that_nobody_can_read_is_cut() -> None:
    where = recorded()
    one = views_drift.deviation(changed(where))
    text = tables_drift.sentence({**one, "is": ["x" * 900]})
    assert len(text) < 500
    assert text.endswith("…")
