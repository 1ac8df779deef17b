"""A relay carries every byte both ways, and closes what is to be closed."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from govcloud.local.relay import Relay, listen
from tests.quiet_port import quiet_port

CONTENT = bytes(range(256)) * 20_000


class Running:
    """A relay that turns in a thread until the test ends; `there` may be changed meanwhile."""

    def __init__(self) -> None:
        self.relay = Relay()
        listener = listen("127.0.0.1", 0)
        self.address: tuple[str, int] = listener.getsockname()
        self.there: tuple[str, int] | None = None
        self.relay.add("users", listener, lambda: self.there)
        self.orders: list[str] = []
        self.over = False
        self.thread = threading.Thread(target=self._turn, daemon=True)
        self.thread.start()

    def _turn(self) -> None:
        while not self.over:
            self.relay.turn(0.01)
            while self.orders:
                self.relay.close(self.orders.pop())
        self.relay.remove("users")

    def call(self) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(self.address, 10)


@pytest.fixture
def running() -> Iterator[Running]:
    """A relay that turns."""
    made = Running()
    yield made
    made.over = True
    made.thread.join(10)


def read_all(sock: socket.socket) -> bytes:
    """Everything until the other side ends."""
    parts = []
    while part := sock.recv(65536):
        parts.append(part)
    return b"".join(parts)


def echo_after_all(server: socket.socket) -> None:
    """Read to the end, then answer with what was read: needs each direction to end by itself."""
    sock, _ = server.accept()
    with closing(sock):
        sock.sendall(read_all(sock))


def test_all_bytes_pass_both_ways_and_each_direction_ends_by_itself(running: Running) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        running.there = server.getsockname()
        answering = threading.Thread(target=echo_after_all, args=(server,))
        answering.start()
        with closing(running.call()) as sock:
            sock.sendall(CONTENT)
            sock.shutdown(socket.SHUT_WR)
            got = read_all(sock)
        answering.join(10)
    assert hashlib.sha256(got).digest() == hashlib.sha256(CONTENT).digest()


def test_a_connection_that_leads_nowhere_is_closed(running: Running) -> None:
    with closing(running.call()) as sock:
        assert read_all(sock) == b""


def test_a_connection_to_a_port_where_nobody_listens_is_closed(running: Running) -> None:
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        running.there = silent.getsockname()
        with closing(running.call()) as sock:
            assert read_all(sock) == b""


def test_open_connections_are_closed_on_demand_and_new_ones_accepted(running: Running) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        running.there = server.getsockname()
        with closing(running.call()) as sock:
            far, _ = server.accept()
            running.orders.append("users")
            assert read_all(sock) == b""
            far.close()
        with closing(running.call()) as sock, closing(server.accept()[0]) as far:
            far.sendall(b"here")
            assert sock.recv(4) == b"here"


def test_a_port_that_is_taken_is_replaced_by_a_high_one() -> None:
    port = quiet_port(beside=10_000)
    with (
        closing(socket.create_server(("127.0.0.1", port))),
        closing(listen("127.0.0.1", port)) as found,
    ):
        assert found.getsockname()[1] == port + 10_000
