"""What is asked of the generator, and who then owns how many applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govcloud.errors import UsageError
from govcloud.local.province.anchors import OWNER_OF_HUBS, PROVINCES, ProvinceRow
from govcloud.local.province.departments import DEPARTMENTS, DepartmentRow
from govcloud.local.province.shares import EPOCH

SEED = 20190506
NUMBER_MAX = 9_999
"""An application's number has three or four digits."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A province to be made; `applications` None: as many as the departments of the table have.

    `day` is the day of the programme whose stages are told, None for none; `as_of` the day on which the
    estate is seen. `neutral`: departments are 部门01 …, for users elsewhere.
    """

    departments: int = len(DEPARTMENTS)
    seed: int = SEED
    province: str = "GD"
    applications: int | None = None
    neutral: bool = False
    english: bool = False
    messy: bool = False
    day: int | None = None
    as_of: date = EPOCH

    @property
    def row(self) -> ProvinceRow:
        """The province's names and anchors."""
        return PROVINCES[self.province]

    def words(self, zh: str, en: str) -> str:
        """A free text in the language that is asked for."""
        return en if self.english else zh


@dataclass(frozen=True, slots=True)
class Roster:
    """A department and the ids of its applications."""

    id: str
    row: DepartmentRow
    applications: tuple[str, ...]


def rosters(wish: Wish) -> tuple[Roster, ...]:
    """Who owns how many, in order of id. Raises UsageError for a number that cannot be dealt out."""
    owner = next(row for row in DEPARTMENTS if row.code == OWNER_OF_HUBS)
    if not 1 <= wish.departments <= len(DEPARTMENTS):
        raise UsageError(f"--departments {wish.departments}: the table has 1 to {len(DEPARTMENTS)}")
    rows = [owner, *(row for row in DEPARTMENTS if row is not owner)][: wish.departments]
    rows.sort(key=lambda row: row.code)
    counts = _counts(wish, rows)
    found = []
    for row, count in zip(rows, counts, strict=True):
        id_ = f"{wish.province}-{row.code}"
        numbers = range(1, count + 1)
        found.append(Roster(id_, row, tuple(f"{id_}-{number:03d}" for number in numbers)))
    return tuple(found)


def _counts(wish: Wish, rows: Sequence[DepartmentRow]) -> list[int]:
    """Applications for each: the table's, or as many as asked for in the table's proportions."""
    shares = [row.applications for row in rows]
    if wish.applications is None:
        return shares
    least = [_least(wish, row) for row in rows]
    if wish.applications < sum(least):
        what = f"--apps {wish.applications}: {len(rows)} departments and what is anchored in them"
        raise UsageError(f"{what} need {sum(least)} at least", hint="fewer --departments, or more")
    counts = [max(low, 0) for low in least]
    whole = sum(shares)
    wanted = [wish.applications * share / whole for share in shares]
    for _ in range(wish.applications - sum(counts)):
        # the one that is furthest from its share; the first of equals
        neediest = max(range(len(rows)), key=lambda at: (wanted[at] - counts[at], -at))
        jump = max(1, int(wanted[neediest] - counts[neediest]))
        counts[neediest] += min(jump, wish.applications - sum(counts))
        if sum(counts) == wish.applications:
            break
    if max(counts) > NUMBER_MAX:
        hint = "more --departments, or fewer applications"
        raise UsageError(
            f"a department would have more than {NUMBER_MAX:,} applications", hint=hint
        )
    return counts


def _least(wish: Wish, row: DepartmentRow) -> int:
    return max([1, *(a.number for a in wish.row.anchors if a.department == row.code)])
