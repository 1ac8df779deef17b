"""Workbooks of the forms .xls, .xlsb and .ods: a process with bounds opens them, and hands the cells over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

_WAIT_S = 300
_OWN = Path(__file__).resolve().parents[3]
_VBA = "_VBA_PROJECT_CUR".encode("utf-16-le")
_SEALED = "EncryptedPackage".encode("utf-16-le")
_PASSWORD = ("E-IMP-002", "is protected by a password", "save it without one")
_BEGINS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_FILEPASS, _FIRST_RECORDS = b"\x2f\x00", 8
_OFFICE = b"application/vnd.oasis.opendocument."
_SPREADSHEET = _OFFICE + b"spreadsheet"
_LISTS = ("script-lc.xml", "script-lb.xml", "/")
_MADE: dict[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda told: timedelta(seconds=told),
}
Fit = tuple[str, str, str] | None
"""Why a workbook is not to be opened: code, what it is, what to do."""


def unfit_old(content: bytes) -> Fit:
    """What an old workbook (.xls), or an encrypted one, says of itself before it is opened."""
    if _SEALED in content or any(_locked(content, begin) for begin in _BEGINS):
        return _PASSWORD
    if _VBA in content:
        return "E-IMP-007", "holds macros", "save it as .xlsx without macros"
    return None


def _locked(content: bytes, begin: bytes) -> bool:
    """Whether one of the first records behind a workbook's beginning says that the rest is encrypted."""
    at = content.find(begin)
    for _ in range(_FIRST_RECORDS if at >= 0 else 0):
        if content[at : at + 2] == _FILEPASS:
            return True
        at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
    return False


def unfit_open(kind: bytes, manifest: bytes, names: list[str]) -> Fit:
    """What an OpenDocument says of itself: its kind, its manifest and its parts."""
    if b"encryption-data" in manifest:
        return _PASSWORD
    if not kind.startswith(_SPREADSHEET):
        return "E-IMP-001", "is an OpenDocument, but no spreadsheet", "save it as .xlsx or CSV"
    runs = [n for n in names if n.startswith(("Basic/", "Scripts/")) and not n.endswith(_LISTS)]
    if runs:
        return "E-IMP-007", f"holds {runs[0]}", "save it without macros"
    return None


def sheets_apart(content: bytes) -> list[tuple[str, list[list[Any]]]] | tuple[str, str, str]:
    """The sheets by name, or the code, what is wrong, and what to do."""
    words = [sys.executable, "-P", "-m", "govcloud.adapters.importers.opening"]
    found = os.pathsep.join(filter(None, [str(_OWN), os.environ.get("PYTHONPATH", "")]))
    place = {**os.environ, "PYTHONPATH": found, "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            words, input=content, capture_output=True, timeout=_WAIT_S, env=place, check=False
        )
    except subprocess.TimeoutExpired:
        return "E-IMP-005", "takes too long to open", "split it, or save it as .xlsx"
    if done.returncode:
        what = "cannot be opened: it is damaged, or needs more memory than a list of servers does"
        return "E-IMP-001", what, "open it in a spreadsheet program, save it as .xlsx"
    told = json.loads(done.stdout, object_hook=_made)
    if "unfit" in told:
        code, what, hint = told["unfit"]
        return code, what, hint
    return [(name, rows) for name, rows in told["sheets"]]


def _made(told: dict[str, Any]) -> Any:
    ((kind, value),) = told.items()
    return _MADE[kind](value) if kind in _MADE else told
