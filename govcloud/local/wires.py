"""The cable between a host and the lab's switch."""

from __future__ import annotations

import subprocess

_LINK_S_MAX = 20


def bring_up(address: str) -> None:
    """Inside a host's namespace: its loopback, and its cable under its private address."""
    orders = f"link set lo up\naddr add {address}/8 brd + dev eth0\nlink set eth0 up\n"
    _ip(["ip", "-batch", "-"], orders)


def join_switch(switch_pid: int, address: str, outer: int) -> str:
    """A cable between the switch and the namespace of `outer`; gives the name of its end in the switch.

    It never lies in the machine's own namespace.
    """
    near = f"h{outer}"
    # An address always has the same MAC, so that peers find a host again at once after its restart.
    mac = ":".join(f"{int(word):02x}" for word in ("2", "103", *address.split(".")))
    orders = (
        f"link add {near} type veth peer name eth0 address {mac} netns {outer}\n"
        f"link set {near} master br0 up\n"
    )
    _ip(["nsenter", "--target", str(switch_pid), "--net", "ip", "-batch", "-"], orders)
    return near


def _ip(words: list[str], orders: str) -> None:
    done = subprocess.run(
        words, input=orders, text=True, capture_output=True, timeout=_LINK_S_MAX, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()}")
