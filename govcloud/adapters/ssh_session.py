"""Holds one conversation over an open SSH channel, without a wait that has no end."""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from govcloud.errors import FailedError
from govcloud.model.command import Completed

WATCHDOG_GRACE_S = 5.0
OUTPUT_BYTES_MAX = 256 * 1024 * 1024
KILLED = 137  # a signal ended the command; SSH says which, paramiko does not
POLL_S = 60.0
_STDIN_PAUSE_S = 0.02


class Connection(Protocol):
    """What carries a channel."""

    def is_active(self) -> bool: ...
    def join(self, timeout: float | None = None) -> None: ...
    def close(self) -> None: ...


class Channel(Protocol):
    """What a conversation needs of an SSH library's channel."""

    closed: bool
    eof_received: int
    exit_status: int
    status_event: threading.Event

    def fileno(self) -> int: ...
    def send_ready(self) -> bool: ...
    def send(self, s: bytes) -> int: ...
    def shutdown_write(self) -> None: ...
    def recv_ready(self) -> bool: ...
    def recv(self, nbytes: int) -> bytes: ...
    def recv_stderr_ready(self) -> bool: ...
    def recv_stderr(self, nbytes: int) -> bytes: ...
    def get_transport(self) -> Connection: ...


@contextmanager
def watchdog(channel: Channel, deadline: float) -> Iterator[None]:
    """Hang up if the library itself waits on: some of its waits have no end of their own."""
    grace_s = deadline - time.monotonic() + WATCHDOG_GRACE_S
    timer = threading.Timer(grace_s, channel.get_transport().close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def conversation(
    channel: Channel, stdin: bytes, deadline: float, bytes_max: int = OUTPUT_BYTES_MAX
) -> Completed:
    """Send all of `stdin` while draining both outputs, so that neither side can stall the other.

    `deadline` is of time.monotonic. Raises TimeoutError past it, EOFError if the answer was cut
    off, FailedError if it is longer than `bytes_max`.
    """
    out, err, unsent = bytearray(), bytearray(), memoryview(stdin)
    arrivals = select.poll()
    arrivals.register(channel.fileno(), select.POLLIN)
    if not unsent:
        channel.shutdown_write()
    while True:
        sent = _feed(channel, unsent)
        unsent = unsent[sent:]
        if _take(channel, out, err, bytes_max) or sent:
            continue
        if _over(channel, bool(unsent)):
            break
        if channel.eof_received:
            channel.status_event.wait(_STDIN_PAUSE_S)
        arrivals.poll(left_s(deadline, _STDIN_PAUSE_S if unsent else POLL_S) * 1000)
    if not channel.status_event.wait(left_s(deadline, float("inf"))):
        raise TimeoutError
    return Completed(_exit_code(channel), bytes(out), bytes(err))


def left_s(deadline: float, most_s: float) -> float:
    """Seconds to the deadline, `most_s` at most. Raises TimeoutError past it."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return min(left, most_s)


def _over(channel: Channel, more_to_send: bool) -> bool:
    ended = channel.eof_received and (not more_to_send or channel.status_event.is_set())
    return channel.closed or bool(ended)


def _feed(channel: Channel, unsent: memoryview) -> int:
    if not unsent or not channel.send_ready():
        return 0
    try:
        sent = channel.send(bytes(unsent[:32768]))
    except OSError:
        if channel.closed:  # the command ended without reading on
            return 0
        raise
    if sent == len(unsent):
        channel.shutdown_write()
    return sent


def _take(channel: Channel, out: bytearray, err: bytearray, bytes_max: int) -> bool:
    before = len(out) + len(err)
    if channel.recv_ready():
        out += channel.recv(1 << 18)
    if channel.recv_stderr_ready():
        err += channel.recv_stderr(1 << 18)
    if len(out) + len(err) > bytes_max:
        raise FailedError(f"a host answered more than {bytes_max} bytes")
    return len(out) + len(err) > before


def _exit_code(channel: Channel) -> int:
    """The command's own, or KILLED; EOFError if a dying connection cut the answer off."""
    if channel.exit_status == -1 or not channel.eof_received:
        connection = channel.get_transport()
        connection.join(0.2)
        if not channel.eof_received or not connection.is_active():
            raise EOFError("the connection was lost")
        return KILLED
    return channel.exit_status
