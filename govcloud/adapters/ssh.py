"""Speaks SSH to a host: pinned keys only, one connection kept open, and an end to every wait."""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import paramiko
from cryptography.exceptions import UnsupportedAlgorithm
from paramiko.ber import BERException
from paramiko.hostkeys import InvalidHostKey
from paramiko.packet import NeedRekeyException
from paramiko.pkey import UnknownKeyType
from paramiko.ssh_exception import IncompatiblePeer

from govcloud.adapters.known_hosts import KEY_TYPES, fingerprint, key_line
from govcloud.adapters.ssh_session import OUTPUT_BYTES_MAX, conversation, left_s, watchdog
from govcloud.errors import (
    CredentialError,
    HostKeyError,
    InputError,
    PreflightError,
    UnreachableError,
)
from govcloud.model.command import Command, Completed
from govcloud.ports import HostIdentity

CONNECT_TIMEOUT_S = 20.0
CONNECT_PAUSES_S = (0.2, 1.0)
SESSION_TIMEOUT_S = 10.0
SESSION_PAUSES_S = (0.05, 0.2)
SESSIONS_MAX = 8  # sshd allows 10 on one connection unless told otherwise
SOCKET_OPTIONS = {
    **{socket.TCP_NODELAY: 1, socket.TCP_USER_TIMEOUT: 8000},
    **{socket.TCP_KEEPIDLE: 3, socket.TCP_KEEPINTVL: 2, socket.TCP_KEEPCNT: 3},
}

CIPHERS = ("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes256-ctr", "aes128-ctr")
DIGESTS = ("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com")
KEX = (
    "mlkem768x25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "diffie-hellman-group16-sha512",
)
RSA = ("rsa-sha2-512", "rsa-sha2-256")
KEY_ALGORITHMS = {kind: RSA if kind == "ssh-rsa" else (kind,) for kind in KEY_TYPES}

_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:-]{0,252}")
_USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,31}")

logging.getLogger("paramiko").addHandler(logging.NullHandler())

_REFUSED = 1  # RFC 4254 §5.1


