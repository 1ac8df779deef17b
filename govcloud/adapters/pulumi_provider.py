"""One provider process for all engine runs of a command, instead of one for each."""

from __future__ import annotations

import os
import select
import subprocess
import weakref
from collections.abc import Mapping
from pathlib import Path

from govcloud.errors import MissingProgramError

_START_S, _END_S = 30.0, 5.0
_LINE_MAX_BYTES = 64


class SharedProvider:
    """The plugin, serving whichever engine is told its port. It ends with us, however we end."""

    def __init__(self, launcher: Path, environment: Mapping[str, str], log: Path) -> None:
        """Start it. Raises MissingProgramError if it does not give its port in time."""
        with log.open("ab") as complaints:
            self._process = subprocess.Popen(
                [launcher, "--parent", str(os.getpid())],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
            )
        self.close = weakref.finalize(self, _end, self._process)
        self.port = self._told_port(log)

    def _told_port(self, log: Path) -> int:
        pipe = self._process.stdout
        ready = pipe and select.select([pipe], [], [], _START_S)[0]
        line = pipe.readline(_LINE_MAX_BYTES) if pipe and ready else b""
        if not line.strip().isdigit():
            self.close()
            raise MissingProgramError(
                "the provider plugin did not start", hint=f"see {log}, then govcloud doctor"
            )
        return int(line)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
