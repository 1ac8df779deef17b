"""What makes a fresh root into a host of its own: who it is, and nothing of the machine's that is not the system."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

HOST_KEY = Path("/etc/ssh/ssh_host_ed25519_key")
_KEYGEN_S_MAX = 30
_PEOPLE = range(1000, 60_000)

# What stands in the machine's /etc but belongs to the machine: its services, secrets and ways out.
_NOT_OURS = (
    "/etc/ssh/ssh_host_*",
    "/etc/ssh/sshd_config.d/*",
    "/etc/postgresql/*",
    "/etc/cron.*/*",
    "/etc/rc?.d/[SK]*",
    "/etc/ssl/private/*",
    "/etc/ssl/certs/ssl-cert-snakeoil.pem",
    "/etc/resolv.conf",
    "/etc/apt/auth.conf",
    "/etc/apt/auth.conf.d/*",
    "/etc/apt/sources.list*",
    "/etc/sudoers.d/*",
    "/etc/krb5.keytab",
    "/etc/letsencrypt",
    "/etc/wireguard",
    "/etc/openvpn",
    "/etc/docker",
    "/etc/kubernetes",
    "/etc/NetworkManager/system-connections/*",
    "/etc/pip.conf",
    "/etc/npmrc",
    "/etc/gitconfig",
    "/etc/netrc",
    "/etc/ld.so.preload",
)
_POLICY = Path("/usr/sbin/policy-rc.d")
_MYSQL_ELSEWHERE = re.compile(
    r"^\s*(datadir|tmpdir|socket|port|log[-_]bin|server[-_]id|"
    r"innodb_(data|log_group|undo)\w*|password)\b.*$",
    re.MULTILINE,
)
_SSHD_CONFIG = """\
HostKey {key}
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
MaxStartups 200
MaxSessions 100
PrintMotd no
SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
Subsystem sftp internal-sftp
"""


def clean() -> None:
    """Take away what belongs to the machine. To be called inside the host, at its birth only."""
    for pattern in _NOT_OURS:
        for found in Path("/").glob(pattern.lstrip("/")):
            if found.is_dir() and not found.is_symlink():
                shutil.rmtree(found)
            else:
                found.unlink()
    # Where overlays are refused /usr is the machine's own, shown read-only.
    if os.access(_POLICY.parent, os.W_OK):
        _POLICY.unlink(missing_ok=True)
    for settings in (*Path("/etc/mysql").glob("*.d/*.cnf"), Path("/etc/mysql/debian.cnf")):
        _rewrite(settings, lambda text: _MYSQL_ELSEWHERE.sub("", text))
    for emptied in ("/etc/fstab", "/etc/environment", "/etc/subuid", "/etc/subgid", "/etc/crontab"):
        _rewrite(Path(emptied), lambda _: "")
    _rewrite(
        Path("/etc/nsswitch.conf"), lambda text: re.sub(r"(?m)^hosts:.*$", "hosts: files", text)
    )
    _forget_people()


def become(name: str, address: str) -> None:
    """Give the host its name, machine id, SSH host key and server settings; at its birth only."""
    Path("/etc/hostname").write_text(f"{name}\n", encoding="utf-8")
    Path("/etc/hosts").write_text(f"127.0.0.1 localhost\n{address} {name}\n", encoding="utf-8")
    Path("/etc/machine-id").write_text(f"{secrets.token_hex(16)}\n", encoding="utf-8")
    Path("/etc/ssh/sshd_config").write_text(_SSHD_CONFIG.format(key=HOST_KEY), encoding="utf-8")
    words = [
        "ssh-keygen",
        "-q",
        "-t",
        "ed25519",
        "-N",
        "",
        "-C",
        f"root@{name}",
        "-f",
        str(HOST_KEY),
    ]
    subprocess.run(words, check=True, timeout=_KEYGEN_S_MAX, stdin=subprocess.DEVNULL)


def authorize(key: str) -> None:
    """Let the holder of this key in as root; others that were let in before stay so."""
    folder = Path("/root/.ssh")
    folder.mkdir(mode=0o700, exist_ok=True)
    allowed = folder / "authorized_keys"
    known = allowed.read_text(encoding="utf-8") if allowed.exists() else ""
    if key.strip() and key.strip() not in known.splitlines():
        allowed.write_text(f"{known}{key.strip()}\n", encoding="utf-8")
        allowed.chmod(0o600)


def console() -> str:
    """What the host says at boot: its public keys, in the block that cloud images print."""
    key = HOST_KEY.with_suffix(".pub").read_text(encoding="utf-8").strip()
    block = ("-----BEGIN SSH HOST KEY KEYS-----", key, "-----END SSH HOST KEY KEYS-----", "")
    return "\n".join(block)


def _forget_people() -> None:
    """Accounts of people who work on the machine, and all password hashes, are no part of a host."""
    gone = {line.split(":")[0] for line in _lines("/etc/passwd") if _number(line) in _PEOPLE}
    groups = {line.split(":")[0] for line in _lines("/etc/group") if _number(line) in _PEOPLE}
    _keep("/etc/passwd", lambda words: words if words[0] not in gone else None)
    _keep("/etc/group", lambda words: _without(words, gone) if words[0] not in groups else None)
    _keep(
        "/etc/shadow", lambda words: [words[0], "*", *words[2:]] if words[0] not in gone else None
    )
    _keep("/etc/gshadow", lambda words: _without(words, gone) if words[0] not in groups else None)
    for backup in ("passwd-", "group-", "shadow-", "gshadow-"):
        Path("/etc", backup).unlink(missing_ok=True)


def _without(words: list[str], gone: Iterable[str]) -> list[str]:
    members = [name for name in words[-1].split(",") if name not in gone]
    return [*words[:-1], ",".join(members)]


def _number(line: str) -> int:
    words = line.split(":")
    return int(words[2]) if len(words) > 2 and words[2].isdigit() else 0  # noqa: PLR2004 - a column


def _lines(path: str) -> list[str]:
    there = Path(path)
    return there.read_text(encoding="utf-8").splitlines() if there.exists() else []


def _keep(path: str, change: Callable[[list[str]], list[str] | None]) -> None:
    kept = [change(line.split(":")) for line in _lines(path) if line]
    text = "".join(":".join(words) + "\n" for words in kept if words is not None)
    _rewrite(Path(path), lambda _: text)


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change a file in place, its owner and mode kept. One that is not there stays so."""
    if not path.is_file() or path.is_symlink():
        return
    old = path.read_text(encoding="utf-8", errors="surrogateescape")
    new = change(old)
    if new != old:
        with open(os.open(path, os.O_WRONLY | os.O_TRUNC), "wb") as file:  # noqa: PTH123 - in place
            file.write(new.encode("utf-8", "surrogateescape"))