class SshRemote:
    """A Remote over SSH. May be used by several threads; `close` it when done.

    `reach` is where the controller gets to the host, if not at its own address and port.
    """

    answer_bytes_max = OUTPUT_BYTES_MAX  # a longer answer is cut off, with FailedError

    def __init__(
        self, identity: HostIdentity, key_file: Path, reach: tuple[str, int] | None = None
    ) -> None:
        host, port = reach or (identity.address, identity.port)
        if not _HOST.fullmatch(host) or not _HOST.fullmatch(identity.address):
            raise InputError(f"{identity.name}: {host!r} is no host address")
        if not _USER.fullmatch(identity.user):
            raise InputError(f"{identity.name}: {identity.user!r} is no user name")
        self._identity, self._key_file, self._place = identity, key_file, (host, port)
        self._name = f"{identity.name} ({identity.address})"
        self._transport: paramiko.Transport | None = None
        self._crowded: list[paramiko.Transport] = []
        self._connecting = threading.Lock()
        self._sessions = threading.BoundedSemaphore(SESSIONS_MAX)

    @property
    def identity(self) -> HostIdentity:
        """Who it is."""
        return self._identity

    def run(self, command: Command, *, timeout_s: float) -> Completed:
        """Run `command` as ports.Remote says; UnreachableError also when its answer was cut off."""
        line, stdin = str(command).encode("utf-8", "surrogateescape"), command.stdin_bytes
        if b"\0" in line:
            raise InputError(f"{self._name}: a word for a host cannot hold a NUL")
        deadline = time.monotonic() + timeout_s
        with translated(self._name), self._turn(timeout_s):
            channel = self._channel(deadline)
            with closing(channel), watchdog(channel, deadline):
                try:
                    channel.exec_command(line)
                    channel.settimeout(0.0)
                    return conversation(channel, stdin, deadline, self.answer_bytes_max)
                except TimeoutError as error:
                    raise UnreachableError(
                        f"{self._name} gave no answer to {command.words[0]!r} within {timeout_s:g} s",
                        hint="it may still be at work there; running again looks before it acts",
                    ) from error

    def close(self) -> None:
        """Hang up. A later `run` connects again."""
        with self._connecting:
            transports = [*self._crowded, *([self._transport] if self._transport else [])]
            self._transport, self._crowded = None, []
        for transport in transports:
            transport.close()

    @contextmanager
    def _turn(self, timeout_s: float) -> Iterator[None]:
        if not self._sessions.acquire(timeout=timeout_s):
            raise UnreachableError(f"{self._name} is busy with {SESSIONS_MAX} commands of ours")
        try:
            yield
        finally:
            self._sessions.release()

    def _channel(self, deadline: float) -> paramiko.Channel:
        """A session, on another connection if sshd still counts too many abandoned ones."""
        for pause_s in SESSION_PAUSES_S:
            try:
                return self._session(deadline)
            except paramiko.ChannelException:
                time.sleep(left_s(deadline, pause_s))
        with self._connecting:
            if self._transport is not None:
                self._crowded.append(self._transport)  # others may be speaking on it
            self._transport = None
        return self._session(deadline)

    def _session(self, deadline: float) -> paramiko.Channel:
        """A session on the kept connection, or on a new one if that is dead: all before asking."""
        transport = self._connected(deadline)
        try:
            return transport.open_session(timeout=left_s(deadline, SESSION_TIMEOUT_S))
        except paramiko.ChannelException:
            raise
        except (paramiko.SSHException, EOFError, OSError) as error:
            # Of two refusals at once paramiko tells only one; others may be speaking on a live connection.
            if transport.is_active():
                raise paramiko.ChannelException(_REFUSED, "no session") from error
            transport.close()
        return self._connected(deadline).open_session(timeout=left_s(deadline, SESSION_TIMEOUT_S))

    def _connected(self, deadline: float) -> paramiko.Transport:
        if not self._connecting.acquire(timeout=left_s(deadline, CONNECT_TIMEOUT_S)):
            raise TimeoutError("timed out")
        try:
            if self._transport is None or not self._transport.is_active():
                self._transport = self._connect(deadline)
            return self._transport
        finally:
            self._connecting.release()

    def _connect(self, deadline: float) -> paramiko.Transport:
        """A new connection; a busy sshd that hangs up at once is asked again."""
        key = _login_key(self._key_file)
        for pause_s in CONNECT_PAUSES_S:
            try:
                return self._log_in(key, deadline)
            except (IncompatiblePeer, paramiko.AuthenticationException):
                raise
            except (paramiko.SSHException, EOFError, OSError):
                time.sleep(left_s(deadline, pause_s))
        return self._log_in(key, deadline)

    def _log_in(self, key: paramiko.PKey, deadline: float) -> paramiko.Transport:
        deadline = min(deadline, time.monotonic() + CONNECT_TIMEOUT_S)
        transport = _handshake(self._place, deadline, self._identity.host_keys)
        try:
            self._check_host_key(transport.get_remote_server_key())
            done = threading.Event()
            transport.auth_publickey(self._identity.user, key, done)
            _await(transport, done, deadline)
        except BaseException:
            transport.close()
            raise
        if not transport.is_authenticated():
            transport.close()
            raise paramiko.AuthenticationException(f"user {self._identity.user}")
        return transport

    def _check_host_key(self, key: paramiko.PKey) -> None:
        offered = f"{key.get_name()} {key.get_base64()}"
        pinned = [key_line(line) for line in self._identity.host_keys]
        if offered in pinned:
            return
        shown = f"{key.get_name()} {fingerprint(offered)}"
        held = ", ".join(f"{line.split()[0]} {fingerprint(line)}" for line in pinned)
        trust = f"govcloud hosts trust {self._identity.name} --side source|target"
        raise HostKeyError(
            f"{self._name} shows the host key {shown}, "
            + (f"but {held} is pinned" if pinned else "and none is pinned"),
            hint="compare it on the host's own console, then: "
            + (f"{trust} --replace" if pinned else trust),
        )


