"""What discovery needs: the questions, connections that can only ask, a way to stop, and the proposal's file."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from govcloud.cli.wiring.local import Desk
from govcloud.engine.discover import Search
from govcloud.errors import InputError, InterruptError, TerminateError
from govcloud.model.discovery import AskedHost, HostAnswer, Outcome
from govcloud.model.facts import Question
from govcloud.model.inventory import Inventory
from govcloud.ports import Dispatcher

PROPOSAL_HEAD = (
    "Proposal of govcloud inventory discover: read it, merge what is right into the inventory."
)


@dataclass(slots=True)
class DiscoveryDesk:
    """One search, from the desk of its command. `parallel` hosts at a time, `timeout_s` for each of them."""

    desk: Desk
    parallel: int
    timeout_s: float
    total: int = 0
    done: int = 0
    stopped_by: int = 0
    _told: threading.Lock = field(default_factory=threading.Lock)

    @property
    def dispatcher(self) -> Dispatcher:
        """As many threads as hosts are asked at a time."""
        from govcloud.adapters.dispatch_local import LocalDispatcher

        return LocalDispatcher(self.parallel)

    @property
    def stopped_as(self) -> type[InterruptError]:
        """What the command ends with once it was stopped."""
        return TerminateError if self.stopped_by == signal.SIGTERM else InterruptError

    @contextmanager
    def search(self, hosts: Sequence[AskedHost]) -> Iterator[Search]:
        """A search; meanwhile Ctrl-C hangs up and keeps what was told (again: at once)."""
        from govcloud.adapters.asking import Asking

        desk, self.total = self.desk, len(hosts)
        _ = desk.login_key
        reach = desk.lab_reach
        asking = Asking(desk.key_file, desk.pins, reach.get, questions(), desk.console.detail)

        def stop(number: int, _frame: object) -> None:
            if self.stopped_by:
                raise KeyboardInterrupt
            self.stopped_by = number
            desk.console.say("stopping: what was told is kept (again: at once)")
            threading.Thread(target=asking.hang_up, daemon=True).start()

        kept = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield Search(
                *(asking.questions, asking.to, time.monotonic, self.timeout_s),
                heard=self._heard,
                stopped=lambda: bool(self.stopped_by),
            )
        finally:
            for number, old in kept.items():
                signal.signal(number, old)

    def _heard(self, answer: HostAnswer) -> None:
        """One line for each host as it ends."""
        with self._told:
            self.done += 1
            console, place = self.desk.console, f"[{self.done}/{self.total}] {answer.host.name}"
            if answer.error is not None and answer.outcome is Outcome.FAILED:
                console.say(f"{place}: {answer.error.message}", style="red")
            elif answer.outcome is not Outcome.STOPPED:
                lost = f"; not told in time: {', '.join(answer.lost)}" if answer.lost else ""
                console.say(f"{place}: {answer.outcome.value} in {answer.seconds:.1f} s{lost}")

    def demand_place(self, file: Path) -> None:
        """See, before anybody is asked, that the proposal may be written there. Raises InputError (E-DSC-004)."""
        problem = self._no_place(file)
        if problem:
            raise InputError(f"E-DSC-004: {file} {problem}", hint="name a new file with --out")

    def _no_place(self, file: Path) -> str:
        place = file.resolve()
        own = {self.desk.workspace / "inventory.yaml", self.desk.workspace / "inventory"}
        if own & {place, *place.parents}:
            return "is the inventory itself: a proposal never touches it"
        if not place.parent.is_dir():
            return "lies in a folder that is not there"
        if place.is_symlink() or (place.exists() and not place.is_file()):
            return "is no regular file"
        if place.exists():
            with place.open("rb") as there:
                if not there.read(200).startswith(f"# {PROPOSAL_HEAD}".encode()):
                    return "is there already, and is no earlier proposal"
        return ""

    def write(self, file: Path, inventory: Inventory, notes: Sequence[str]) -> None:
        """Write the proposal, whole or not at all, for its owner's eyes only."""
        from govcloud.adapters.inventory_write import inventory_text
        from govcloud.adapters.known_hosts import write_privately

        heading = "\n".join([PROPOSAL_HEAD, "What comes from where:", *notes])
        write_privately(file.resolve(), inventory_text(inventory, heading=heading).encode())


def questions() -> tuple[Question, ...]:
    """All questions that discovery asks, in their order."""
    from govcloud.steps.facts import QUESTIONS

    return QUESTIONS


def programs() -> tuple[str, ...]:
    """Every program that the questions start on a host, by name."""
    from govcloud.steps.facts import PROGRAMS

    return PROGRAMS
