"""Status: never more than the evidence supports."""

from __future__ import annotations

from typing import Any

import pytest

from govcloud.model.event import Event, event_of
from govcloud.rules.status import Stage, board, fold, stage, totals
from tests.fakes_engine import World, application, estate, migration

APP = "GD-GSD-001"
STEPS = [
    "assess.host:source@web",
    "provision.accounts:all@web",
    "replicate.tree:/srv@web",
    "cutover.manifest:/srv@web",
    "accept.probe-target:A@web",
    "rollback.manifest:/srv@web",
]


def told(*rows: tuple[str, str, dict[str, Any]]) -> list[Event]:
    """Ledger rows: event, step key, data."""
    prepared = ("steps.prepared", "", {"plan": "d1", "steps": STEPS})
    return [
        event_of(
            [
                n,
                f"2026-11-24T09:30:{n:02}Z",
                "operator",
                "c",
                name,
                APP,
                "W01",
                f"{APP}/{key}",
                "",
                data,
                "",
                "",
            ]
        )
        for n, (name, key, data) in enumerate([prepared, *rows], 1)
    ]


def done(key: str, **evidence: Any) -> tuple[str, str, dict[str, Any]]:
    """A step that succeeded."""
    return ("done", key, evidence)


SETTLED = ("application.settled", "", {"side": "target", "reason": ""})
HOME = ("application.settled", "", {"side": "source", "reason": ""})


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([], Stage.PLANNED),
        ([done(STEPS[0]), done(STEPS[1])], Stage.PROVISIONED),
        ([done(STEPS[1]), ("intent", STEPS[2], {})], Stage.REPLICATING),
        ([done(STEPS[1]), ("failed", STEPS[2], {"error": "no space"})], Stage.BLOCKED),
        ([("unknown", STEPS[2], {"error": "no answer"})], Stage.BLOCKED),
        ([("failed", STEPS[2], {"error": "no space"}), done(STEPS[2])], Stage.REPLICATING),
        ([done(STEPS[2]), ("intent", STEPS[3], {})], Stage.CUTTING_OVER),
        ([done(STEPS[3]), SETTLED], Stage.CUTTING_OVER),
        ([done(STEPS[3]), SETTLED, done(STEPS[4])], Stage.TRIAL_RUN),
        ([done(STEPS[3]), SETTLED, done(STEPS[4]), HOME], Stage.ROLLED_BACK),
        (
            [SETTLED, HOME, ("steps.reset", "", {"steps": STEPS[2:5]}), done(STEPS[2])],
            Stage.REPLICATING,
        ),
    ],
    ids=lambda value: value.en if isinstance(value, Stage) else "",
)
def test_the_stage_is_the_one_that_the_ledger_proves(rows: list[Any], wanted: Stage) -> None:
    assert stage(application(APP), fold(told(*rows))) is wanted


def test_what_the_ledger_never_heard_of_is_registered() -> None:
    assert stage(application(APP), fold([])) is Stage.REGISTERED


def test_totals_count_the_content_checks_of_what_serves_from_the_cloud_only() -> None:
    rows = [done(STEPS[2], files=99, bytes=99), done(STEPS[3], files=3, bytes=30, tables=1, rows=7)]
    assert totals(fold(told(*rows))).files == 0
    sums = totals(fold(told(*rows, SETTLED)))
    assert (sums.applications, sums.files, sums.bytes, sums.tables, sums.rows) == (1, 3, 30, 1, 7)


def test_a_row_of_the_board_counts_the_steps_there_and_not_those_back() -> None:
    row = board(estate(migration(World())), fold(told(done(STEPS[0]))))[0]
    assert (row["steps_done"], row["steps"]) == (1, 5)
