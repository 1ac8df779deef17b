"""The embedded cloud's web application: moto behind one lock, with a few pages of our own beside it."""

from __future__ import annotations

import base64
import io
import json
import re
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from govcloud.local.cloud_mends import mend

OWN = "/_govcloud/"
"""Where our own pages are: no bucket can be called so."""

_BODY_MAX_BYTES = 64 << 20
_READS = ("Describe", "Get", "List", "Head", "Lookup", "Decrypt", "Encrypt", "GenerateDataKey")
_OUTPUT = re.compile(rb"<output>.*?</output>|<output ?/>", re.DOTALL)

StartResponse = Callable[..., Any]
Environ = dict[str, Any]
Page = Callable[[], dict[str, Any]]


class CloudApp:
    """One request at a time goes through moto, so that a snapshot never sees half of one.

    `changed(action)` is called after each request that may have changed something. `consoles` gives what an
    instance printed at boot.
    """

    def __init__(self, changed: Callable[[str], None], consoles: Callable[[str], str]) -> None:
        mend()
        self.lock = threading.RLock()
        self.pages: dict[tuple[str, str], Page] = {}
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._changed = changed
        self._consoles = consoles

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(OWN):
            return self._own(environ["REQUEST_METHOD"], path.removeprefix(OWN), start_response)
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > _BODY_MAX_BYTES:
            start_response("413 Content Too Large", [("Content-Length", "0")])
            return [b""]
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() != "chunked":
            # Read before the lock is taken: a slow sender must not hold up the others.
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(length))
        return self._through_moto(environ, start_response)

    def _through_moto(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        action, form = _action(environ)
        if action == "GetConsoleOutput":
            return self._console_output(environ, start_response, form)
        with self.lock:
            answer = b"".join(self._moto(environ, start_response))
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} and not action.startswith(_READS):
            self._changed(action)
        return [answer]

    def _console_output(
        self, environ: Environ, start_response: StartResponse, form: dict[str, list[str]]
    ) -> list[bytes]:
        """The usual answer, with what the lab's host printed in place of a sample."""
        said: list[Any] = []
        with self.lock:
            answer = b"".join(self._moto(environ, lambda *words: said.extend(words)))
        instance = form.get("InstanceId", [""])[0]
        printed = base64.b64encode(self._consoles(instance).encode())
        answer = _OUTPUT.sub(b"<output>" + printed + b"</output>", answer)
        headers = [
            (k, str(len(answer)) if k.lower() == "content-length" else v) for k, v in said[1]
        ]
        start_response(said[0], headers)
        return [answer]

    def _own(self, method: str, name: str, start_response: StartResponse) -> list[bytes]:
        page = self.pages.get((method, name))
        content = json.dumps(page() if page else {"error": "no such page"}).encode()
        kind = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response("200 OK" if page else "404 Not Found", kind)
        return [content]


def _action(environ: Environ) -> tuple[str, dict[str, list[str]]]:
    """What is asked for, by the query protocol's `Action` or the JSON protocol's target; "" for REST."""
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    if target:
        return target.rpartition(".")[2], {}
    if not environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return "", {}
    body = environ["wsgi.input"].read()
    environ["wsgi.input"] = io.BytesIO(body)
    form = parse_qs(body.decode("utf-8", "replace"))
    return form.get("Action", [""])[0], form
