"""Every code that the program shows is explained, and stays one meaning."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\b[EW]-[A-Z]+-\d{3}\b")


def shown() -> set[str]:
    files = [file for room in ("govcloud", "migrations") for file in (ROOT / room).rglob("*.py")]
    return {code for file in files for code in CODE.findall(file.read_text("utf-8"))}


def explained() -> list[str]:
    text = (ROOT / "docs" / "codes.md").read_text("utf-8")
    return re.findall(r"^\| ([EW]-[A-Z]+-\d{3}) \|", text, re.MULTILINE)


def test_every_code_that_is_shown_is_explained() -> None:
    assert sorted(shown() - set(explained())) == []


def test_every_code_that_is_explained_is_shown_somewhere() -> None:
    assert sorted(set(explained()) - shown()) == []


def test_no_code_is_explained_twice() -> None:
    assert [code for code, count in Counter(explained()).items() if count > 1] == []
