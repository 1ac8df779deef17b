"""What the ledger proves of approvals, verification and separated duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govcloud.model.event import GENESIS, Event, chained
from govcloud.rules.governance import governance

APP = "GD-GSD-008"
PLAN, WAVE = "a" * 64, "b" * 64
CHECK = f"{APP}/cutover.manifest:/srv@web"


def at(minute: int) -> str:
    return f"2026-11-24T09:{minute:02}:00.000Z"


Row = tuple[str, str, dict[str, Any], str]


def ledger(rows: Sequence[Row]) -> list[Event]:
    """Events of (name, actor, data, step), chained; those with a step or a plan are the application's."""
    made: list[Event] = []
    for number, (name, actor, told, step) in enumerate(rows, 1):
        whose = APP if step or name in {"steps.prepared", "application.settled"} else ""
        prev = made[-1].hash if made else GENESIS
        event = Event(
            number, at(number), actor, "host", name, whose, "W01", step, "", told, prev, ""
        )
        made.append(replace(event, hash=chained(prev, event.payload())))
    return made


def decided(actor: str, plan: str = WAVE, decision: str = "approved", until: str = at(59)) -> Row:
    told = {"plan": plan, "decision": decision, "actor": actor, "at": at(0), "expires_at": until}
    return ("plan.decided", actor, told, "")


MADE = ("plan.made", "planner", {"digest": WAVE, "author": "planner", "plans": [PLAN]}, "")
PREPARED = (
    "steps.prepared",
    "operator",
    {"plan": PLAN, "steps": ["cutover.manifest:/srv@web"]},
    "",
)
COMPARED: Row = ("done", "operator", {}, CHECK)
DIFFERED = ("failed", "operator", {"error": "3 files differ"}, CHECK)
LED_OVER = ("application.settled", "operator", {"side": "target"}, "")
LED_BACK = ("application.settled", "operator", {"side": "source"}, "")


def test_a_move_that_another_approved_and_that_was_compared_before_is_proved() -> None:
    found = governance(ledger([MADE, decided("approver"), PREPARED, COMPARED, LED_OVER]))
    assert found.moves[APP].approved_by == "approver"
    assert found.moves[APP].verified == ("cutover.manifest:/srv@web",)
    assert found.self_approved == found.executed_by_approver == []
    assert found.broken_row == 0


def test_an_approval_that_lapsed_was_taken_back_or_is_the_authors_proves_nothing() -> None:
    for said in (
        [decided("approver", until=at(4))],
        [decided("approver"), decided("approver", decision="refused")],
        [decided("planner")],
        [decided("approver", plan="c" * 64)],
    ):
        found = governance(ledger([MADE, *said, PREPARED, COMPARED, LED_OVER]))
        assert found.moves[APP].approved_by == ""


def test_whoever_approves_an_own_plan_or_carries_out_what_they_approved_is_told() -> None:
    found = governance(ledger([MADE, decided("planner"), decided("operator"), PREPARED, LED_OVER]))
    assert found.self_approved == [WAVE[:12]]
    assert found.executed_by_approver == [APP]


def test_a_comparison_that_failed_last_proves_nothing() -> None:
    found = governance(ledger([MADE, PREPARED, COMPARED, DIFFERED, LED_OVER]))
    assert found.moves[APP].verified == ()


def test_who_was_led_back_does_not_serve_from_the_cloud() -> None:
    assert not governance(ledger([MADE, PREPARED, COMPARED, LED_OVER, LED_BACK])).moves


def test_a_row_that_was_changed_or_names_nobody_is_told() -> None:
    rows = ledger([MADE, decided("approver"), ("host.pinned", "", {}, "")])
    found = governance([rows[0], rows[2]])
    assert found.broken_row == 2
    assert found.nameless_rows == 1
