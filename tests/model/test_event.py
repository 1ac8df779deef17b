"""The chain: computed here once more by hand, so that the product cannot agree with itself alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.event import GENESIS, Event, chained, event_of, first_broken, payload


def columns(seq: int, actor: str) -> dict[str, Any]:
    """All columns but the hashes."""
    return {
        "seq": seq,
        "at": "2026-11-24T09:30:00.000Z",
        "actor": actor,
        "host": "c1",
        "event": "done",
        "application_id": "A",
        "wave": "W01",
        "step_id": "A/x",
        "attempt_id": "A/x#1",
        "data": {"files": seq, "名": "值"},
    }


def ledger(length: int) -> list[Event]:
    """A sound ledger."""
    rows: list[Event] = []
    prev = GENESIS
    for seq in range(1, length + 1):
        held = columns(seq, "operator")
        rows.append(event_of([*held.values(), prev, chained(prev, payload(held))]))
        prev = rows[-1].hash
    return rows


def test_a_row_hashes_as_the_format_says() -> None:
    held = columns(1, "operator")
    text = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    leaf = hashlib.sha256(b"\x00" + text).digest()
    assert ledger(1)[0].hash == hashlib.sha256(bytes(32) + leaf).hexdigest()


def test_a_sound_ledger_holds() -> None:
    assert first_broken(ledger(9)) is None
    assert first_broken([]) is None


@given(
    st.integers(0, 8),
    st.sampled_from(["actor", "at", "event", "host", "prev_hash", "hash", "data"]),
)
def test_a_change_of_any_column_is_found_at_its_row(position: int, column: str) -> None:
    rows = ledger(9)
    other: Any = {"files": 0} if column == "data" else "f" * 64
    rows[position] = replace(rows[position], **{column: other})
    assert first_broken(rows) == position + 1


@given(st.integers(0, 7))
def test_a_missing_or_swapped_row_is_found(position: int) -> None:
    rows = ledger(9)
    assert first_broken(rows[:position] + rows[position + 1 :]) == position + 1
    rows[position], rows[position + 1] = rows[position + 1], rows[position]
    assert first_broken(rows) == position + 1
