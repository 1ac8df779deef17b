"""The ledger's rows and their hash chain: who did what, when, and what proves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govcloud.model.canonical import Json, canonical

GENESIS = bytes(32).hex()
"""`prev_hash` of the first row: 32 zero bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded; the store adds place, time and hashes."""

    event: str
    application_id: str = ""
    wave: str = ""
    step_id: str = ""
    attempt_id: str = ""
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the ledger.

    `at` is UTC, ISO 8601 with milliseconds and Z; `actor` the operator; `host` the controller's machine.
    """

    seq: int
    at: str
    actor: str
    host: str
    event: str
    application_id: str
    wave: str
    step_id: str
    attempt_id: str
    data: Mapping[str, Json]
    prev_hash: str
    hash: str

    def payload(self) -> bytes:
        """Canonical JSON of all columns but the two hashes."""
        return payload(
            {
                "seq": self.seq,
                "at": self.at,
                "actor": self.actor,
                "host": self.host,
                "event": self.event,
                "application_id": self.application_id,
                "wave": self.wave,
                "step_id": self.step_id,
                "attempt_id": self.attempt_id,
                "data": self.data,
            }
        )


def event_of(columns: Sequence[Any]) -> Event:
    """A row from its twelve columns in order. Raises TypeError for another number of them."""
    return Event(*columns)


def payload(columns: Mapping[str, Json]) -> bytes:
    """The bytes a row's leaf is made of."""
    return canonical(columns)


def leaf_hash(row: bytes) -> bytes:
    """RFC 6962 §2.1: leaf = SHA-256(0x00 || payload)."""
    return hashlib.sha256(b"\x00" + row).digest()


def chained(prev_hash: str, row: bytes) -> str:
    """`hash` of a row: SHA-256(prev_hash || leaf), in hex."""
    return hashlib.sha256(bytes.fromhex(prev_hash) + leaf_hash(row)).hexdigest()


def first_broken(events: Iterable[Event]) -> int | None:
    """The first sequence number at which the chain does not hold, or None if all of it holds."""
    prev, expected = GENESIS, 1
    for event in events:
        if (
            event.seq != expected
            or event.prev_hash != prev
            or event.hash != chained(prev, event.payload())
        ):
            return expected
        prev, expected = event.hash, expected + 1
    return None
