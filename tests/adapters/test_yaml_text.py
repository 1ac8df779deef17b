"""YAML of any origin is read as one strict subset, or refused with a code and a line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.adapters.yaml_places import WHOLE_MAX_CHARS
from govcloud.adapters.yaml_text import BYTES_MAX, Parser, load_yaml, parse_fast, parse_strict
from govcloud.errors import InputError

ROOT = Path(__file__).parents[2]
RAM_BYTES_MAX = 2 * 1024**3
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
NESTED = "".join(" " * depth + "a:\n" for depth in range(3_000))
DASHES = "- " * 20_000 + "x\n"

READ = [
    ("no as value", "a: no", {"a": "no"}),
    ("version 1.10", "a: 1.10", {"a": 1.1}),
    ("octal 0777", "a: 0777", {"a": "0777"}),
    ("sexagesimal", "a: 22:22", {"a": "22:22"}),
    ("date", "a: 2026-11-01", {"a": "2026-11-01"}),
    ("integer of 400 digits", "a: " + "9" * 400, {"a": "9" * 400}),
    ("integer of 10,000 digits", "a: " + "9" * 10_000, {"a": "9" * 10_000}),
    ("line ends of Windows", "a: 1\r\nb:\r\n  - x\r\n", {"a": 1, "b": ["x"]}),
    ("an alias", "a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
    ("Chinese", "名称: 统一身份认证平台\n", {"名称": "统一身份认证平台"}),
    ("brackets in quotes", "a: '" + "[" * 500 + "'\n", {"a": "[" * 500}),
    ("quoted merge sign", "a: '<<'\n", {"a": "<<"}),
]

REFUSED: list[tuple[str, str | bytes, str, int]] = [
    ("duplicate key", "a: 1\nb: 2\na: 3\n", "E-YAML-002", 3),
    ("duplicate key far below", "a:\n  - b: 1\n  - c: 1\n    d: 2\n    c: 3\n", "E-YAML-002", 5),
    ("merge key", "b: &x {c: 1}\na:\n  <<: *x\n", "E-YAML-004", 3),
    ("alias bomb", BOMB, "E-YAML-011", 7),
    ("100,000 brackets", "[" * 100_000, "E-YAML-008", 1),
    ("100,000 brackets behind a quote", "a'b: " + "[" * 100_000, "E-YAML-008", 1),
    ("3,000 nested maps", NESTED, "E-YAML-008", 65),
    ("20,000 nested lists", DASHES, "E-YAML-008", 1),
    ("tag of Python", "a: 1\nb: !!python/object/apply:os.system [x]", "E-YAML-003", 2),
    ("unknown tag", "a: !foo 1", "E-YAML-003", 1),
    ("harmless tag", "a: !!str 1", "E-YAML-003", 1),
    ("escaped NUL", 'a: 1\nb: "x\\0"', "E-YAML-006", 2),
    ("escaped ESC in a key", '"a\\e": 1', "E-YAML-006", 1),
    ("raw NUL", "a: 1\nb: \0", "E-YAML-006", 2),
    ("lone surrogate", 'a: "\\ud800"', "E-YAML-001", 1),
    ("byte order mark", b"\xef\xbb\xbfa: 1", "E-YAML-007", 1),
    ("UTF-16", "a: 1".encode("utf-16"), "E-YAML-007", 1),
    ("Latin-1", b"a: 1\nb: \xe9\n", "E-YAML-007", 2),
    ("tab as indent", "a:\n\tb: 1\n", "E-YAML-001", 2),
    ("two documents", "a: 1\n---\nb: 2\n", "E-YAML-005", 2),
    ("alias inside itself", "a: 1\nb: &b [*b]", "E-YAML-011", 2),
    ("alias without anchor", "a: *b", "E-YAML-011", 1),
    ("anchor twice", "a: &a x\nb: &a y\n", "E-YAML-011", 2),
    ("too many aliases", "a: &a x\nb: [" + "*a ," * 1_001 + "]", "E-YAML-011", 2),
    ("infinity", "a: 1\nb: .inf", "E-YAML-012", 2),
    ("not a number", "a: [1, .nan]", "E-YAML-012", 1),
    ("20 digits", "a: 1\nb: 12345678901234567890", "E-YAML-012", 2),
    ("39 digits", "a: 1\nb: " + "9" * 38, "E-YAML-012", 2),
    ("empty file", "", "E-YAML-009", 0),
    ("comments only", "# nothing\n\n", "E-YAML-009", 0),
    ("complex key", "a: 1\n? [a, b]\n: 1\n", "E-YAML-013", 2),
    ("number as key", "a: 1\n2: b\n", "E-YAML-013", 2),
    ("truth as key", "a: {true: b}\n", "E-YAML-013", 1),
    ("unclosed bracket above", "a:\n  b: [1,\n  c: 2\nd: 1\n", "E-YAML-001", 2),
    ("C1 control", "a: x\u0085", "E-YAML-006", 1),
    ("bidi override", "a: 1\nb: x\u202ey", "E-YAML-006", 2),
]
"""The 26 hostile inputs of RELIABILITY §4.4, and some of their relatives."""


def raw(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in READ], ids=[r[0] for r in READ])
def test_what_looks_like_something_else_is_read_as_written(text: str, value: Any) -> None:
    assert load_yaml(raw(text), "f.yaml")[0] == value


@pytest.mark.parametrize(
    ("text", "code", "line"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_is_hostile_is_refused_with_code_and_line(
    text: str | bytes, code: str, line: int
) -> None:
    with pytest.raises(InputError) as refusal:
        load_yaml(raw(text), "f.yaml")
    (fault,) = refusal.value.faults
    assert (fault.file, fault.code, fault.line) == ("f.yaml", code, line)
    assert fault.message.isprintable()


def test_all_keys_that_come_twice_are_told_at_once() -> None:
    text = "a: 1\na: 2\nb: {c: 1, c: 2, d: 1, d: 2}\na: 3\n"
    with pytest.raises(InputError) as refusal:
        load_yaml(text.encode(), "f.yaml")
    told = [(fault.line, fault.code, fault.message.split("`")[1]) for fault in refusal.value.faults]
    twice = "E-YAML-002"
    assert told == [(2, twice, "a"), (3, twice, "c"), (3, twice, "d"), (4, twice, "a")]


def test_a_file_of_many_bytes_is_refused_unread() -> None:
    with pytest.raises(InputError) as refusal:
        load_yaml(b"a" * (BYTES_MAX + 1), "f.yaml")
    assert refusal.value.faults[0].code == "E-YAML-010"


def test_no_hostile_text_ends_the_process_or_eats_its_memory(tmp_path: Path) -> None:
    for number, (_, text, _, _) in enumerate(REFUSED):
        (tmp_path / f"{number:02d}.yaml").write_bytes(raw(text))
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path), str(RAM_BYTES_MAX)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    fast, strict = json.loads(done.stdout)
    assert fast == [row[2] for row in REFUSED]
    assert len(strict) == len(fast)


CHILD = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from govcloud.adapters.yaml_text import load_yaml, parse_fast, parse_strict
from govcloud.errors import InputError
codes = {parse_fast: [], parse_strict: []}
for parse, found in codes.items():
    for file in sorted(Path(sys.argv[1]).iterdir()):
        try:
            load_yaml(file.read_bytes(), file.name, parse)
        except InputError as error:
            found.append(error.faults[0].code)
json.dump([*codes.values()], sys.stdout)
"""


