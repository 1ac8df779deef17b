"""The embedded cloud's server: HTTP and TLS at the same loopback port, told apart by a connection's first byte."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import ThreadedWSGIServer

from govcloud.local import cloud_tls

_HANDSHAKE = b"\x16"
_FIRST_BYTE_S = 60.0


class QuietRequestHandler(MotoRequestHandler):
    """Says nothing of requests that went well, and knows which of them came by TLS."""

    timeout = 60

    def make_environ(self) -> dict[str, Any]:
        """WSGI's environment, its scheme the connection's own."""
        environ = super().make_environ()
        if isinstance(self.connection, ssl.SSLSocket):
            environ["wsgi.url_scheme"] = "https"
        return environ

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: thousands of lines that nobody reads."""


class CloudServer(ThreadedWSGIServer):
    """A thread for each connection; whoever begins with a TLS handshake gets one."""

    def __init__(self, port: int, app: Any, home: Path) -> None:
        """Bind to the loopback port. Raises OSError."""
        super().__init__("127.0.0.1", port, app, QuietRequestHandler)
        self._tls = cloud_tls.context(home)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Work a connection, in its own thread."""
        request.settimeout(_FIRST_BYTE_S)
        try:
            first = request.recv(1, socket.MSG_PEEK)
        except OSError:
            return
        if first != _HANDSHAKE:
            super().finish_request(request, client_address)
            return
        try:
            secured = self._tls.wrap_socket(request, server_side=True)
        except OSError:
            # A client that does not trust us, or no TLS after all: nothing to answer.
            return
        with secured:
            super().finish_request(secured, client_address)
