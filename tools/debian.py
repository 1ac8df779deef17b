"""Installs the Debian packages that are missing, and leaves no server and no cluster behind."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.terminal import Job, SetupError, run, say

LIMIT_S = 1_800.0
DENY_STARTS = "#!/bin/sh\nexit 101\n"
NO_CLUSTER = "create_main_cluster = false\n"


def installed(names: Sequence[str]) -> set[str]:
    """Which of these packages are installed; one question for all.

    Raises SetupError where there is no dpkg to ask.
    """
    words = ["dpkg-query", "-W", "-f=${db:Status-Abbrev}\t${Package}\n", *names]
    try:
        said = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60.0)
    except FileNotFoundError as error:
        raise SetupError("no dpkg here: govcloud's lab is made of Debian's own packages") from error
    rows = (line.split("\t") for line in said.stdout.splitlines())
    return {name for state, name in rows if state[1:2] == "i"}


@dataclass(frozen=True, slots=True)
class Machine:
    """What of the machine the packages touch, and how to change it; tests make their own."""

    packages: Callable[[Sequence[str]], set[str]] = installed
    run: Callable[[Job], None] = run
    is_root: Callable[[], bool] = field(default=lambda: os.geteuid() == 0)
    policy: Path = Path("/usr/sbin/policy-rc.d")
    cluster_settings: Path = Path("/etc/postgresql-common/createcluster.d")
    clusters: Path = Path("/etc/postgresql")
    processes: Path = Path("/proc")


def wanted(text: str) -> list[str]:
    """The package names of a list file: one a line, `#` begins a comment."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def provide(root: Path, machine: Machine) -> None:
    """Install what is missing of tools/debian-packages.txt.

    Raises SetupError if we are not root (with the line to type), if a lab is up, or if apt fails.
    """
    names = wanted((root / "tools" / "debian-packages.txt").read_text())
    have = machine.packages(names)
    missing = [name for name in names if name not in have]
    if not missing:
        say(f"Debian packages: all {len(names)} are here")
        return
    if not machine.is_root():
        line = f"apt-get update && apt-get install --no-install-recommends {' '.join(missing)}"
        raise SetupError(f"Debian packages are missing; as root, type:\n  {line}")
    refuse_while_lab_is_up(root, machine.processes)
    _install(root, machine, missing)


def refuse_while_lab_is_up(root: Path, processes: Path) -> None:
    """Raises SetupError while lab hosts lie over this machine's /usr and /etc as overlays."""
    marker = root / ".govcloud" / "local" / "lab.json"
    try:
        said = json.loads(marker.read_text())
        stat = (processes / str(said["pid"]) / "stat").read_text()
    except (OSError, ValueError, KeyError, TypeError):
        return
    if stat.rpartition(")")[2].split()[19] == str(said.get("start_time")):
        raise SetupError(
            "a lab is up, and its hosts lie over this machine's /usr: "
            "type `govcloud local down`, then `make setup` again"
        )


def _install(root: Path, machine: Machine, missing: Sequence[str]) -> None:
    log, quiet = root / ".tools" / "apt.log", {"DEBIAN_FRONTEND": "noninteractive"}
    before = set(machine.clusters.glob("*/*"))
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-q"]
    install = [*apt, "-y", "--no-install-recommends", "install", *missing]
    machine.run(Job("Debian's package lists", [*apt, "update"], root, log, LIMIT_S, quiet))
    with ExitStack() as stack:
        stack.enter_context(placed(machine.policy, DENY_STARTS, 0o755))
        no_cluster = machine.cluster_settings / "govcloud-setup.conf"
        stack.enter_context(placed(no_cluster, NO_CLUSTER, 0o644))
        machine.run(Job(f"Debian: {' '.join(missing)}", install, root, log, LIMIT_S, quiet))
    if made := sorted(set(machine.clusters.glob("*/*")) - before):
        words = " ".join(made[0].parts[-2:])
        raise SetupError(f"a PostgreSQL cluster was made: type `pg_dropcluster {words}`")


@contextmanager
def placed(path: Path, text: str, mode: int) -> Iterator[None]:
    """A file that is there for a while; afterwards everything is exactly as it was found.

    What was there waits beside it under another name; should we be killed before it is back, the
    next call finds it there and puts it back.
    """
    made = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.before-govcloud")
    if not _is_there(aside) and _is_there(path):
        path.rename(aside)
    try:
        path.write_text(text)
        path.chmod(mode)
        yield
    finally:
        path.unlink(missing_ok=True)
        if _is_there(aside):
            aside.rename(path)
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()
