"""The ledger's file: one SQLite database whose rows are chained, and whose transactions are all or nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import apsw

from govcloud.errors import FailedError, GovcloudError, InputError, IntegrityError, LockedError
from govcloud.model.canonical import Json, canonical
from govcloud.model.event import GENESIS, Entry, Event, chained, event_of, payload
from govcloud.ports import Clock

SCHEMA_VERSION = "1"
BUSY_TIMEOUT_MS = 10_000

_LEDGER = (
    "seq, at, actor, host, event, application_id, wave, step_id, attempt_id, data, prev_hash, hash"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes: the operator, the controller's host name, this process, and the code's version."""

    actor: str
    host: str
    worker_id: str
    code_version: str


class LedgerFile:
    """The part of ports.Store that is the ledger. May be used from several threads; takes them one at a time."""

    def __init__(
        self,
        path: Path,
        origin: Origin,
        clock: Clock,
        listener: Callable[[Event], None] = lambda _event: None,
    ) -> None:
        """Open the store at `path`, made if missing (mode 0600). `listener` hears each row once it is durable.

        Raises IntegrityError for a file that is no sound store, InputError for one of another version.
        """
        self._origin = origin
        self._clock = clock
        self._listener = listener
        self._lock = threading.RLock()
        self._fresh: list[Event] = []
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._db = apsw.Connection(str(path))
            self._db.set_busy_timeout(BUSY_TIMEOUT_MS)
            self._db.execute(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"
            )
        self._path = path
        self._lay_down()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def record(self, *entries: Entry) -> None:
        """As ports.Store."""
        with self._transaction():
            for entry in entries:
                self._append(entry)

    def events(self, after: int = 0) -> Iterator[Event]:
        """As ports.Store. Raises IntegrityError for a row that cannot be read as one."""
        rows = self._all(f"SELECT {_LEDGER} FROM ledger WHERE seq > ? ORDER BY seq", after)
        for row in rows:
            try:
                yield event_of([*row[:9], object_of(row[9]), *row[10:]])
            except ValueError as error:
                raise IntegrityError(
                    f"ledger row {row[0]} holds no JSON: it was changed outside govcloud"
                ) from error

    def _append(self, entry: Entry) -> None:
        last = self._all("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")
        seq, prev = (last[0][0] + 1, str(last[0][1])) if last else (1, GENESIS)
        columns: dict[str, Json] = {
            "seq": seq,
            "at": self._clock.now(),
            "actor": self._origin.actor,
            "host": self._origin.host,
            "event": entry.event,
            "application_id": entry.application_id,
            "wave": entry.wave,
            "step_id": entry.step_id,
            "attempt_id": entry.attempt_id,
            "data": entry.data,
        }
        digest = chained(prev, payload(columns))
        values: list[Any] = [*list(columns.values())[:9], text_of(entry.data), prev, digest]
        self._db.execute(
            f"INSERT INTO ledger ({_LEDGER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        )
        self._fresh.append(event_of([*values[:9], entry.data, prev, digest]))

    def _all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock, translated(self._path):
            return list(self._db.execute(sql, values))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            self._fresh.clear()
            with translated(self._path):
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._db.execute("COMMIT")
                except BaseException:
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
                    raise
            for event in self._fresh:
                self._listener(event)

    def _lay_down(self) -> None:
        with self._transaction():
            if not self._all("SELECT 1 FROM sqlite_schema WHERE name = 'meta'"):
                schema = (
                    resources.files(__package__).joinpath("store_schema.sql").read_text("utf-8")
                )
                self._db.execute(schema)
                self._db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
        found = str(self._all("SELECT value FROM meta WHERE key = 'schema'")[0][0])
        if found != SCHEMA_VERSION:
            raise InputError(
                f"{self._path} is a store of schema {found}, this govcloud reads {SCHEMA_VERSION}",
                hint="use the govcloud release that wrote it",
            )


def text_of(value: Json) -> str:
    """Canonical JSON, as the store keeps it."""
    return canonical(value).decode("utf-8", "surrogatepass")


def object_of(text: str) -> dict[str, Any]:
    """The object that `text` holds. Raises ValueError."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("not an object")  # noqa: TRY004 - as json.loads raises
    return value


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what apsw raises into our own errors."""
    try:
        yield
    except GovcloudError:
        raise
    except (apsw.BusyError, apsw.LockedError) as error:
        raise LockedError(
            f"the store {path} stays busy", hint="another govcloud command is writing: try again"
        ) from error
    except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError) as error:
        raise IntegrityError(
            f"{path} is damaged: {error}", hint="keep the file, and restore the last copy of it"
        ) from error
    except (apsw.FullError, apsw.IOError, apsw.ReadOnlyError, apsw.CantOpenError, OSError) as error:
        raise FailedError(
            f"the store {path} cannot be written, so nothing is done: {error}",
            hint="make room, or mend the permissions, and run the same command again",
        ) from error
    except apsw.Error as error:
        raise IntegrityError(f"{path}: {type(error).__name__}: {error}") from error
