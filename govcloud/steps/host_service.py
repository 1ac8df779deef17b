"""Has the host's own service manager start a database server, now and at boot."""

from __future__ import annotations

from govcloud.model.command import tell
from govcloud.ports import Remote
from govcloud.steps.spool import give

START_S = 180.0

_START = """
set -u
log=$(mktemp) || exit 1
trap 'rm -f -- "$log"' EXIT
if [ -d /run/systemd/system ]; then
  systemctl enable "$1" && systemctl start "$1"
else
  update-rc.d "$1" defaults && service "$1" start
fi >"$log" 2>&1 </dev/null
code=$?
[ "$code" -eq 0 ] || cat -- "$log" >&2
exit "$code"
"""
"""The daemon must not inherit our connection, which would stay open as long as it lives."""


def start_service(host: Remote, name: str) -> None:
    """Start and enable it, by systemd where that runs. Raises StepFailedError if it will not."""
    words = tell("sh", "-c", _START, "govcloud", name)
    give(host, words, f"service {name} does not start", START_S)
