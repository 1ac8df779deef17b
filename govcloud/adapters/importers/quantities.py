"""Numbers with their units: the column's own, its heading's, or the one that a cell names itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govcloud.adapters.importers.cells import CellError, Reader, text
from govcloud.adapters.importers.tables import Raw

_NUMBER = re.compile(r"([-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+))(?:e\+?(\d{1,2}))?\s*([^\d\s].*)?", re.I)
_LARGEST = 1e12
_DECIMALS = 4
_KIB = 1_024.0

SIZES: Mapping[str, float] = {
    "b": _KIB**-3,
    "kb": _KIB**-2,
    "mb": 1 / _KIB,
    "gb": 1.0,
    "tb": _KIB,
    "pb": _KIB**2,
}
"""What each unit is in GB of 1024³ bytes; these tools all count by 1024, whether they write MB or MiB."""

MONEY: Mapping[str, float] = {
    "元": 1e-4,
    "千元": 0.1,
    "万元": 1.0,
    "万": 1.0,
    "亿元": 1e4,
    "亿": 1e4,
}
"""What each unit is in 10,000 yuan."""

_TIMES = {"万": 10_000, "亿": 100_000_000, "千": 1_000}
_COUNTED = re.compile(
    r"(?:个|人|名|户|台|核|颗|次|条|项|份|件|分钟|小时|年|人次)?(?:/|每)?(?:日|天|月|年)?|c|cores?|v?cpus?|min(?:utes)?",
    re.I,
)
_SHARE = frozenset({"", "%"})


def number(raw: Raw) -> float | None:
    """A number, thousands' commas taken out; None for nothing. What stands behind it is not taken."""
    found, unit = _parts(raw)
    if unit:
        raise CellError("is no number")
    return found


def share(raw: Raw) -> float | None:
    """A number of per cent."""
    found, unit = _parts(raw)
    if unit not in _SHARE:
        raise CellError("is no number of per cent")
    return found


def whole(raw: Raw) -> int | None:
    """A whole number, with or without the word for what is counted (`1.2万人`, `8核`)."""
    if type(raw) is int and raw >= 0:
        return raw
    found, unit = _parts(raw)
    if found is None:
        return None
    times = _TIMES.get(unit[:1], 1)
    rest = unit[1:] if times > 1 else unit
    made = round(found * times, _DECIMALS)
    if made != int(made) or _COUNTED.fullmatch(rest) is None:
        raise CellError("is no whole number")
    return int(made)


def size(unit: str) -> Reader:
    """Reads a size in GB; `unit` is what counts where the cell names none."""
    default = _size_unit(unit)

    def read(raw: Raw) -> float | None:
        if type(raw) is float and 0 <= raw < _LARGEST:
            return round(raw * default, _DECIMALS)
        found, told = _parts(raw)
        if found is None:
            return None
        factor = default if told == "" else _size_unit(told)
        if factor == 0:
            raise CellError("is no size")
        return round(found * factor, _DECIMALS)

    return read


def _size_unit(told: str) -> float:
    name = told.strip().lower().replace("i", "")
    return SIZES.get(name if name.endswith("b") else f"{name}b", 0)


def money(unit: str) -> Reader:
    """Reads money in 10,000 yuan; `unit` is what counts where the cell names none."""
    default = MONEY[unit]

    def read(raw: Raw) -> float | int | None:
        found, told = _parts(raw)
        if found is None:
            return None
        factor = default if told == "" else MONEY.get(told, 0)
        if factor == 0:
            raise CellError("is no sum of money")
        made = round(found * factor, _DECIMALS)
        return int(made) if made.is_integer() else made

    return read


def _parts(raw: Raw) -> tuple[float | None, str]:
    """A number that is not negative, and the unit behind it."""
    if type(raw) is float or type(raw) is int:
        found, unit = float(raw), ""
    else:
        if (told := text(raw)) == "":
            return None, ""
        match = _NUMBER.fullmatch(told)
        if match is None:
            raise CellError("is no number")
        found = float(match[1].replace(",", "")) * 10 ** int(match[2] or 0)
        unit = (match[3] or "").strip()
    if not 0 <= found < _LARGEST:
        raise CellError("is out of range")
    return found, unit


def unit_reader(told: str, unit: str) -> Reader | None:
    """The reader of a column measured in `unit` whose heading names the unit `told`; None if they are of two kinds."""
    if unit in MONEY:
        return money(told) if told in MONEY else None
    return size(told) if _size_unit(told) else None
