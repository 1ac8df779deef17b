"""A stand-in for one application of the estate: a web face over a store, or a batch worker over folders.

Runs on a host by itself, with nothing but the standard library: `python3 stand_in.py app.json`.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import pwd
import signal
import socket
import socketserver
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

BODY_BYTES_MAX = 64 * 1024
QUERY_S = 10.0
REACH_S = 0.3
LATEST = 20
PAUSE_S = 0.5
FILES_AT_ONCE = 1_000


class Database:
    """A database of the account's own name, through its client, let in by the account it runs as."""

    def __init__(self, engine: str, database: str) -> None:
        client, self.row, self.value = ENGINES[engine]
        self.words = (*client, database)

    def count(self) -> int:
        """How many entries there are."""
        return int(asked(self.words, "SELECT count(*) FROM entries"))

    def latest(self) -> list[dict[str, Any]]:
        """The newest entries first, at most LATEST."""
        question = f"SELECT {self.row} FROM entries ORDER BY id DESC LIMIT {LATEST}"  # noqa: S608 - constants
        return [json.loads(line) for line in asked(self.words, question).splitlines()]

    def add(self, text: str) -> int:
        """Keep one more; gives its id."""
        value = self.value.format(text.encode().hex())
        order = f"INSERT INTO entries (text) VALUES ({value}) RETURNING id"  # noqa: S608 - hex digits
        return int(asked(self.words, order))


ENGINES = {
    "postgresql": (
        ("psql", "-XqtA", "-v", "ON_ERROR_STOP=1", "-d"),
        "json_build_object('id', id, 'text', text, 'at', at)",
        "convert_from(decode('{}', 'hex'), 'UTF8')",
    ),
    "mariadb": (
        ("mariadb", "--batch", "--raw", "-N", "--default-character-set=utf8mb4"),
        "JSON_OBJECT('id', id, 'text', text, 'at', at)",
        "CONVERT(0x{} USING utf8mb4)",
    ),
}


class Folder:
    """A folder with one file for each entry."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.lock = threading.Lock()

    def count(self) -> int:
        return sum(1 for _ in self.folder.glob("*.txt"))

    def latest(self) -> list[dict[str, Any]]:
        files = sorted(self.folder.glob("*.txt"), reverse=True)[:LATEST]
        return [
            {"id": int(file.stem), "text": file.read_text("utf-8"), "at": int(file.stat().st_mtime)}
            for file in files
        ]

    def add(self, text: str) -> int:
        with self.lock:
            number = max((int(file.stem) for file in self.folder.glob("*.txt")), default=0) + 1
            write_whole(self.folder / f"{number:08d}.txt", text.encode())
        return number


def asked(words: tuple[str, ...], statement: str) -> str:
    """What a database's client answers. Raises OSError if it does not."""
    try:
        done = subprocess.run(
            words, input=f"{statement};".encode(), capture_output=True, timeout=QUERY_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise OSError(f"{words[0]} gave no answer in {QUERY_S} s") from error
    if done.returncode:
        raise OSError(done.stderr.decode("utf-8", "replace").strip()[-300:])
    return done.stdout.decode().strip()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)


class Face(ThreadingHTTPServer):
    """The web face: waits for open requests before it ends."""

    daemon_threads = False

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.store = opened(settings)
        super().__init__(("0.0.0.0", settings["port"]), Handler)  # noqa: S104 - a host of its own

    def server_bind(self) -> None:
        """Bind without asking the name service who we are: a lab host has none."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = socket.gethostname(), self.settings["port"]

    def health(self) -> dict[str, Any]:
        """What a probe is told."""
        name, host = self.settings["application"], socket.gethostname()
        app = {"app": name, "host": host, "address": socket.gethostbyname(host)}
        try:
            state: dict[str, Any] = {"rows": self.store.count(), "status": "ok"}
        except (OSError, ValueError) as error:
            state = {"rows": 0, "status": "failing", "why": str(error)}
        needs = {name: reachable(at) for name, at in self.settings.get("needs", {}).items()}
        return app | state | ({"needs": needs} if needs else {})

    def add(self, text: str) -> int:
        """Keep an entry; where uploads are kept too, its text goes beside them as a file."""
        number = self.store.add(text)
        if "uploads" in self.settings:
            folder = Path(self.settings["uploads"]) / "entries"
            write_whole(folder / f"{number:08d}.txt", text.encode())
        return number


def opened(settings: dict[str, Any]) -> Database | Folder:
    """The store that the settings name."""
    if settings["store"] in ENGINES:
        return Database(settings["store"], settings["database"])
    return Folder(settings["entries"])


def reachable(address: str) -> str:
    """Whether something listens at the address's port 80; what needs it works without it."""
    try:
        with socket.create_connection((address, 80), timeout=REACH_S):
            return "reachable"
    except OSError:
        return "unreachable"


