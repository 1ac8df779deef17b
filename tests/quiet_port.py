"""A port of loopback that the machine gives to nobody by itself."""

from __future__ import annotations

import random
import socket
from contextlib import closing

_CHOICE = range(10_000, 20_000)
"""Below the ports of embedded clouds, and those that Linux gives to outgoing connections (ip_local_port_range)."""


def quiet_port(beside: int = 0) -> int:
    """A port that is free, and so is the one `beside` ports further; no two tests are likely to be given the same."""
    for port in random.SystemRandom().sample(_CHOICE, len(_CHOICE)):
        if _free(port) and _free(port + beside):
            return port
    raise AssertionError("no port of loopback is free")


def _free(port: int) -> bool:
    with closing(socket.socket()) as offered:
        try:
            offered.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
