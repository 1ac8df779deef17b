"""Cells as people type them: what each means, and what none may mean."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govcloud.adapters.importers import cells, quantities
from govcloud.adapters.importers.cells import CellError
from govcloud.model.technical_terms import Arch
from govcloud.model.terms import Criticality, Zone


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("  就业 管理 系统 ", "就业管理系统"),
        ("粤省事 App", "粤省事 App"),
        ("\uff21\uff22\uff23\uff08\uff11\uff09", "ABC(1)"),
        ("待定", ""),
        ("—", ""),
        ("/", ""),
        ("无", ""),
        ("#REF!", ""),
        (13800138000.0, "13800138000"),
        ("13800138000.0", "13800138000"),
        ("7.0", "7.0"),
        ("a\u200bb\u202ec", "abc"),
        ("'=1+1", "=1+1"),
    ],
)
def test_texts_lose_what_typists_and_spreadsheets_added(raw: Any, wanted: str) -> None:
    assert cells.text(raw) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (45714.537, "2025-02-26"),
        ("45714", "2025-02-26"),
        (2019.5, "2019-05-01"),
        ("2019.5", "2019-05-01"),
        ("2019年5月", "2019-05-01"),
        ("2019年5月10日", "2019-05-10"),
        ("2019/5/10", "2019-05-10"),
        ("20190510", "2019-05-10"),
        (2019.0, "2019-01-01"),
        ("2019年", "2019-01-01"),
        ("2019-05-10 08:30:00", "2019-05-10"),
        (date(2019, 5, 10), "2019-05-10"),
        (datetime(2019, 5, 10, 8), "2019-05-10"),
        ("待定", None),
    ],
)
def test_days_come_in_many_forms(raw: Any, wanted: str | None) -> None:
    assert cells.day(raw) == wanted


@pytest.mark.parametrize("raw", ["2019-13-01", "长期", "2019.5.32", "May", 12.0, "0"])
def test_what_is_no_day_is_told(raw: Any) -> None:
    with pytest.raises(CellError):
        cells.day(raw)


@pytest.mark.parametrize(
    ("unit", "raw", "wanted"),
    [
        ("MiB", 8192, 8.0),
        ("MiB", "8,192", 8.0),
        ("MB", "16384", 16.0),
        ("GB", "16", 16.0),
        ("GB", "16G", 16.0),
        ("GB", "512 MB", 0.5),
        ("GB", "\uff11\uff16\uff27\uff22", 16.0),
        ("MiB", "1.5 TB", 1536.0),
        ("GB", "待定", None),
        ("KB", 1048576.0, 1.0),
    ],
)
def test_a_size_has_the_unit_of_its_column_unless_the_cell_names_one(
    unit: str, raw: Any, wanted: float | None
) -> None:
    assert quantities.size(unit)(raw) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [("8核", 8), ("1.2万", 12_000), ("1.2万人", 12_000), ("3,000 人", 3_000), ("4.0", 4), (4.0, 4)],
)
def test_counts_may_name_what_is_counted(raw: Any, wanted: int) -> None:
    assert quantities.whole(raw) == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"), [("35.5", 35.5), ("355000元", 35.5), ("0.2亿元", 2000), ("80万", 80)]
)
def test_money_is_in_ten_thousand_yuan(raw: Any, wanted: float) -> None:
    assert quantities.money("万元")(raw) == wanted


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (quantities.whole, "很多"),
        (quantities.whole, "1.5"),
        (quantities.whole, "-1"),
        (quantities.whole, 1e300),
        (quantities.whole, float("nan")),
        (quantities.whole, float("inf")),
        (quantities.size("GB"), "16 apples"),
        (quantities.money("万元"), "5 dollars"),
        (quantities.number, "1e400"),
        (cells.flag, "maybe"),
        (cells.level, "九级"),
        (cells.port, "HTTP"),
        (cells.port, "99999"),
        (cells.grade, "7"),
        (cells.term(Zone), "月球"),
    ],
)
def test_what_a_column_cannot_hold_is_told(read: cells.Reader, raw: Any) -> None:
    with pytest.raises(CellError):
        read(raw)


@pytest.mark.parametrize(
    ("read", "raw", "wanted"),
    [
        (cells.flag, "是", True),
        (cells.flag, "×", False),
        (cells.flag, "", None),
        (cells.secrecy, "机密", True),
        (cells.secrecy, "非密", False),
        (cells.port, "TCP/8080", 8080),
        (cells.year, "2015年", 2015),
        (cells.year, 2015.0, 2015),
        (cells.grade, "四级", 4),
        (cells.hard, "强", True),
        (cells.hard, "一般", False),
        (cells.personal, "是", "GENERAL"),
        (cells.xinchuang, "适配中", "IN_PROGRESS"),
        (cells.term(Criticality), "核心业务", "CORE"),
        (cells.term(Arch), "x86", "x86_64"),
        (cells.level, "第三级", 3),
        (cells.level, "S3A2", "S3A2"),
        (cells.level, "无", 0),
    ],
)
def test_words_of_closed_lists_are_known_in_both_languages(
    read: cells.Reader, raw: Any, wanted: object
) -> None:
    assert read(raw) == wanted


RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.dates(),
    st.from_regex("\\A[0-9\uff10-\uff19.,年月日/ 万千亿核GMTB元-]{0,12}\\Z"),
)
READERS = [
    *(cells.text, cells.day, cells.year, cells.flag, cells.secrecy, cells.level, cells.listed),
    *(cells.port, cells.grade, cells.hard, cells.personal, cells.xinchuang),
    *(quantities.number, quantities.share, quantities.whole),
    *(quantities.size("GB"), quantities.size("MiB"), quantities.money("万元")),
    *(cells.term(Zone), cells.terms(Zone)),
]


@given(RAW)
@example("10000,")
def test_no_cell_breaks_a_reader(raw: Any) -> None:
    for read in READERS:
        with suppress(CellError):
            read(raw)
