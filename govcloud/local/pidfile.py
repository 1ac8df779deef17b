"""Who a daemon is: its pid and its start time, since a pid alone can be someone else's later."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from govcloud.model.canonical import Json

_POLL_S, _KILLED_S = 0.02, 5.0


def started(pid: int) -> int:
    """When the process began, in clock ticks since boot (field 22 of /proc/PID/stat); 0 if it is gone or a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    fields = stat.rpartition(")")[2].split()
    return 0 if fields[0] in {"Z", "X"} else int(fields[19])


@dataclass(frozen=True, slots=True)
class Pidfile:
    """A daemon's own record of itself."""

    path: Path

    def write(self, more: Mapping[str, Json]) -> None:
        """Record this very process, with whatever else its callers want to know."""
        told = {"pid": os.getpid(), "started": started(os.getpid()), **more}
        draft = self.path.with_name(self.path.name + ".new")
        draft.write_text(json.dumps(told), encoding="utf-8")
        draft.replace(self.path)

    def remove(self) -> None:
        """Forget the daemon."""
        self.path.unlink(missing_ok=True)

    def pid(self) -> int:
        """The daemon's pid; 0 if it does not run."""
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            pid, since = int(told["pid"]), int(told["started"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0
        return pid if since and started(pid) == since else 0

    def end(self, timeout_s: float) -> bool:
        """Ask the daemon to end, insist after `timeout_s`, and wait until it is gone. False if it was killed.

        A daemon that takes its own record away on its way out has not gone yet.
        """
        pid = self.pid()
        since = started(pid) if pid else 0
        orders = ((signal.SIGTERM, timeout_s), (signal.SIGKILL, _KILLED_S)) if since else ()
        for order, patience_s in orders:
            with suppress(ProcessLookupError):
                os.kill(pid, order)
            deadline = time.monotonic() + patience_s
            while (here := started(pid) == since) and time.monotonic() < deadline:
                time.sleep(_POLL_S)
            if not here:
                self.remove()
                return order == signal.SIGTERM
        self.remove()
        return not since
