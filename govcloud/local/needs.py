"""What a machine must offer for the lab to run on it, asked for by trying."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial

from govcloud.errors import InputError
from govcloud.local import namespaces

_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PROGRAMS = {
    "ip": "iproute2",
    "nsenter": "util-linux",
    "ssh-keygen": "openssh-client",
    "sshd": "openssh-server",
    "rsync": "rsync",
    "setfacl": "acl",
    "getfattr": "attr",
    "python3": "python3",
    "service": "sysvinit-utils",
}
_TRIALS = (
    (namespaces.NEW_MOUNTS, "mount"),
    (namespaces.NEW_PIDS, "pid"),
    (namespaces.NEW_NETWORK, "network"),
    (namespaces.NEW_NAME, "host name (uts)"),
    (namespaces.NEW_IPC, "ipc"),
)


def missing_for_lab() -> list[str]:
    """What is missing, one sentence each, with the command that gets it where there is one; [] if nothing is."""
    if os.geteuid() != 0:
        return ["the lab's hosts need root for namespaces and mounts: run govcloud as root (sudo)"]
    missing = [
        f"{program} is not installed: apt-get install {package}"
        for program, package in _PROGRAMS.items()
        if shutil.which(program, path=_PATH) is None
    ]
    refused = [name for flag, name in _TRIALS if not _works(partial(namespaces.unshare, flag))]
    if refused:
        return [*missing, f"this machine's kernel refuses namespaces to root: {', '.join(refused)}"]
    if not _works(_mounts):
        missing.append("this machine refuses mounts to root, as in a container without privileges")
    return missing


def demand_lab() -> None:
    """Raise InputError naming all that is missing."""
    missing = missing_for_lab()
    if missing:
        raise InputError(f"the lab cannot run here: {'; '.join(missing)}", hint="govcloud doctor")


def _mounts() -> None:
    namespaces.unshare(namespaces.NEW_MOUNTS)
    namespaces.make_mounts_private()
    namespaces.mount("tmpfs", tempfile.gettempdir(), "tmpfs")


def _works(trial: Callable[[], None]) -> bool:
    """Whether `trial` passes in a child of its own."""
    child = os.fork()
    if child == 0:
        try:
            trial()
        except BaseException:  # noqa: BLE001 - the answer is no
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0
