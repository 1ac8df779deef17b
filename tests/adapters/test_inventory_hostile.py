"""Whatever an inventory's text holds, it is read as written or refused with a code and its line, large or small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.adapters.yaml_bounds import SMALL_BYTES, may_hold_odd_values, suspicious
from govcloud.adapters.yaml_text import load_yaml
from govcloud.adapters.yaml_text_scan import examine
from govcloud.errors import InputError

HEAD = "synthetic: true\ndepartments:\n  - {id: GD-GSD, name_zh: 省局}\napplications:\n"
ROW = """  - id: GD-GSD-{number:03}
    name_zh: 系统{number}
    department: GD-GSD
    classified: false
    strategy: RETIRE
    mlps_level: 2
    live_since: 2014-05-06
    opex_wan_year: 35.5
    owner_business: 业务处
    depends_on: [{{external: 国家库}}]
"""
LARGE = HEAD + "".join(ROW.format(number=number) for number in range(2_000))
SMALL = HEAD + ROW.format(number=0) + ROW.format(number=1)
LEVEL, OWNER, MONEY = "    mlps_level: 2\n", "owner_business: 业务处", "opex_wan_year: 35.5"
NEED = "{external: 国家库}"
CASES = [
    (LEVEL, LEVEL + "    5: x\n", "E-YAML-013", 11),
    (LEVEL, LEVEL + "    ~: x\n", "E-YAML-013", 5),
    (LEVEL, LEVEL + LEVEL, "E-YAML-002", 11),
    (LEVEL, LEVEL + "    <<: {a: b}\n", "E-YAML-004", 11),
    (LEVEL, '    mlps_level: 2\n    attributes: {"a\\u200f": x}\n', "E-YAML-006", 11),
    (LEVEL, "    mlps_level: S3A3G2\n", "E-INV-003", 10),
    (LEVEL, "    mlps_level: S3A2\n    mlps_s: 2\n", "E-LVL-003", 10),
    (OWNER, "owner_business: !x 业务处", "E-YAML-003", 13),
    (OWNER, 'owner_business: "x\\e"', "E-YAML-006", 13),
    (OWNER, "owner_business: *nobody", "E-YAML-011", 13),
    (OWNER, "owner_business: [" + "[" * 100 + "]" * 101, "E-YAML-008", 13),
    (MONEY, "opex_wan_year: .inf", "E-YAML-012", 12),
    (MONEY, "opex_wan_year: .NaN", "E-YAML-012", 12),
    (MONEY, "opex_wan_year: 1e400", "E-INV-004", 12),
    (MONEY, "opex_wan_year: " + "9" * 25, "E-YAML-012", 12),
    (MONEY, "opex_wan_year: -1", "E-INV-004", 12),
    ("2014-05-06", "20140506", "E-INV-003", 11),
    ("2014-05-06", "2014-02-30", "E-INV-004", 11),
    (NEED, "{external: 国家库, app: GD-GSD-001}", "E-DEP-004", 14),
    (NEED, "{hard: true}", "E-DEP-004", 14),
]


@pytest.mark.parametrize("text", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize(
    ("old", "new", "code", "line"), CASES, ids=[case[1].strip()[:30] for case in CASES]
)
def test_one_thing_wrong_is_one_fault_with_its_code_and_line(  # noqa: PLR0913, PLR0917 - a row of a table
    tmp_path: Path, text: str, old: str, new: str, code: str, line: int
) -> None:
    assert len(SMALL) < SMALL_BYTES < len(LARGE)
    path = tmp_path / "inventory.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError) as refusal:
        read_inventory(path)
    (fault,) = refusal.value.faults
    assert (fault.code, fault.line) == (code, line)


@pytest.mark.parametrize("text", [SMALL, LARGE], ids=["small", "large"])
def test_an_alias_means_what_it_names(tmp_path: Path, text: str) -> None:
    path = tmp_path / "inventory.yaml"
    text = text.replace(OWNER, "owner_business: &a 业务处", 1).replace(
        OWNER, "owner_business: *a", 1
    )
    path.write_text(text, "utf-8")
    assert {app.owner_business for app in read_inventory(path).applications} == {"业务处"}


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none", "E-FILE-001"), (Path("/dev/zero"), "E-FILE-002")):
        with pytest.raises(InputError) as refusal:
            read_inventory(path)
        assert refusal.value.faults[0].code == code


def test_a_file_that_is_too_large_is_to_be_split(tmp_path: Path) -> None:
    path = tmp_path / "inventory.yaml"
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(InputError) as refusal:
        read_inventory(path)
    (fault,) = refusal.value.faults
    assert fault.code == "E-FILE-004"
    assert "a folder inventory/ with a file for each department" in fault.hint


TEXTS = st.text(st.sampled_from("ab:-?,[]{}#&*!|>'\"%@ \n\t0.1eE+<\\~中"), max_size=40)


def refused_by(look: Callable[[], object]) -> str:
    """The code of the refusal, "" where there is none."""
    try:
        look()
    except InputError as refusal:
        return refusal.faults[0].code
    return ""


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_the_quick_look_lets_nothing_pass_that_the_close_one_refuses(text: str) -> None:
    if not suspicious(text.encode(), text):
        # what is no YAML at all is every parser's to refuse
        assert refused_by(lambda: examine(text, "f")) in {"", "E-YAML-001"}


@settings(max_examples=300, deadline=None)
@given(st.floats(width=64) | st.integers(-(10**30), 10**30) | st.sampled_from(["\\0", "\\u202e"]))
def test_the_quick_look_at_values_sees_every_odd_one(value: object) -> None:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    shown = {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(shown, shown)
    content = f"a: {shown}\n".encode()
    if code := refused_by(lambda: load_yaml(content, "f")):
        assert code in {"E-YAML-006", "E-YAML-012"}
        assert may_hold_odd_values(content + b"#" * SMALL_BYTES)


@pytest.mark.parametrize(
    "number", ["0xFFFFFFFFFFFFFFFF", f"-0b{'1' * 64}", "0o1777777777777777777777"]
)
def test_the_quick_look_at_values_sees_numbers_of_other_bases(number: str) -> None:
    content = f"a: [{number}]\n".encode()
    assert refused_by(lambda: load_yaml(content, "f", closely=False)) == "E-YAML-012"
    assert may_hold_odd_values(content)


@pytest.mark.parametrize("key", ["1", "0x1F", "1.5", "true", "~"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LEVEL, LEVEL + "    attributes: {{{key}: x}}\n"),
        (NEED, "{{external: 国家库, {key}: x}}"),
        ("applications:", "{key}: x\napplications:"),
    ],
    ids=["mapping", "inner noun", "top"],
)
def test_a_key_that_is_no_text_is_refused_wherever_it_stands_in_a_small_file(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    path = tmp_path / "inventory.yaml"
    path.write_text(SMALL.replace(old, new.format(key=key), 1), "utf-8")
    with pytest.raises(InputError) as refusal:
        read_inventory(path)
    assert [fault.code for fault in refusal.value.faults] == ["E-YAML-013"]
