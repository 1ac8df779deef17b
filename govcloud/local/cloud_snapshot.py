"""The embedded cloud's state as one file: written whole or not at all, read back only unhurt and by its own version."""

from __future__ import annotations

import _thread
import importlib
import io
import json
import pickle
import platform
import sys
import threading
import weakref
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cloudpickle
from cryptography import x509
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from moto import __version__ as moto_version
from moto.core.base_backend import BackendDict, backend_lock

from govcloud.errors import IntegrityError
from govcloud.local import cloud_seal

_DEPTH = 50_000
_PRIVATE = (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey)
_PUBLIC = (rsa.RSAPublicKey, ec.EllipticCurvePublicKey, ed25519.Ed25519PublicKey)
_WEAK_REGISTRIES = ("vpc_refs", "vpc_pcx_refs", "backend_refs")

State = dict[str, dict[str, dict[str, Any]]]


def write(path: Path) -> int:
    """Write the state of all services to `path`, mode 0600, atomically; gives the size in bytes."""
    buffer = io.BytesIO()
    buffer.write(json.dumps(_versions()).encode() + b"\n")
    with backend_lock, _deep():
        _Pickler(buffer, protocol=5).dump(_collect())
    return cloud_seal.write(path, buffer.getvalue())


def read(path: Path) -> bool:
    """Put back what `write` wrote; False if there is nothing. To be called before the first request.

    Raises IntegrityError (E-LOC-002, E-LOC-003, E-LOC-004): it is executed as it is read, so what is not whole,
    of our own version and ours alone is not read at all.
    """
    if not path.exists():
        return False
    header, _, content = cloud_seal.read(path).partition(b"\n")
    _check_versions(header, path)
    try:
        with _deep():
            state: State = pickle.loads(content)  # noqa: S301 - our own file: owner, mode and digest are checked
    except Exception as error:
        raise IntegrityError(
            f"E-LOC-002: {path} cannot be read: {type(error).__name__}: {error}",
            hint=cloud_seal.RESET,
        ) from error
    _put_back(state)
    return True


def _check_versions(header: bytes, path: Path) -> None:
    """Refuse a snapshot of another moto or Python: pickles are bound to both."""
    versions = json.loads(header)
    if versions != _versions():
        names = ", ".join(f"{name} {version}" for name, version in versions.items())
        raise IntegrityError(
            f"E-LOC-003: {path} was written by {names}, not by moto {moto_version} on this Python",
            hint=cloud_seal.RESET,
        )


def services() -> list[BackendDict[Any]]:
    """What is in use of moto: each holds backends by account and region."""
    in_use: list[BackendDict[Any]] = vars(BackendDict)["_instances"]
    return list(in_use)


def _versions() -> dict[str, str]:
    return {"moto": moto_version, "python": ".".join(platform.python_version_tuple()[:2])}


def _collect() -> State:
    return {
        instance.backend.__module__.split(".")[1] + ":" + instance.service_name: {
            account: dict(regions.items()) for account, regions in instance.items()
        }
        for instance in services()
    }


def _put_back(state: State) -> None:
    for key, accounts in state.items():
        module, _, service = key.partition(":")
        service_backends = _backends(module, service)
        for account, regions in accounts.items():
            for region, backend in regions.items():
                # Past the lazy creation of an empty backend.
                dict.__setitem__(service_backends[account], region, backend)
                _register(backend)


def _backends(module: str, service: str) -> BackendDict[Any]:
    loaded = importlib.import_module(f"moto.{module}.models")
    found = [
        v for v in vars(loaded).values() if isinstance(v, BackendDict) and v.service_name == service
    ]
    return found[0]


def _register(backend: Any) -> None:
    """Backends find each other across regions by weak references that live in classes, which no pickle holds."""
    for name in _WEAK_REGISTRIES:
        if hasattr(backend, name):
            getattr(backend, name)[type(backend)].add(weakref.ref(backend))


@contextmanager
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEPTH)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc, unused-ignore]  # cloudpickle has no types
    """Adds what pickle cannot take: keys, certificates, locks, weak dictionaries, defaultdict's children."""

    def reducer_override(self, obj: Any) -> Any:
        """How `obj` is written; what is not ours is left to cloudpickle."""
        reduced = _key(obj) or _container(obj)
        return super().reducer_override(obj) if reduced is None else reduced


def _key(obj: Any) -> Any:
    if isinstance(obj, _PRIVATE):
        form = (pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption())
        return _private_key, (obj.private_bytes(*form),)
    if isinstance(obj, _PUBLIC):
        public = (pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo)
        return _public_key, (obj.public_bytes(*public),)
    if isinstance(obj, x509.Certificate):
        return _certificate, (obj.public_bytes(pem.Encoding.PEM),)
    return None


def _container(obj: Any) -> Any:
    if isinstance(obj, _thread.LockType):
        return threading.Lock, ()
    if isinstance(obj, _RLOCK):
        return threading.RLock, ()
    if isinstance(obj, weakref.WeakValueDictionary):
        return dict, (dict(obj),)
    if isinstance(obj, defaultdict) and type(obj) is not defaultdict:
        made = (type(obj), obj.default_factory)
        return _empty, made, obj.__dict__ or None, None, iter(obj.items())
    return None


_RLOCK = type(threading.RLock())


def _private_key(text: bytes) -> Any:
    # Proving an RSA key's primes takes 40 ms; this one we wrote ourselves, and the digest held.
    return pem.load_pem_private_key(text, None, unsafe_skip_rsa_key_validation=True)


def _public_key(text: bytes) -> Any:
    return pem.load_pem_public_key(text)


def _certificate(text: bytes) -> Any:
    return x509.load_pem_x509_certificate(text)


def _empty(kind: type[defaultdict[Any, Any]], factory: Any) -> defaultdict[Any, Any]:
    """A child of defaultdict, made without its own __init__, which may want arguments."""
    made = kind.__new__(kind)
    defaultdict.__init__(made, factory)
    return made
