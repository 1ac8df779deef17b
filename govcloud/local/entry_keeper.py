"""The keeper of the lab's entries: `python -m govcloud.local.entry_keeper HOME` leads users as recorded there.

A switch is one replacement of that file: a new connection follows it at once, open ones are closed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from govcloud.local.daemon import loosen, may_stay, quiet, tell
from govcloud.local.entries import ENTRY_PORT
from govcloud.local.registry import EntryRecord, HostRecord, Registry
from govcloud.local.relay import Address, Relay, listen

_LOOK_S = 0.1


class Keeper:
    """Keeps one listener for each entry, and leads its connections to the side that is recorded."""

    def __init__(self, home: Path) -> None:
        self._registry = Registry(home)
        self._relay = Relay()
        self._seen: tuple[int, int] = (0, 0)
        self._entries: dict[str, EntryRecord] = {}
        self._hosts: dict[str, HostRecord] = {}
        self._open: set[str] = set()

    def run(self) -> None:
        """For ever."""
        while True:
            self.look()
            self._relay.turn(_LOOK_S)

    def look(self) -> None:
        """Follow hosts.json, if it is another one than was seen last."""
        try:
            status = self._registry.hosts_file.stat()
        except FileNotFoundError:
            return
        if (status.st_ino, status.st_mtime_ns) == self._seen:
            return
        self._seen = (status.st_ino, status.st_mtime_ns)
        before, self._entries = self._entries, self._registry.entries()
        self._hosts = self._registry.hosts()
        for application in sorted(before):
            if self._entries.get(application) != before[application]:
                self._relay.close(application)
        for application in sorted(self._entries.keys() - self._open):
            self._hold(application)

    def _hold(self, application: str) -> None:
        entry = self._entries[application]
        try:
            listener = listen(entry.loopback, ENTRY_PORT)
        except OSError as error:
            sys.stderr.write(f"{application}: {entry.loopback}: {error}\n")
            sys.stderr.flush()
        else:
            self._relay.add(application, listener, lambda: self._there(application))
            port = listener.getsockname()[1]
            if port != entry.port:
                self._registry.alter_entry(application, port=port)
        self._open.add(application)

    def _there(self, application: str) -> Address | None:
        """Where a connection that arrives now is led; None if there is no such host yet."""
        self.look()
        entry = self._entries.get(application)
        if entry is None:
            return None
        for host in self._hosts.values():
            if (host.role, host.name) == (entry.side, entry.server) and host.first.alive:
                return host.loopback, host.listens.get(entry.server_port, entry.server_port)
        return None


def main() -> int:
    """Keep the entries; say that all of them are open, then stay until killed."""
    loosen()
    keeper = Keeper(Path(sys.argv[1]))
    keeper.look()
    tell(str(os.getpid()))
    if not may_stay():
        return 1
    quiet()
    keeper.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
