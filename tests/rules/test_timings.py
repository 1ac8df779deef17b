"""What the ledger measured: throughput of real copies, minutes of real cut-overs, bytes that were seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from govcloud.model.event import Event, event_of
from govcloud.rules.timings import SENT_BYTES_MIN, Timings, timings

APP = "GD-GSD-001"
START = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def row(event: str, key: str, at_s: float, data: dict[str, Any], attempt: str = "") -> Event:
    at = (START + timedelta(seconds=at_s)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    step = f"{APP}/{key}"
    return event_of(
        [1, at, "op", "c", event, APP, "W01", step, attempt or f"{step}#1", data, "", ""]
    )


def attempt(key: str, begun_s: float, took_s: float, **data: Any) -> list[Event]:
    name = f"{key}#{begun_s}"
    return [
        row("intent", key, begun_s, {}, name),
        row("done", key, begun_s + took_s, data, name),
    ]


def measured(*rows: list[Event]) -> Timings:
    return timings([event for part in rows for event in part])


def test_an_empty_ledger_measures_nothing() -> None:
    assert timings([]) == Timings()


def test_throughput_is_bytes_sent_over_the_time_of_the_copies() -> None:
    sent = 125_000_000
    found = measured(
        attempt("replicate.tree:/srv@web", 0, 10, bytes=sent, sent_bytes=sent),
        attempt("replicate.postgresql-copy:db@web", 20, 10, database_bytes=7, sent_bytes=sent),
    )
    assert found.throughput_mbps == pytest.approx(100.0)
    assert found.applications[APP].bytes == {"/srv@web": sent, "db@web": 7}


def test_a_small_copy_measures_no_line() -> None:
    found = measured(attempt("replicate.tree:/srv@web", 0, 9, sent_bytes=SENT_BYTES_MIN - 1))
    assert found.throughput_mbps is None


def test_a_cutover_is_as_long_as_its_steps_without_the_waiting_between_them() -> None:
    found = measured(
        attempt("cutover.service-stop:web@web", 0, 60),
        attempt("cutover.tree:/srv@web", 5000, 120, bytes=9, sent_bytes=3),
    )
    assert found.applications[APP].cutover_minutes == pytest.approx(3.0)


def test_after_a_rollback_the_newest_cutover_counts() -> None:
    found = measured(
        attempt("cutover.service-stop:web@web", 0, 600),
        attempt("rollback.service-stop:web@web", 700, 600),
        attempt("cutover.service-stop:web@web", 2000, 60),
    )
    assert found.applications[APP].cutover_minutes == pytest.approx(1.0)


def test_what_was_found_done_already_measures_nothing() -> None:
    found = measured(attempt("replicate.tree:/srv@web", 0, 1, found="done already"))
    assert found.applications[APP].bytes == {}


def test_an_assessment_tells_sizes_before_anything_moves() -> None:
    trees = {"/srv": {"bytes": 42, "inodes": 1}}
    found = measured(attempt("assess.host:source@web", 0, 1, trees=trees))
    assert found.applications[APP].bytes == {"/srv@web": 42}
    assert found.applications[APP].cutover_minutes is None


def test_a_failed_attempt_and_one_without_intent_measure_nothing() -> None:
    rows = [
        row("intent", "cutover.tree:/srv@web", 0, {}),
        row("failed", "cutover.tree:/srv@web", 9, {"error": "no"}),
        row("done", "cutover.tree:/opt@web", 9, {"bytes": 5}, "unheard-of"),
    ]
    assert timings(rows) == Timings()
