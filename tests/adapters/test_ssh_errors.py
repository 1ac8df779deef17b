"""Tests that nothing which the SSH library or a socket raises gets past the adapter."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import socket

import paramiko
import pytest

from govcloud.adapters.ssh import translated
from govcloud.errors import CredentialError, GovcloudError, HostKeyError, UnreachableError

FOREIGN_ONLY = {"_winapi", "win_pageant", "win_openssh"}
"""Modules that cannot be imported, or raise only, on other operating systems."""


def raised() -> list[type[Exception]]:
    """Every exception class that any module of paramiko defines."""
    found = set()
    for module in pkgutil.iter_modules(paramiko.__path__):
        if module.name in FOREIGN_ONLY:
            continue
        for _, kind in inspect.getmembers(
            importlib.import_module(f"paramiko.{module.name}"), inspect.isclass
        ):
            if issubclass(kind, Exception) and kind.__module__.startswith("paramiko"):
                found.add(kind)
    return sorted(found, key=lambda kind: kind.__name__)


def made(kind: type[Exception]) -> Exception:
    """One of its kind, without asking what its constructor wants."""
    error = kind.__new__(kind)
    Exception.__init__(error, "as raised")
    for name, value in {
        "hostname": "web-01",
        "key": paramiko.PKey(),
        "expected_key": paramiko.PKey(),
        "allowed_types": [],
        "errors": {},
        "result": [],
        "command": "c",
        "error": "e",
        "code": 1,
        "text": "t",
        "key_type": "k",
        "key_bytes": b"",
        "explanation": "x",
    }.items():
        setattr(error, name, value)
    return error


def test_the_list_of_kinds_is_not_empty() -> None:
    assert len(raised()) > 15


@pytest.mark.parametrize("kind", raised(), ids=lambda kind: kind.__name__)
def test_nothing_that_paramiko_raises_gets_through(kind: type[Exception]) -> None:
    with pytest.raises(GovcloudError) as caught, translated("web-01"):
        raise made(kind)
    assert "web-01" in caught.value.message
    assert caught.value.exit_code in {4, 12, 13}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError(), UnreachableError),
        (ConnectionResetError(), UnreachableError),
        (socket.gaierror(-2, "Name or service not known"), UnreachableError),
        (EOFError(), UnreachableError),
        (paramiko.AuthenticationException("no"), CredentialError),
        (made(paramiko.BadHostKeyException), HostKeyError),
    ],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
def test_each_kind_of_failure_is_told_apart(error: Exception, kind: type[Exception]) -> None:
    with pytest.raises(kind), translated("web-01"):
        raise error


def test_what_a_host_says_cannot_drive_the_terminal() -> None:
    with pytest.raises(UnreachableError) as caught, translated("web-01"):
        raise paramiko.SSHException("\x1b]0;pwned\x07")
    assert "\x1b" not in caught.value.message
