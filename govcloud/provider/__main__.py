"""The plugin's process: `pulumi-resource-govcloud ENGINE_ADDRESS`, or `… --parent PID` for a shared one.

It prints its port as the only line on stdout, and ends with the engine, or with the process PID.
"""

from __future__ import annotations

import os
import sys

from govcloud.provider.servicer import Provider
from govcloud.provider.serving import serve
from govcloud.provider.watching import parent, started_at, when_gone


def main(words: list[str]) -> int:
    """Serve until the process that we work for is gone."""
    master = parent()
    if "--parent" in words:
        given = words[words.index("--parent") + 1 :][:1]
        if not given or not given[0].isdigit() or not started_at(int(given[0])):
            sys.stderr.write("--parent needs the pid of a running process\n")
            return 2
        master = int(given[0])
    server, port = serve(Provider())
    when_gone(master, lambda: os._exit(0))
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    server.wait_for_termination()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
