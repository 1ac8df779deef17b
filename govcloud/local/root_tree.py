"""A host's root directory: the machine's operating system below, the host's own changes above."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from govcloud.local import namespaces
from govcloud.local.namespaces import NO_DEVICES, NO_EXEC, NO_SUID, READ_ONLY

_LAYERS = ("/usr", "/etc", "/var/lib/dpkg")
_LINKS = {"bin": "usr/bin", "sbin": "usr/sbin", "lib": "usr/lib", "lib64": "usr/lib64"}
_DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
_DEVICE_LINKS = {
    "fd": "/proc/self/fd",
    "stdin": "/proc/self/fd/0",
    "stdout": "/proc/self/fd/1",
    "stderr": "/proc/self/fd/2",
    "ptmx": "pts/ptmx",
}
_PTS_GROUP = 5


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory that a package expects. One whose owner or group is unknown here is root's."""

    path: str
    mode: int = 0o755
    owner: str = "root"
    group: str = "root"


_AT_BIRTH = (
    *map(Directory, ("/dev", "/proc", "/sys", "/run", "/home", "/srv", "/opt", "/mnt", "/media")),
    Directory("/root", 0o700),
    Directory("/tmp", 0o1777),  # noqa: S108 - it is the host's own
    *map(Directory, ("/usr", "/etc", "/var", "/var/backups", "/var/cache", "/var/cache/adduser")),
    *map(Directory, ("/var/cache/apt/archives/partial", "/var/cache/debconf", "/var/cache/man")),
    Directory("/var/cache/ldconfig", 0o700),
    *map(Directory, ("/var/lib", "/var/lib/dpkg", "/var/lib/misc", "/var/lib/ucf", "/var/lib/pam")),
    *map(Directory, ("/var/lib/apt/lists/partial", "/var/lib/systemd", "/var/lib/python")),
    Directory("/var/lib/private", 0o700),
    Directory("/var/lib/mysql", 0o755, "mysql", "mysql"),
    Directory("/var/lib/postgresql", 0o755, "postgres", "postgres"),
    Directory("/var/local", 0o2775, "root", "staff"),
    *map(Directory, ("/var/log", "/var/log/apt", "/var/opt", "/var/spool", "/var/spool/cron")),
    Directory("/var/log/mysql", 0o2750, "mysql", "adm"),
    Directory("/var/log/postgresql", 0o1775, "root", "postgres"),
    Directory("/var/mail", 0o2775, "root", "mail"),
    Directory("/var/spool/cron/crontabs", 0o1730, "root", "crontab"),
    Directory("/var/tmp", 0o1777),  # noqa: S108 - it is the host's own
    Directory("/var/www/html"),
)
_VAR_LINKS = {"var/run": "/run", "var/lock": "/run/lock", "var/spool/mail": "../mail"}
_LOGS = {"var/log/wtmp": 0o664, "var/log/btmp": 0o660, "var/log/lastlog": 0o664}
_AT_BOOT = (
    Directory("/run/lock", 0o1777),
    *map(Directory, ("/run/sshd", "/run/user", "/run/sendsigs.omit.d")),
    Directory("/run/mysqld", 0o755, "mysql", "root"),
    Directory("/run/postgresql", 0o2775, "postgres", "postgres"),
)


# Whatever the umask of who starts the host: its root and its /etc are for all of its users.
_OPEN = 0o755


def make(home: Path) -> bool:
    """Lay down the directories of a host in `home`; True if this is its birth."""
    root = home / "root"
    born = not root.exists()
    for layer in _LAYERS:
        for part in ("upper", "work"):
            folder = home / part / layer.strip("/").replace("/", "-")
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(_OPEN)
    root.mkdir(exist_ok=True)
    root.chmod(_OPEN)
    if born:
        _lay_down(root)
    return born


def mount(home: Path, *, srv_size_bytes: int = 0) -> Path:
    """Mount all of a host's root below `home`, in mounts that are this process's own. Gives the root.

    `srv_size_bytes` above 0 makes /srv a file system of that size, empty at each start. Raises OSError.
    """
    root = home / "root"
    namespaces.bind(str(root), str(root))
    # Short relative names: the options of an overlay are cut at commas, which a workspace's path may hold.
    os.chdir(home)
    for layer in _LAYERS:
        _layer(layer, root)
    _devices(root / "dev")
    _tmpfs(root / "run", "mode=755,size=64m", NO_SUID | NO_DEVICES)
    if srv_size_bytes:
        _tmpfs(root / "srv", f"mode=755,size={srv_size_bytes}", NO_DEVICES)
    _directories(root, _AT_BOOT)
    namespaces.mount(
        "sysfs", str(root / "sys"), "sysfs", READ_ONLY | NO_SUID | NO_DEVICES | NO_EXEC
    )
    namespaces.mount("proc", str(root / "proc"), "proc", NO_SUID | NO_DEVICES | NO_EXEC)
    for shared in ("sys", "sysrq-trigger"):
        there = root / "proc" / shared
        if there.exists():
            namespaces.bind(str(there), str(there), read_only=True)
    return root


def _lay_down(root: Path) -> None:
    _directories(root, _AT_BIRTH)
    for name, there in {**_LINKS, **_VAR_LINKS}.items():
        (root / name).symlink_to(there)
    for name, mode in _LOGS.items():
        (root / name).touch()
        (root / name).chmod(mode)


def _directories(root: Path, wanted: Iterable[Directory]) -> None:
    for one in wanted:
        path = root / one.path.lstrip("/")
        path.mkdir(parents=True, exist_ok=True)
        try:
            shutil.chown(path, one.owner, one.group)
        except LookupError:
            os.chown(path, 0, 0)
        path.chmod(one.mode)


def _layer(layer: str, root: Path) -> None:
    name = layer.strip("/").replace("/", "-")
    target = root / layer.strip("/")
    options = f"lowerdir={layer},upperdir=upper/{name},workdir=work/{name}"
    try:
        namespaces.mount("overlay", str(target), "overlay", options=options)
    except OSError:
        _without_overlay(layer, target)


def _without_overlay(layer: str, target: Path) -> None:
    """A machine that is itself a container may refuse overlays: copy what is small, show what is large."""
    if layer == "/usr":
        namespaces.bind(layer, str(target), read_only=True)
    elif not any(target.iterdir()):
        shutil.copytree(layer, target, symlinks=True, dirs_exist_ok=True)
        for path in (Path(layer), *Path(layer).rglob("*")):
            status = path.lstat()
            there = target / path.relative_to(layer)
            os.chown(there, status.st_uid, status.st_gid, follow_symlinks=False)


def _devices(dev: Path) -> None:
    _tmpfs(dev, "mode=755,size=1m", NO_SUID)
    for name in _DEVICES:
        (dev / name).touch()
        namespaces.bind(f"/dev/{name}", str(dev / name))
    for name, there in _DEVICE_LINKS.items():
        (dev / name).symlink_to(there)
    (dev / "pts").mkdir()
    (dev / "shm").mkdir()
    terminals = f"newinstance,ptmxmode=0666,mode=620,gid={_PTS_GROUP}"
    namespaces.mount("devpts", str(dev / "pts"), "devpts", NO_SUID | NO_EXEC, terminals)
    _tmpfs(dev / "shm", "mode=1777", NO_SUID | NO_DEVICES)


def _tmpfs(target: Path, options: str, flags: int) -> None:
    namespaces.mount("tmpfs", str(target), "tmpfs", flags, options)
