"""Every code that the program shows is explained once, in both languages, and stays one meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from govcloud.adapters.codes_yaml import read_codes
from govcloud.adapters.yaml_text import load_yaml
from govcloud.model.code import Code

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\b[EW]-[A-Z]+-\d{3}\b")
HAN = re.compile("[\u4e00-\u9fff]")
CODES = [code for family in read_codes() for code in family.codes]


def sources() -> Iterator[Path]:
    for room in ("govcloud", "migrations", "stacks"):
        yield from (ROOT / room).rglob("*.py")
    yield from (ROOT / "govcloud" / "profiles").rglob("*.yaml")


def shown() -> set[str]:
    return {code for file in sources() for code in CODE.findall(file.read_text("utf-8"))}


def explained() -> list[str]:
    return [code.code for code in CODES]


def test_every_code_that_is_shown_is_explained() -> None:
    assert sorted(shown() - set(explained())) == []


def test_every_code_that_is_explained_is_shown_somewhere() -> None:
    assert sorted(set(explained()) - shown()) == []


def test_no_code_is_explained_twice() -> None:
    assert [code for code, count in Counter(explained()).items() if count > 1] == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: str(code.code))
def test_a_code_is_explained_in_both_languages(code: Code) -> None:
    assert CODE.fullmatch(code.code), "codes look like E-NET-001"
    assert code.en
    assert code.remedy
    assert code.why
    for told in (code.zh, code.remedy_zh, code.why_zh):
        assert HAN.search(told) or told.startswith("govcloud "), told
    assert "|" not in code.en + code.zh + code.remedy, "it becomes a cell of a table"


@pytest.mark.parametrize("code", CODES, ids=lambda code: str(code.code))
def test_its_examples_are_what_could_stand_in_a_file(code: Code) -> None:
    assert bool(code.good) or not code.bad, "whoever shows what is wrong shows what is right"
    for text in (code.good, "" if "YAML" in code.code else code.bad):
        if text:
            load_yaml(text.encode(), code.code)
