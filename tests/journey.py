"""A workspace of its own, whose commands are run as a person would, on real hosts; and an oracle that is not ours."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import yaml

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("GD-GSD-001", "GD-GSD-008", "GD-GSD-009", "GD-HRS-001", "FJ-PSD-001")
WAVE = "W01"
COMMAND_TIMEOUT_S = 240
SETTINGS = """
[tool.govcloud.env.local]
region = "cn-north-1"
endpoint = "embedded"
account = "123456789012"
"""

ROWS = """
runuser -u postgres -- psql -XAtq -d {db} -c "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
 WHERE schemaname NOT IN ('pg_catalog','information_schema') ORDER BY 1" | while read -r t; do
 echo "$t"; runuser -u postgres -- psql -XAtq -d {db} -c "COPY (SELECT * FROM $t) TO STDOUT" | LC_ALL=C sort; done
"""
MARIADB_ROWS = """
for t in $(mariadb -N -e "SELECT table_name FROM information_schema.tables WHERE table_schema='oa' AND
 table_type='BASE TABLE' ORDER BY 1"); do
 echo "$t"; mariadb -N --raw oa -e "SELECT * FROM \\`$t\\`" | LC_ALL=C sort; done
"""


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def view(self) -> dict[str, Any]:
        """The last JSON document on stdout."""
        return dict(json.loads(self.out.strip().splitlines()[-1]))


@dataclass(frozen=True)
class Journey:
    """A workspace and its hosts."""

    workspace: Path
    entries: dict[str, str] = field(default_factory=dict)

    def govcloud(self, *words: str, operator: str = "operator", **variables: str) -> Done:
        """Run a command to its end."""
        done = subprocess.run(
            self._words(words),
            cwd=self.workspace,
            env=self.environment(operator, variables),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=COMMAND_TIMEOUT_S,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def must(self, *words: str, operator: str = "operator") -> Done:
        """Run a command that has to succeed."""
        done = self.govcloud(*words, operator=operator)
        assert done.code == 0, f"govcloud {' '.join(words)}: {done.code}\n{done.out}\n{done.err}"
        return done

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own."""
        return subprocess.Popen(
            self._words(words),
            cwd=self.workspace,
            env=self.environment("operator", {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def killed_at(self, row: int, delay_s: float, *words: str) -> bool:
        """Start a command, and kill -9 it `delay_s` after the ledger has `row` rows; False if it ended before."""
        running = self.start(*words)
        self.wait_for_row(row, running)
        time.sleep(delay_s)
        alive = running.poll() is None
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return alive

    def wait_for_row(self, row: int, running: subprocess.Popen[bytes]) -> None:
        """Wait until the ledger has so many rows, or the command has ended."""
        deadline = time.monotonic() + COMMAND_TIMEOUT_S
        while self.rows() < row and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.003)

    def rows(self) -> int:
        """How many rows the ledger has."""
        database = apsw.Connection(
            str(self.workspace / ".govcloud/state-local.db"), flags=apsw.SQLITE_OPEN_READONLY
        )
        try:
            return int(next(iter(database.execute("SELECT count(*) FROM ledger")))[0])
        except apsw.BusyError:
            return 0
        finally:
            database.close()

    def events(self, after: int = 0) -> list[dict[str, Any]]:
        """The ledger's rows with a higher number than `after`, as an auditor exports them."""
        self.must("audit", "export", "ledger.json")
        found = json.loads((self.workspace / "ledger.json").read_text("utf-8"))["ledger"]
        return [row for row in found if row["seq"] > after]

    def hosts(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(server, role) -> what the lab knows of the host."""
        held = json.loads((self.workspace / ".govcloud/local/hosts.json").read_text("utf-8"))[
            "hosts"
        ]
        return {(h["name"], h["role"]): h for h in held.values()}

    def root(self, server: str, role: str) -> Path:
        """The host's root directory as this machine sees it."""
        host = self.hosts()[(server, role)]
        return self.workspace / ".govcloud/local/hosts" / f"{server}@{host['address']}" / "root"

    def on(self, server: str, role: str, script: str) -> str:
        """What a shell script prints on a host, by the OpenSSH client."""
        host = self.hosts()[(server, role)]
        options = {
            "UserKnownHostsFile": str(self.workspace / ".govcloud/known_hosts"),
            "HostKeyAlias": host["address"],
            "CheckHostIP": "no",
            "BatchMode": "yes",
            "StrictHostKeyChecking": "yes",
        }
        words = ["ssh", "-F", "none", "-i", str(self.workspace / ".govcloud/keys/local_ed25519")]
        words += [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        done = subprocess.run(
            [*words, f"root@{host['loopback']}", script],
            capture_output=True,
            text=True,
            errors="surrogateescape",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{server} {role}: {script}: {done.stderr}"
        return done.stdout

    def on_disk_host_key(self, server: str, role: str) -> str:
        """The fingerprint of a host's key, read where only a person at the host could read it."""
        public = self.root(server, role).parent / "upper/etc/ssh/ssh_host_ed25519_key.pub"
        done = subprocess.run(
            ["ssh-keygen", "-lf", public], capture_output=True, text=True, check=True
        )
        return done.stdout.split()[1]

    def entry(self, application: str) -> str:
        """Where users reach an application."""
        if application not in self.entries:
            told = self.must("local", "status", "-o", "json").view["entries"]
            self.entries.update({e["application"]: e["url"] for e in told})
        return self.entries[application]

    def write(self, application: str, text: str) -> None:
        """A user writes."""
        body = urllib.parse.urlencode({"text": text}).encode()
        with urllib.request.urlopen(
            f"{self.entry(application)}/entries", body, timeout=20
        ) as answer:
            assert answer.status < 300

    def written(self, application: str) -> str:
        """What users read."""
        with urllib.request.urlopen(f"{self.entry(application)}/entries", timeout=20) as answer:
            return str(answer.read().decode())

    def moved(self) -> None:
        """Have the wave moved, from whatever state."""
        if self.govcloud("migrate", "run", "--wave", WAVE).code:
            plan = self.must("migrate", "plan", "--wave", WAVE, "-o", "json").view
            self.must("approve", str(plan["digest"])[:12], operator="approver")
            self.must("migrate", "run", "--wave", WAVE)

    def _words(self, words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "govcloud", *words]

    def environment(self, operator: str, variables: dict[str, str] | None = None) -> dict[str, str]:
        """The variables that a command of this workspace runs with."""
        kept = {"PYTHONPATH": str(ROOT), "GOVCLOUD_OPERATOR": operator, "COLUMNS": "200"}
        return {**os.environ, **kept, **(variables or {})}


def texts(journey: Journey, application: str) -> str:
    """What users read, unescaped."""
    return json.dumps(json.loads(journey.written(application)), ensure_ascii=False)


def laid_out(folder: Path, kept: tuple[str, ...] = KEPT) -> Journey:
    """A workspace with some of the sample's applications."""
    sample = yaml.safe_load((ROOT / "inventory.yaml").read_text("utf-8"))
    sample["applications"] = [a for a in sample["applications"] if a["id"] in kept]
    used = {a["department"] for a in sample["applications"]}
    sample["departments"] = [d for d in sample["departments"] if d["id"] in used]
    (folder / "inventory.yaml").write_text(yaml.safe_dump(sample, allow_unicode=True), "utf-8")
    for name in ("stacks", "migrations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    waves = {"waves": [{"id": WAVE, "name": "pilot", "applications": list(kept)}]}
    (folder / "migrations/waves.yaml").write_text(yaml.safe_dump(waves), "utf-8")
    (folder / "pyproject.toml").write_text(SETTINGS, "utf-8")
    return Journey(folder)


def seen(top: Path) -> dict[str, tuple[Any, ...]]:
    """Everything that can be told of a tree from outside: kind, mode, owner, times, content, xattrs, ACLs, links."""
    first: dict[int, str] = {}
    found: dict[str, tuple[Any, ...]] = {}
    for path in sorted([top, *_below(top)], key=os.fsencode):
        status = path.lstat()
        name = os.fsdecode(os.path.relpath(os.fsencode(path), os.fsencode(top)))
        xattrs = sorted(
            (key, os.getxattr(path, key, follow_symlinks=False)) for key in _xattrs(path)
        )
        content = ""
        if stat.S_ISREG(status.st_mode):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        elif path.is_symlink():
            content = str(path.readlink())
        is_file = not stat.S_ISDIR(status.st_mode)
        twin = first.setdefault(status.st_ino, name) if is_file else ""
        owner, mtime = (status.st_uid, status.st_gid), status.st_mtime_ns
        found[name] = (status.st_mode, owner, mtime, content, twin, tuple(xattrs))
    return found


def _below(top: Path) -> list[Path]:
    return [Path(folder) / name for folder, dirs, files in os.walk(top) for name in (*dirs, *files)]


def _xattrs(path: Path) -> list[str]:
    return [
        key for key in os.listxattr(path, follow_symlinks=False) if not key.startswith("trusted.")
    ]
