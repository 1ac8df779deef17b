"""A relay before the embedded cloud that counts what is asked of it. It is slow: never in a round that is timed."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_ASKS = ("Describe", "Get", "List", "Head", "Lookup")
_STATE = ("kms:Encrypt", "kms:Decrypt")


class Counts:
    """Requests by `service:Action` (`s3:PUT` where there is no name)."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.lock = threading.Lock()

    @property
    def told(self) -> str:
        """The sums in words."""
        total = self.calls.total()
        asks = total - self.changes - self._state
        return f"{total} requests: {self.changes} change, {asks} ask, {self._state} seal states"

    @property
    def changes(self) -> int:
        """How many were not questions."""
        return self._state_free - sum(
            n for name, n in self.calls.items() if name.partition(":")[2].title().startswith(_ASKS)
        )

    @property
    def _state(self) -> int:
        return sum(self.calls[name] for name in _STATE)

    @property
    def _state_free(self) -> int:
        return self.calls.total() - self._state


@contextmanager
def counted(endpoint: str) -> Iterator[tuple[int, Counts]]:
    """A relay to `endpoint`: its port, and what it counted."""
    counts = Counts()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _relay_to(endpoint, counts))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, counts
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _relay_to(endpoint: str, counts: Counts) -> type[BaseHTTPRequestHandler]:
    place = urlsplit(endpoint).netloc

    class Relay(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def relay(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with counts.lock:
                counts.calls[_name(self, body)] += 1
            cloud = http.client.HTTPConnection(place, timeout=60)
            try:
                cloud.request(self.command, self.path, body, dict(self.headers))
                answer = cloud.getresponse()
                content = answer.read()
            finally:
                cloud.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"content-length", "connection", "transfer-encoding"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = relay  # noqa: N815 - http.server's names

        def log_message(self, *_words: object) -> None:
            """Nothing."""

    return Relay


def _name(request: BaseHTTPRequestHandler, body: bytes) -> str:
    scope = request.headers.get("Authorization", "").partition("Credential=")[2].split("/")
    service = scope[3] if len(scope) > 3 else "?"
    target = request.headers.get("X-Amz-Target", "").rpartition(".")[2]
    kind = request.headers.get("Content-Type", "")
    form = parse_qs(body.decode("utf-8", "replace")) if "form-urlencoded" in kind else {}
    return f"{service}:{target or form.get('Action', [request.command])[0]}"
