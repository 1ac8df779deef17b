"""The kernel's calls that Python 3.11 does not offer: namespaces, mounts, the change of root, capabilities."""

from __future__ import annotations

import ctypes
import os

NEW_MOUNTS = 0x00020000
NEW_NAME = 0x04000000
NEW_IPC = 0x08000000
NEW_PIDS = 0x20000000
NEW_NETWORK = 0x40000000
OF_A_HOST = NEW_MOUNTS | NEW_NAME | NEW_IPC | NEW_PIDS | NEW_NETWORK

READ_ONLY = 0x1
NO_SUID = 0x2
NO_DEVICES = 0x4
NO_EXEC = 0x8
REMOUNT = 0x20
BIND = 0x1000
RECURSIVE = 0x4000
PRIVATE = 0x40000

_DETACH = 0x2
_CAPABILITY_DROP = 24
# Modules, raw I/O ports, reboot, the clock: these are the machine's, and no namespace holds them.
_CAPABILITIES_OF_THE_MACHINE = (16, 17, 22, 25)

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(flags: int) -> None:
    """Leave the namespaces in `flags` for new ones; new pids hold for children only. Raises OSError."""
    _called(_libc.unshare(ctypes.c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount a file system. Raises OSError that names the target."""
    answer = _libc.mount(
        os.fsencode(source),
        os.fsencode(target),
        kind.encode() or None,
        ctypes.c_ulong(flags),
        os.fsencode(options) or None,
    )
    _called(answer, target)


def bind(source: str, target: str, *, read_only: bool = False) -> None:
    """Show `source` at `target` too. Raises OSError."""
    mount(source, target, flags=BIND)
    if read_only:
        mount("none", target, flags=BIND | REMOUNT | READ_ONLY)


def make_mounts_private() -> None:
    """From here on no mount of ours is seen outside, nor one of theirs inside."""
    mount("none", "/", flags=RECURSIVE | PRIVATE)


def change_root(root: str) -> None:
    """Make `root`, which must be a mount point, the root; nothing of the old one stays reachable."""
    os.chdir(root)
    # With both words the same the old root lies on top of the new one, and is taken away from there.
    _called(_libc.pivot_root(b".", b"."), root)
    _called(_libc.umount2(b".", ctypes.c_int(_DETACH)), root)
    os.chdir("/")


def drop_capabilities() -> None:
    """Give up, for this process and all it will start, what would reach past a host into the machine."""
    for capability in _CAPABILITIES_OF_THE_MACHINE:
        answer = _libc.prctl(_CAPABILITY_DROP, ctypes.c_ulong(capability), 0, 0, 0)
        _called(answer, "capability")


def _called(answer: int, about: str) -> None:
    if answer != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), about)
