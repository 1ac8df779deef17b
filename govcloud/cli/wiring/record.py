"""The record's part of a desk: store, clock, lock, and how a run is stopped."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from govcloud import __version__
from govcloud.cli.narrate import narrated
from govcloud.cli.wiring.estate import EstateDesk
from govcloud.errors import InterruptError, TerminateError
from govcloud.model.event import Event
from govcloud.model.record import StoredPlan
from govcloud.ports import Clock, Dispatcher, Store
from govcloud.rules.status import Fold, fold
from govcloud.ui.console import Output


class RecordDesk(EstateDesk):
    """What happened, and who may write now."""

    _stopped_by = 0
    streams = False
    """Whether JSON output is a line for each event of a run, not one document."""

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock."""
        from govcloud.adapters.clock import SystemClock

        return SystemClock()

    @cached_property
    def dispatcher(self) -> Dispatcher:
        """As many threads as the setting `workers`."""
        from govcloud.adapters.dispatch_local import LocalDispatcher

        return LocalDispatcher(self.settings.number("workers", 1, 32))

    @property
    def store_file(self) -> Path:
        """The environment's own file: what was moved in one cloud says nothing of another."""
        return self.home / f"state-{self.environment.name}.db"

    @cached_property
    def store(self) -> Store:
        """The workspace's store; each row of its ledger is told on stderr (or as a JSON line)."""
        from govcloud.adapters.store_ledger import Origin
        from govcloud.adapters.store_sqlite import SqliteStore

        worker = f"{socket.gethostname()}:{os.getpid()}"
        origin = Origin(self.operator, socket.gethostname(), worker, __version__)
        return SqliteStore(self.store_file, origin, self.clock, self._heard)

    def _heard(self, event: Event) -> None:
        if self.streams or self.console.output is not Output.JSON:
            narrated(self.console, event)

    def demand_sound_record(self) -> None:
        """Nothing is done on a record that does not hold. Raises IntegrityError."""
        from govcloud.engine import audit

        audit.verify_store(self.store, self.ids)

    def folded(self) -> Fold:
        """What the ledger amounts to."""
        return fold(self.store.events())

    def plans(self) -> list[StoredPlan]:
        """Every plan that the ledger tells of."""
        made = (str(e.data["digest"]) for e in self.store.events() if e.event == "plan.made")
        return [plan for digest in made if (plan := self.store.plan(digest)) is not None]

    def stop(self, before: str) -> None:
        """Raises InterruptError (or TerminateError) if a signal asked this command to end."""
        if self._stopped_by:
            kind = TerminateError if self._stopped_by == signal.SIGTERM else InterruptError
            raise kind(f"stopped before {before}", hint="the same command goes on from here")

    @contextmanager
    def controller(self) -> Iterator[None]:
        """Hold the workspace; Ctrl-C then stops between two steps. Raises LockedError."""
        from govcloud.adapters.controller_lock import controller

        with controller(self.home / "run.lock", self.operator, self.clock.now()):
            kept = {
                s: signal.signal(s, self._asked_to_stop) for s in (signal.SIGINT, signal.SIGTERM)
            }
            try:
                yield
            finally:
                for number, old in kept.items():
                    signal.signal(number, old)

    def _asked_to_stop(self, number: int, _frame: object) -> None:
        if self._stopped_by:
            raise KeyboardInterrupt
        self._stopped_by = number
        self.console.say("stopping after the step that is under way (again: at once)")