def scan_host_key(host: str, port: int, timeout_s: float) -> str:
    """The public key that a host shows, as an OpenSSH line. It is not checked and nobody logs in.

    Raises UnreachableError, PreflightError (nothing modern in common) or InputError.
    """
    if not _HOST.fullmatch(host):
        raise InputError(f"{host!r} is no host address")
    deadline = time.monotonic() + timeout_s
    with (
        translated(f"{host}:{port}"),
        closing(_handshake((host, port), deadline, ())) as transport,
    ):
        key = transport.get_remote_server_key()
        return f"{key.get_name()} {key.get_base64()}"


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn whatever paramiko and sockets raise into a sentence about the host called `name`."""
    try:
        yield
    except paramiko.BadHostKeyException as error:
        raise HostKeyError(f"{name} shows another host key than is pinned") from error
    except (paramiko.AuthenticationException, UnknownKeyType) as error:
        raise CredentialError(
            f"{name} refused the login ({_reason(error)})",
            hint="check that the login key stands in the user's authorized_keys there",
        ) from error
    except IncompatiblePeer as error:
        raise PreflightError(
            f"{name} offers no modern SSH algorithm ({_reason(error)})",
            hint="update its OpenSSH; old algorithms are not spoken",
        ) from error
    except (
        *(paramiko.SSHException, paramiko.SFTPError, InvalidHostKey, BERException),
        *(NeedRekeyException, EOFError, OSError),
    ) as error:
        raise UnreachableError(
            f"{name} did not answer ({_reason(error)})",
            hint="check that the host is up and its SSH port can be reached, then run again",
        ) from error


def _reason(error: BaseException) -> str:
    return "".join(c for c in str(error)[:200] if c.isprintable()) or type(error).__name__


def _login_key(path: Path) -> paramiko.PKey:
    try:
        return paramiko.PKey.from_path(path)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm, UnknownKeyType) as error:
        raise CredentialError(
            f"the login key {path} cannot be read ({_reason(error)})",
            hint="it must be an OpenSSH private key without a passphrase",
        ) from error


def _handshake(
    place: tuple[str, int], deadline: float, host_keys: tuple[str, ...]
) -> paramiko.Transport:
    """Agree on keys, with the pinned kinds of host key preferred; nobody is logged in yet."""
    pinned = [line.split()[0] for line in host_keys]
    kinds = [*dict.fromkeys(kind for kind in (*pinned, *KEY_ALGORITHMS) if kind in KEY_ALGORITHMS)]
    transport = paramiko.Transport(_socket(place, deadline))
    try:
        options = transport.get_security_options()
        options.ciphers, options.digests, options.kex = CIPHERS, DIGESTS, KEX
        options.key_types = tuple(name for kind in kinds for name in KEY_ALGORITHMS[kind])
        done = threading.Event()
        transport.banner_timeout = left_s(deadline, CONNECT_TIMEOUT_S)
        transport.start_client(event=done)
        _await(transport, done, deadline)
    except BaseException:
        transport.close()
        raise
    return transport


def _socket(place: tuple[str, int], deadline: float) -> socket.socket:
    """A socket that finds out by itself that the other side has gone silent, in about 9 s."""
    sock = socket.create_connection(place, timeout=left_s(deadline, CONNECT_TIMEOUT_S))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in SOCKET_OPTIONS.items():
        sock.setsockopt(socket.IPPROTO_TCP, option, value)
    return sock


def _await(transport: paramiko.Transport, done: threading.Event, deadline: float) -> None:
    if not done.wait(left_s(deadline, CONNECT_TIMEOUT_S)):
        raise TimeoutError("timed out")
    if not transport.is_active():
        raise transport.get_exception() or EOFError("hung up")
