"""Carries connections from listening sockets to where they are led, in one thread."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable
from contextlib import suppress

Address = tuple[str, int]
Lead = Callable[[], Address | None]

_BUFFER_BYTES = 256 * 1024
_BACKLOG = 256
_PAIRS_MAX = 1000
_HIGH_PORTS = 10_000
_PORT_MAX = 65_535


def listen(address: str, port: int) -> socket.socket:
    """A listening socket at `port`, or at `port` + 10000 where something of the machine holds it on all addresses.

    Raises OSError if neither is free.
    """
    for offered in (port, port + _HIGH_PORTS):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, offered))
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            if offered != port or port + _HIGH_PORTS > _PORT_MAX:
                raise
        else:
            listener.setblocking(False)
            return listener
    raise AssertionError("one of the two was tried last")


class _Pair:
    """One connection and its continuation."""

    def __init__(self, near: socket.socket, far: socket.socket, tag: str) -> None:
        self.tag = tag
        self.ends = (near, far)
        self.waiting = {near: bytearray(), far: bytearray()}
        self.ended: set[socket.socket] = set()
        self.connected = False

    def other(self, end: socket.socket) -> socket.socket:
        return self.ends[1] if end is self.ends[0] else self.ends[0]


class Relay:
    """Accepts and carries. `lead` of a listener tells where a new connection goes; None closes it."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._pairs: set[_Pair] = set()
        self._listeners: dict[str, socket.socket] = {}

    def watch(self, file: int, ready: Callable[[], None]) -> None:
        """Call `ready` whenever `file` can be read."""
        self._selector.register(file, selectors.EVENT_READ, ready)

    def forget(self, file: int) -> None:
        """Watch `file` no longer."""
        self._selector.unregister(file)

    def add(self, tag: str, listener: socket.socket, lead: Lead) -> None:
        """Carry what arrives at `listener`; its connections bear `tag`."""
        self._listeners[tag] = listener
        self._selector.register(
            listener, selectors.EVENT_READ, lambda: self._accept(tag, listener, lead)
        )

    def close(self, tag: str) -> None:
        """Close the open connections that bear `tag`; new ones are still accepted."""
        for pair in [one for one in self._pairs if one.tag == tag]:
            self._drop(pair)

    def remove(self, tag: str) -> None:
        """Accept nothing more for `tag`, and close what is open."""
        listener = self._listeners.pop(tag)
        self._selector.unregister(listener)
        listener.close()
        self.close(tag)

    def turn(self, timeout_s: float | None) -> None:
        """Wait for something to do, and do it."""
        for key, events in self._selector.select(timeout_s):
            if callable(key.data):
                key.data()
            elif key.data in self._pairs and isinstance(key.fileobj, socket.socket):
                self._carry(key.data, key.fileobj, events)

    def _accept(self, tag: str, listener: socket.socket, lead: Lead) -> None:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        there = lead() if len(self._pairs) < _PAIRS_MAX else None
        if there is None:
            near.close()
            return
        far = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        pair = _Pair(near, far, tag)
        for end in pair.ends:
            end.setblocking(False)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._pairs.add(pair)
        # 115 (EINPROGRESS) as well as a refusal is told by the first event of the socket.
        far.connect_ex(there)
        self._selector.register(far, selectors.EVENT_WRITE, pair)

    def _carry(self, pair: _Pair, end: socket.socket, events: int) -> None:
        try:
            if not pair.connected:
                self._connected(pair, end)
            if events & selectors.EVENT_READ:
                self._receive(pair, end)
            if events & selectors.EVENT_WRITE:
                self._send(pair, end)
        except BlockingIOError:
            return
        except OSError:
            self._drop(pair)
            return
        if len(pair.ended) == len(pair.ends) and not any(pair.waiting.values()):
            self._drop(pair)
            return
        for one in pair.ends:
            self._await(pair, one)

    def _connected(self, pair: _Pair, far: socket.socket) -> None:
        failed = far.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failed:
            raise OSError(failed, "no answer")
        pair.connected = True

    def _receive(self, pair: _Pair, end: socket.socket) -> None:
        there = pair.other(end)
        received = end.recv(_BUFFER_BYTES)
        if received:
            pair.waiting[there] += received
        else:
            pair.ended.add(end)
        self._send(pair, there)

    def _send(self, pair: _Pair, end: socket.socket) -> None:
        waiting = pair.waiting[end]
        if waiting:
            with suppress(BlockingIOError):
                del waiting[: end.send(waiting)]
        if not waiting and pair.other(end) in pair.ended:
            end.shutdown(socket.SHUT_WR)

    def _await(self, pair: _Pair, end: socket.socket) -> None:
        """Listen for what this end may do next: nothing is read that could not be passed on."""
        room = len(pair.waiting[pair.other(end)]) < _BUFFER_BYTES
        events = selectors.EVENT_READ if end not in pair.ended and room else 0
        events |= selectors.EVENT_WRITE if pair.waiting[end] else 0
        known = self._selector.get_map().get(end.fileno())
        if known is not None and known.events == events:
            return
        if known is not None and not events:
            self._selector.unregister(end)
        elif known is not None:
            self._selector.modify(end, events, pair)
        elif events:
            self._selector.register(end, events, pair)

    def _drop(self, pair: _Pair) -> None:
        self._pairs.discard(pair)
        for end in pair.ends:
            with suppress(KeyError, ValueError):
                self._selector.unregister(end)
            end.close()
