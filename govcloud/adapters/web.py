"""Looks at a web application over HTTP, as one of its users would."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import SplitResult, urlsplit

from govcloud.ports import Answer

BODY_BYTES_MAX = 1 << 20
_CHUNK_BYTES = 1 << 16


class HttpProber:
    """A Prober over http.client: no proxy, no redirect, no cookie, and no longer than asked."""

    def get(self, url: str, *, timeout_s: float) -> Answer:
        """GET `url`; status 0 with the reason if nothing whole came within `timeout_s`."""
        deadline = time.monotonic() + timeout_s
        try:
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                return Answer(0, f"{url!r} is no http address")
            with closing(_connection(parts, timeout_s)) as connection:
                answer = _answer(connection, parts, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            answer = Answer(0, f"{type(error).__name__}: {error}")
        if time.monotonic() > deadline:
            return Answer(0, f"no whole answer within {timeout_s:g} s")
        return answer


def _connection(parts: SplitResult, timeout_s: float) -> http.client.HTTPConnection:
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=timeout_s)


def _answer(connection: http.client.HTTPConnection, parts: SplitResult, deadline: float) -> Answer:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.connect()
    with _hung_up_at(deadline, connection.sock):
        connection.request("GET", path, headers={"User-Agent": "govcloud-probe"})
        response = connection.getresponse()
        body = bytearray()
        while len(body) < BODY_BYTES_MAX:
            chunk = response.read1(min(_CHUNK_BYTES, BODY_BYTES_MAX - len(body)))
            if not chunk:
                break
            body += chunk
    return Answer(response.status, body.decode("utf-8", "replace"))


@contextmanager
def _hung_up_at(deadline: float, sock: socket.socket) -> Iterator[None]:
    """A server that drips a byte now and then would outlive any timeout of a single read."""
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, (sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
