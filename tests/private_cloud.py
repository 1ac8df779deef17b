"""A private cloud for tests: the embedded one under a name of its own, by TLS, through the site's proxy alone."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from govcloud.local import cloud_tls
from tests.engine_fixtures import running_cloud

NAME = "private-cloud"
"""No name server knows it; the proxy does."""

ACCESS, SECRET = "ACCESSFORPRIVATETEST", "SECRET+for/the+private+cloud+SYNTHETIC0"
"""Credentials that nothing may write down."""


@dataclass(frozen=True)
class PrivateCloud:
    """Its base URL, the environment in which it can be reached, and which hosts the proxy was asked for."""

    variables: dict[str, str]
    asked: list[str] = field(default_factory=list)
    url: str = f"https://{NAME}"


@contextmanager
def private_cloud(home: Path) -> Iterator[PrivateCloud]:
    """Started in `home`."""
    (home / "local").mkdir(parents=True)
    authority = cloud_tls.make(home / "local", (NAME,))
    with running_cloud(home) as cloud, _proxy(int(cloud.endpoint.rpartition(":")[2])) as proxy:
        variables = {
            "HTTPS_PROXY": f"http://127.0.0.1:{proxy.server_address[1]}",
            "NO_PROXY": "127.0.0.1,localhost",
            "AWS_CA_BUNDLE": str(authority),
            "AWS_ACCESS_KEY_ID": ACCESS,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        }
        yield PrivateCloud(variables, proxy.asked)


class _Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, port: int) -> None:
        self.asked: list[str] = []
        self.cloud = ("127.0.0.1", port)
        super().__init__(("127.0.0.1", 0), _Tunnel)


class _Tunnel(socketserver.StreamRequestHandler):
    """CONNECT to the one name that it knows; what is inside is nobody's but the two ends'."""

    server: _Proxy

    def handle(self) -> None:
        _, target, _ = self.rfile.readline().decode().split(" ")
        while self.rfile.readline().strip():
            pass
        self.server.asked.append(target)
        if target != f"{NAME}:443":
            self.wfile.write(b"HTTP/1.1 502 Unknown\r\n\r\n")
            return
        with socket.create_connection(self.server.cloud) as there:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=_pump, args=(there, self.connection))
            back.start()
            _pump(self.connection, there)
            back.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while content := source.recv(65_536):
            target.sendall(content)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


@contextmanager
def _proxy(port: int) -> Iterator[_Proxy]:
    with _Proxy(port) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.05,))
        serving.start()
        yield server
        server.shutdown()
        serving.join()


@contextmanager
def answering(status: int, content: str, kind: str = "application/x-amz-json-1.1") -> Iterator[str]:
    """A server that answers every question alike; gives its URL."""

    class Answer(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content.encode())

        do_GET = do_POST = answer  # noqa: N815 - the library looks for these names

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.05,))
        serving.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        serving.join()
