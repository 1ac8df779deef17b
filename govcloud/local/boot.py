"""The first minutes of a host, told from inside it: identity, SSH, seed, and the services that are enabled."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from govcloud.local import birth

_SEED = "root/seed"
_BORN = Path("/etc/govcloud-born")
_SEED_S_MAX = 240
_SERVICE_S_MAX = 90
_SSHD_S_MAX = 20
_COMPLAINT_BYTES = 2000
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "SHELL": "/bin/sh",
}


def bring_seed(home: Path, seed: str) -> str:
    """Copy the folder `seed` into a host that has not been born yet; gives where it is inside, "" if nowhere."""
    if not seed or (home / "upper/etc" / _BORN.name).exists():
        return ""
    shutil.copytree(seed, home / "root" / _SEED, dirs_exist_ok=True)
    return f"/{_SEED}"


def boot(name: str, address: str, key: str, seed: str, tell: int) -> None:
    """All that happens between pid 1 and "up"; says on `tell` as JSON the console's text, or the error."""
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    try:
        born = not _BORN.exists()
        if born:
            birth.clean()
            birth.become(name, address)
        birth.authorize(key)
        _run(["/usr/sbin/sshd", "-E", "/var/log/sshd.log"], _SSHD_S_MAX)
        if seed:
            _seed(Path(seed))
        if born:
            _BORN.touch()
        _start_enabled()
        answer = {"console": birth.console()}
    except Exception as error:  # noqa: BLE001 - the starter must hear of all
        answer = {"error": f"{name}: {_said(error)}"}
    os.write(tell, json.dumps(answer).encode())


def _seed(folder: Path) -> None:
    script = folder / "seed.sh"
    if script.exists():
        script.chmod(0o755)
        _run([str(script)], _SEED_S_MAX, cwd=folder)


def _start_enabled() -> None:
    """Start, in their order, the services that are enabled for runlevel 2; one that fails is told in the log."""
    for script in sorted(Path("/etc/rc2.d").glob("S*")):
        try:
            _run([str(script), "start"], _SERVICE_S_MAX)
        except (OSError, subprocess.SubprocessError) as error:
            sys.stderr.write(f"{script.name}: {_said(error)}\n")
            sys.stderr.flush()


def _run(words: list[str], timeout_s: float, cwd: Path = Path("/")) -> None:
    """Run; what it prints goes to a file of the host, since a pipe would be held open by daemons it starts."""
    said = Path("/var/log/boot.log")
    with said.open("ab") as log:
        start = log.tell()
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=cwd,
            timeout=timeout_s,
            check=False,
        )
    if done.returncode:
        with said.open("rb") as log:
            log.seek(max(start, said.stat().st_size - _COMPLAINT_BYTES))
            raise subprocess.CalledProcessError(done.returncode, words, log.read())


def _said(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        tail = (error.output or b"").decode("utf-8", "replace").strip()
        return f"{' '.join(error.cmd)} ended with {error.returncode}: {tail}"
    return f"{type(error).__name__}: {error}"
