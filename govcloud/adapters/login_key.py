"""Makes the key that govcloud logs in to hosts with, once for a workspace."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from govcloud.adapters.known_hosts import write_privately
from govcloud.errors import CredentialError


def ensure_login_key(path: Path) -> str:
    """Make an ed25519 key at `path` (0600, in a 0700 directory) if missing; give its public line.

    Raises CredentialError for a file that is no usable key, or that others may read.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_privately(path, private_text(Ed25519PrivateKey.generate()).encode())
    if path.stat().st_mode & 0o077:
        raise CredentialError(
            f"the login key {path} may be read by others", hint=f"chmod 600 {path}"
        )
    try:
        key = load_ssh_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise CredentialError(
            f"{path} is no OpenSSH private key without a passphrase",
            hint="name another key, or move this one away and run again",
        ) from error
    line = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    return f"{line.decode()} govcloud"


def private_text(key: Ed25519PrivateKey) -> str:
    """The private key in OpenSSH's own form, as ssh-add reads it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()


def public_line(key: Ed25519PrivateKey) -> str:
    """The public half as `ssh-ed25519 AAAA…`."""
    return key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