class Handler(BaseHTTPRequestHandler):
    """One request to the face."""

    server: Face
    timeout = QUERY_S

    def look(self) -> None:
        """The page, its health, or the newest entries."""
        if self.path == "/health":
            health = self.server.health()
            self._json(200 if health["status"] == "ok" else 503, health)
        elif self.path == "/entries":
            self._guarded(lambda: (200, self.server.store.latest()))
        elif self.path == "/":
            self._answer(200, "text/html; charset=utf-8", page(self.server.settings).encode())
        else:
            self._json(404, {"error": "no such page"})

    def keep(self) -> None:
        """Keep what a user writes: the form's `text`."""
        length = self.headers.get("Content-Length", "")
        if self.path != "/entries" or not length.isdecimal() or int(length) > BODY_BYTES_MAX:
            self._json(400, {"error": f"POST /entries takes at most {BODY_BYTES_MAX} bytes"})
            return
        form = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace"))
        text = form.get("text", [""])[0].replace("\0", "")
        if not text:
            self._json(400, {"error": "text is missing"})
            return
        self._guarded(lambda: (201, {"id": self.server.add(text), "text": text}))

    do_GET = look  # noqa: N815 - the library's name
    do_POST = keep  # noqa: N815 - the library's name

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Keep no log of visitors."""

    def _guarded(self, work: Any) -> None:
        try:
            status, value = work()
        except (OSError, ValueError) as error:
            status, value = 503, {"error": str(error)}
        self._json(status, value)

    def _json(self, status: int, value: Any) -> None:
        body = json.dumps(value, ensure_ascii=False).encode()
        self._answer(status, "application/json; charset=utf-8", body)

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def page(settings: dict[str, Any]) -> str:
    """A small page in Chinese, with a form."""
    name = html.escape(settings["name_zh"])
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{name}</title>'
        f"<h1>{name}</h1><p>合成数据，仅供演示。本页由 {html.escape(socket.gethostname())} 提供。</p>"
        '<form method="post" action="/entries"><label>留言 <input name="text"></label>'
        '<button>提交</button></form><p><a href="/entries">最新留言</a></p></html>\n'
    )


def match(file: Path, settings: dict[str, Any]) -> None:
    """A reported case becomes a list of records to look at, and leaves the queue."""
    case = file.read_bytes()
    marks = hashlib.sha256(case).hexdigest()
    found = {"case": file.name, "candidates": [marks[i : i + 8] for i in range(0, 24, 8)]}
    write_whole(Path(settings["to"]) / file.name, json.dumps(found, sort_keys=True).encode())
    file.unlink()


def deliver(file: Path, settings: dict[str, Any]) -> None:
    """An extract is copied to where its receiver fetches it, with its checksum."""
    copy, content = Path(settings["to"]) / file.name, file.read_bytes()
    checksum = f"{hashlib.sha256(content).hexdigest()}  {file.name}\n".encode()
    receipt = copy.with_name(f"{file.name}.sha256")
    if not copy.exists() or not receipt.exists() or receipt.read_bytes() != checksum:
        write_whole(copy, content)
        write_whole(receipt, checksum)


def work(settings: dict[str, Any], *, once: bool) -> None:
    """Handle the files of a folder, oldest name first; for ever, or until it is looked through once."""
    act = {"match": match, "deliver": deliver}[settings["work"]]
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    while not stop.is_set():
        files = sorted(f for f in Path(settings["from"]).iterdir() if not f.name.startswith("."))
        for file in files[:FILES_AT_ONCE]:
            if not stop.is_set():
                act(file, settings)
        if once:
            return
        stop.wait(PAUSE_S)


def serve(settings: dict[str, Any]) -> None:
    """Bind as root, then answer as the account until told to stop."""
    face = Face(settings)
    become(settings["account"])
    stop = threading.Thread(target=face.shutdown)
    signal.signal(signal.SIGTERM, lambda *_: stop.start())
    face.serve_forever(poll_interval=0.1)
    face.server_close()


def become(account: str) -> None:
    """Give up root for the account that owns the application; nothing to do where we are it already."""
    owner = pwd.getpwnam(account)
    if os.geteuid() == 0:
        os.initgroups(owner.pw_name, owner.pw_gid)
        os.setgid(owner.pw_gid)
        os.setuid(owner.pw_uid)
    os.umask(0o027)
    os.environ["HOME"] = owner.pw_dir


def main(words: list[str]) -> None:
    """`app.json`, or `app.json once` for a batch worker that ends."""
    settings: dict[str, Any] = json.loads(Path(words[0]).read_text("utf-8"))
    if "port" in settings:
        serve(settings)
    else:
        become(settings["account"])
        work(settings, once=words[1:] == ["once"])


if __name__ == "__main__":
    main(sys.argv[1:])
