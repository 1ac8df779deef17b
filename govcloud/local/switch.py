"""The lab's holder: claims a loopback network for this lab, and holds the switch that its hosts meet at.

`python -m govcloud.local.switch [N]` prefers 127.N.0.0/16, says `N PID` in one line, and stays.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

from govcloud.local import namespaces
from govcloud.local.daemon import loosen, may_stay, quiet, tell

NETWORKS = range(16, 251)
_CLAIM_PORT = 22
_IP_S_MAX = 20
_SWITCH = "link add br0 type bridge mcast_snooping 0\nlink set br0 up\nlink set lo up\n"


def claim(preferred: int = 0) -> tuple[int, socket.socket]:
    """The number of a loopback network that nobody has, and the socket that is the claim to it.

    Raises RuntimeError if all are taken.
    """
    # Where the machine's own SSH server holds port 22 on all addresses, a higher port is the claim.
    for port in (_CLAIM_PORT, _CLAIM_PORT + 10_000):
        for number in sorted(NETWORKS, key=lambda one: one != preferred):
            held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            try:
                held.bind((f"127.{number}.0.1", port))
            except OSError:
                held.close()
            else:
                return number, held
    raise RuntimeError(
        "all loopback networks from 127.16.0.0/16 to 127.250.0.0/16 are in use by other labs"
    )


def main() -> int:
    """Claim, build the switch, tell, and stay until killed."""
    loosen()
    preferred = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    number, _held = claim(preferred)
    namespaces.unshare(namespaces.NEW_NETWORK)
    subprocess.run(["ip", "-batch", "-"], input=_SWITCH, text=True, check=True, timeout=_IP_S_MAX)
    tell(f"{number} {os.getpid()}")
    if not may_stay():
        return 1
    quiet()
    while True:
        signal.pause()


if __name__ == "__main__":
    sys.exit(main())
