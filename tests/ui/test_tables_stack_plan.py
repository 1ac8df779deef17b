"""A plan of stacks as people see it: every line of a change, and what is under it."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from govcloud.ui import tables_stack_plan


def drawn(**other: Any) -> str:
    """The plan of one stack, as text."""
    stack = {
        "stack": "department/p", "changed": True, "counts": {"replace": 1, "same": 3}, "deviations": 2, "seconds": 1.25,
        "changes": [
            {"op": "replace", "type": "govcloud:ec2:Vpc", "name": "tenant", "properties": [
                {"path": "cidrBlock", "before": "10.1.0.0/16", "after": "10.2.0.0/16", "replaces": True},
                {"path": 'tags["gov:env"]', "before": None, "after": "[known once applied]", "replaces": False},
            ]},
            {"op": "create", "type": "govcloud:s3:Bucket", "name": "lake", "properties": [
                {"path": "versioning", "before": None, "after": True, "replaces": False}]},
        ],
    }  # fmt: skip
    view = {
        "digest": "d1", "scope": {}, "changed": True, "cloud_read": True, "stacks": [stack], "interrupted": [],
        "sizes": [{"kind": "bucket", "size": "", "before": 0, "after": 1},
                  {"kind": "instance", "size": "m5.large", "before": 2, "after": 2}],
        "controls": {"profile": "", "level": "", "untold": {}}, "findings": [],
    } | other  # fmt: skip
    console = Console(width=200)
    with console.capture() as captured:
        console.print(tables_stack_plan.plan(view))
    return captured.get()


def test_a_change_is_told_from_old_to_new_and_what_it_forces() -> None:
    lines = drawn().splitlines()
    assert "  ± ec2:Vpc  tenant" in lines
    assert '      cidrBlock: "10.1.0.0/16" → "10.2.0.0/16"  (forces replacement)' in lines
    assert '      tags["gov:env"]: nothing → "[known once applied]"' in lines
    assert "  + s3:Bucket  lake" in lines
    assert not any("versioning" in line for line in lines)


def test_what_there_is_to_pay_for_and_the_digest_stand_below() -> None:
    text = drawn()
    assert "to pay for: bucket × 0 → 1, instance m5.large × 2" in text
    assert "the cloud is not as recorded in 2 things: govcloud stack drift" in text
    assert text.splitlines()[-1].startswith("1 of 1 stacks change  digest d1")
    assert "the cloud was not read" in drawn(cloud_read=False)


def test_what_an_interrupted_run_left_is_told_first() -> None:
    left = {
        "stack": "department/p",
        "imported": "",
        "told": ["its last apply did not come to its end"],
        "heal": "govcloud stack apply p",
    }
    lines = drawn(interrupted=[left]).splitlines()
    assert lines[:3] == [
        "department/p was interrupted:",
        "  its last apply did not come to its end",
        "  it goes on from there: govcloud stack apply p",
    ]


def test_terminal_codes_in_a_name_are_not_obeyed() -> None:
    told = {"stack": "\x1b[2Jp", "imported": "", "told": [], "heal": ""}
    assert "\x1b" not in drawn(interrupted=[told])
