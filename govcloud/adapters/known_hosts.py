"""Remembers which host key belongs to which address, and never changes its mind by itself."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from govcloud.errors import Fault, HostKeyError, InputError

SIZE_BYTES_MAX = 16 * 1024 * 1024
_MEND = "what is deleted is not known any more; to pin it anew: govcloud local up, or govcloud hosts trust SERVER"
KEY_TYPES = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
)
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:-]{0,252}")
_CONSOLE_BLOCK = re.compile(
    r"-----BEGIN SSH HOST KEY KEYS-----(.*?)-----END SSH HOST KEY KEYS-----", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """The pins of a workspace, in OpenSSH's known_hosts form: one `ADDRESS TYPE KEY` a line."""

    path: Path

    def pins(self, address: str) -> tuple[str, ...]:
        """The pinned keys of `address` as `TYPE KEY`; () if there are none. Raises InputError."""
        return self._read().get(address, ())

    def add(self, address: str, keys: Iterable[str], *, replace: bool = False) -> bool:
        """Pin `keys` (OpenSSH public key lines) to `address`; True if that changed anything.

        Raises HostKeyError if a key that is pinned there is not among them, unless `replace`;
        InputError for a line that is no public key or an address that is no host.
        """
        if not _ADDRESS.fullmatch(address):
            raise InputError(f"{address!r} is no host address")
        wanted = tuple(sorted({key_line(key) for key in keys}))
        if not wanted:
            raise InputError(f"no host key was given for {address}")
        pinned = self._read()
        held = pinned.get(address, ())
        if set(wanted) == set(held) or (set(wanted) < set(held) and not replace):
            return False
        if not set(held) <= set(wanted) and not replace:
            raise HostKeyError(
                f"{address} is pinned to {_named(held)}, and shows {_named(wanted)} now",
                hint="ask who changed the host; if it is right: "
                "govcloud hosts trust SERVER --side source|target --replace",
            )
        self._write({**pinned, address: wanted})
        return True

    def _read(self) -> dict[str, tuple[str, ...]]:
        if not self.path.exists():
            return {}
        if self.path.stat().st_size > SIZE_BYTES_MAX:
            raise InputError(f"{self.path} is larger than {SIZE_BYTES_MAX} bytes")
        pinned: dict[str, tuple[str, ...]] = {}
        faults: list[Fault] = []
        text = self.path.read_text("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), start=1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            try:
                key = key_line(" ".join(words[1:3]))
            except InputError as error:
                what = f"pins no host key: {error.message}"
                faults.append(Fault(self.path.name, number, "E-PIN-001", what, "delete the line"))
                continue
            for address in words[0].split(","):
                pinned[address] = (*pinned.get(address, ()), key)
        if faults:
            raise InputError(f"{self.path} cannot be read", hint=_MEND, faults=faults)
        return pinned

    def _write(self, pinned: dict[str, tuple[str, ...]]) -> None:
        lines = [f"{address} {key}\n" for address in sorted(pinned) for key in pinned[address]]
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_privately(self.path, "".join(lines).encode())


def write_privately(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole or not at all, readable by its owner only."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def key_line(line: str) -> str:
    """An OpenSSH public key line without its comment. Raises InputError for anything else."""
    match line.split():
        case [kind, blob, *_] if kind in KEY_TYPES and _names_itself(kind, blob):
            return f"{kind} {blob}"
    raise InputError(f"this is no OpenSSH public key: {line[:60]!r}")


def fingerprint(line: str) -> str:
    """`SHA256:…` of an OpenSSH public key line, as ssh-keygen -l prints it."""
    blob = base64.b64decode(key_line(line).split()[1])
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def keys_from_console(text: str) -> tuple[str, ...]:
    """The host keys that a cloud image printed while it booted; () if it has not (yet).

    Of several blocks the last one counts: it is of the latest boot.
    """
    blocks = _CONSOLE_BLOCK.findall(text)
    return tuple(_key_lines(blocks[-1])) if blocks else ()


def _key_lines(block: str) -> Iterator[str]:
    for line in block.splitlines():
        found = re.search(r"(?:ssh|ecdsa)-\S+ [A-Za-z0-9+/=]+", line)
        if found and found.group().split()[0] in KEY_TYPES:
            yield key_line(found.group())


def _names_itself(kind: str, blob: str) -> bool:
    """Whether the key's own first field says what the line says."""
    try:
        raw = base64.b64decode(blob, validate=True)
    except (binascii.Error, ValueError):
        return False
    return raw[:4] == len(kind).to_bytes(4, "big") and raw[4 : 4 + len(kind)] == kind.encode()


def _named(keys: Iterable[str]) -> str:
    return ", ".join(f"{key.split()[0]} {fingerprint(key)}" for key in keys)
