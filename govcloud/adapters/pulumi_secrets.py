"""Opens secrets in a stack's state with the site's own key, in memory only; what cannot be opened stays sealed."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from govcloud.errors import GovcloudError
from govcloud.model.drift import Sealed

Opener = Callable[[bytes], bytes]
"""Decrypts a sealing key with the site's key, as KMS Decrypt does. Raises GovcloudErrors."""

MARK = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a marker of the protocol, no password
_KMS = "awskms://"


def opened(providers: Any, opener: Opener) -> Callable[[Any], Any]:
    """What opens values of a state whose `secrets_providers` are these. The key is asked for when it is needed."""
    keys: list[bytes] = []

    def key() -> bytes:
        if not keys:
            keys.append(_sealing_key(providers, opener))
        return keys[0]

    def unseal(value: Any) -> Any:
        if isinstance(value, list):
            return [unseal(item) for item in value]
        if not isinstance(value, Mapping):
            return value
        if value.get(MARK) == _SECRET:
            return _plain(str(value.get("ciphertext", "")), key)
        return {name: unseal(item) for name, item in value.items()}

    return unseal


def holds_secret(value: Any) -> bool:
    """Whether there is a secret in a value of a state, at any depth."""
    if isinstance(value, list):
        return any(holds_secret(item) for item in value)
    if not isinstance(value, Mapping):
        return False
    return value.get(MARK) == _SECRET or any(holds_secret(item) for item in value.values())


def _sealing_key(providers: Any, opener: Opener) -> bytes:
    """The key that sealed a state; b"" if it is of a kind that we do not open, or may not."""
    told = providers if isinstance(providers, Mapping) else {}
    state = told.get("state") or {}
    if told.get("type") != "cloud" or not str(state.get("url", "")).startswith(_KMS):
        return b""
    try:
        return opener(base64.b64decode(state["encryptedkey"]))
    except (GovcloudError, KeyError, binascii.Error):
        return b""


def _plain(ciphertext: str, key: Callable[[], bytes]) -> Any:
    version, _, rest = ciphertext.partition(":")
    nonce, _, body = rest.partition(":")
    own = key() if version == "v1" else b""
    if not own:
        return Sealed(ciphertext)
    try:
        text = AESGCM(own).decrypt(base64.b64decode(nonce), base64.b64decode(body), None)
        return json.loads(text)
    except (InvalidTag, ValueError):
        return Sealed(ciphertext)