def outcome(text: str, parse: Parser) -> str:
    """The value as it is, or that it was refused."""
    try:
        return repr(load_yaml(text.encode(), "f", parse)[0])
    except InputError:
        return "refused"


SCALARS = st.one_of(
    st.from_regex(r"\A[-+]?[0-9._xobeE]{1,12}\Z"),
    st.from_regex(r"\A[-+]?\.?(inf|Inf|nan|NaN|null|true|no|~)\Z"),
    st.integers(-(2**66), 2**66).map(str),
    st.text("abc :#'\"[]{}-?,&|>\t0.1e~中", max_size=12),
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda rows: f"[{', '.join(rows)}]"),
        st.lists(st.tuples(st.sampled_from("abcd"), inner), max_size=4).map(
            lambda rows: "{" + ", ".join(f"{key}: {value}" for key, value in rows) + "}"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS)
def test_both_parsers_agree_on_any_text(document: str) -> None:
    text = f"key: {document}\n"
    assert outcome(text, parse_fast) == outcome(text, parse_strict)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**62), 2**62), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_both_parsers_read_back_what_was_written(value: Any) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    assert outcome(text, parse_fast) == outcome(text, parse_strict)


def estate(rows: int) -> bytes:
    items = "".join(
        f"  - id: A-{number}\n    servers:\n      - {{name: s,\n         ports: [80]}}\n"
        for number in range(rows)
    )
    return f"# head\ndepartments: [{{id: D}}]\napplications:\n{items}".encode()


@pytest.mark.parametrize("rows", [3, 12_000], ids=["small", "large"])
def test_the_line_of_any_value_is_told(rows: int) -> None:
    text = estate(rows)
    assert (len(text) > WHOLE_MAX_CHARS) == (rows > 3)
    _, places = load_yaml(text, "f")
    last = 4 + (rows - 1) * 4
    assert places.line(("applications", rows - 1)) == last
    assert places.line(("applications", rows - 1, "servers", 0, "ports", 0)) == last + 3
    assert places.line(("applications", rows - 1, "missing")) == last
