"""Tests of the HTTP probe against a server on loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from govcloud.adapters.web import BODY_BYTES_MAX, HttpProber


class Pages(BaseHTTPRequestHandler):
    """A few pages, good and bad."""

    def do_GET(self) -> None:
        match self.path:
            case "/health":
                self.answer(200, "ok 中文".encode())
            case "/moved":
                self.answer(302, b"", location="/health")
            case "/large":
                self.answer(200, b"x" * (3 * BODY_BYTES_MAX))
            case "/drip":
                self.drip()
            case _:
                self.answer(500, b"broken")

    def answer(self, status: int, body: bytes, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b".")
            time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # dripping to nobody
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [("/health", 200, "ok 中文"), ("/moved", 302, ""), ("/else?a=b", 500, "broken")],
)
def test_an_answer_is_seen_as_it_is(base: str, path: str, status: int, body: str) -> None:
    answer = HttpProber().get(base + path, timeout_s=5)
    assert (answer.status, answer.body) == (status, body)


def test_no_more_than_a_mebibyte_is_read(base: str) -> None:
    assert len(HttpProber().get(base + "/large", timeout_s=5).body) == BODY_BYTES_MAX


def test_a_server_that_drips_is_left_at_the_deadline(base: str) -> None:
    answer = HttpProber().get(base + "/drip", timeout_s=0.2)
    assert (answer.status, answer.body) == (0, "no whole answer within 0.2 s")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "ftp://127.0.0.1/", "http://[", "nonsense"])
def test_nothing_that_the_other_side_does_raises(url: str) -> None:
    answer = HttpProber().get(url, timeout_s=1)
    assert answer.status == 0
    assert answer.body
