"""The lab's entry addresses: where users of each application come in, and to which side they are led."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from govcloud.errors import InputError, UnreachableError
from govcloud.local import daemon
from govcloud.local.pids import Pid, end
from govcloud.local.registry import EntryRecord, Registry
from govcloud.model.step import Side

ENTRY_PORT = 80


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one lab. Its keeper is the process that relays; it reads what is recorded here."""

    registry: Registry

    def keep(self, wanted: Mapping[str, tuple[str, int]]) -> None:
        """Have an address kept for each application, led to (server, port); new ones begin at the source."""
        known = self.registry.entries()
        for application in sorted(wanted.keys() - known.keys()):
            server, port = wanted[application]
            record = EntryRecord(
                self.registry.free_entry(), ENTRY_PORT, server, port, Side.SOURCE.value
            )
            self.registry.keep_entry(application, record)
        with self.registry.locked("entries"):
            kept = self.registry.lab().entries
            if not kept.alive or wanted.keys() - known.keys():
                end(kept)
                words = ["govcloud.local.entry_keeper", str(self.registry.home)]
                daemon.launch(words, self.registry.home / "lab.log", self._keeper_runs)

    def url(self, application: str) -> str:
        """The base URL at which users reach the application, "" if it has none."""
        entry = self.registry.entries().get(application)
        if entry is None:
            return ""
        port = "" if entry.port == ENTRY_PORT else f":{entry.port}"
        return f"http://{entry.loopback}{port}"

    def read(self, application: str) -> Side | None:
        """Where users are led now; None if there is no entry, or nobody leads them."""
        entry = self.registry.entries().get(application)
        kept = self.registry.lab().entries.alive
        return Side(entry.side) if entry is not None and kept else None

    def switch(self, application: str, to: Side) -> None:
        """Lead users to the other side from now on; what is open is closed.

        Raises InputError if there is no such entry, UnreachableError if nobody leads users now.
        """
        if application not in self.registry.entries():
            raise InputError(f"{application} has no entry in the lab", hint="govcloud local up")
        if not self.registry.lab().entries.alive:
            raise UnreachableError("the lab's entries are not kept", hint="govcloud local up")
        self.registry.alter_entry(application, side=to.value)

    def _keeper_runs(self, said: str) -> None:
        lab = self.registry.lab()
        self.registry.keep_lab(replace(lab, entries=Pid.of(int(said))))
