"""From an estate and its programme to the problem that the planner solves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from govcloud.model.application import Application
from govcloud.model.programme import Pilot
from govcloud.rules import waves_problem as words
from govcloud.rules.move_groups import strong_components
from govcloud.rules.waves_bars import Bars, qualifies
from govcloud.rules.waves_case import Case, users
from govcloud.rules.waves_limits import Rules
from govcloud.rules.waves_problem import Bar, Constraint, Group, Limit, Need, Problem

NOTHING: frozenset[Constraint] = frozenset()


def build(
    case: Case, without: frozenset[Constraint] = NOTHING, pilot: int | None = None
) -> Problem:
    """The problem; `without` are rules that are thought away, `pilot` the pilot's window where that is settled."""
    return _Building(case, without).problem(pilot)


class _Building:
    def __init__(self, case: Case, without: frozenset[Constraint]) -> None:
        self.case = case
        self.without = without
        self.bars = Bars(case, without)
        self.rules = Rules(case, without)
        self.needs = {app.id: list(self._needs(app)) for app in case.moving.values()}
        self.components = strong_components(self.needs)
        self.number = {id_: n for n, ids in enumerate(self.components) for id_ in ids}
        self.plain_bars = [self._bars(ids) for ids in self.components]
        self.demands = [self._demand(ids) for ids in self.components]

    def problem(self, pilot: int | None) -> Problem:
        """All together; the pilot first, since it bars the others."""
        rule, notes = self.case.programme.pilot, list[str]()
        fit = [self._qualifies(rule, ids) for ids in self.components]
        begun = any(not kept.out for kept in self.case.kept.values())
        done = begun or rule is None
        window = -1 if done else self._pilot_window(fit) if pilot is None else pilot
        if rule is not None and not done and window < 0 and not rule.required:
            notes.append(
                f"no pilot: no application qualifies (level at most {rule.level_max}, few users)"
            )
            done = True
        limits = self._limits(window)
        index = {limit.constraint: number for number, limit in enumerate(limits)}
        size = Constraint(words.PILOT_SIZE)
        groups = []
        for number, ids in enumerate(self.components):
            extra = self.bars.soak() if done else self.bars.pilot(window, qualifies=fit[number])
            demand = {index[rule]: n for rule, n in self.demands[number].items() if rule in index}
            if size in index:
                demand[index[size]] = len(ids)
            groups.append(self._group(number, [*self.plain_bars[number], *extra], demand))
        return Problem(
            self.case.windows,
            tuple(limits),
            tuple(groups),
            tuple(self._departments(ids) for ids in self.components),
            -1 if done else window,
            tuple(notes),
        )

    def _needs(self, app: Application) -> Iterator[str]:
        """What must be placed before it, or with it; what has started already is told by a bar instead."""
        for need in app.needs:
            if need in self.case.moving and need != app.id and self._holds(app.id, need):
                yield need

    def _holds(self, app: str, need: str) -> bool:
        return Constraint(words.NEED, f"{app}>{need}") not in self.without

    def _bars(self, ids: Sequence[str]) -> list[Bar]:
        found: dict[Constraint, int] = {}
        for id_ in ids:
            app = self.case.moving[id_]
            for bar in (*self.bars.of(app), *self._after_kept(app)):
                found[bar.constraint] = found.get(bar.constraint, 0) | bar.windows
        return [Bar(rule, windows) for rule, windows in sorted(found.items())]

    def _after_kept(self, app: Application) -> Iterator[Bar]:
        """It goes after what it needs and has started; with it, where that needs it too."""
        for need in app.needs:
            held = self.case.kept.get(need)
            if held is None or held.starts is None or not self._holds(app.id, need):
                continue
            starts, mutual = held.starts, app.id in self.case.inventory.application(need).needs
            late = sum(
                1 << number
                for number, w in enumerate(self.case.windows)
                if w.starts < starts or (w.starts == starts and not mutual)
            )
            if late:
                yield Bar(Constraint(words.NEED, f"{app.id}>{need}"), late)

    def _demand(self, ids: Sequence[str]) -> Mapping[Constraint, int]:
        found: dict[Constraint, int] = {}
        for id_ in ids:
            for rule, amount in self.rules.demand(self.case.moving[id_]).items():
                found[rule] = found.get(rule, 0) + amount
        return found

    def _qualifies(self, rule: Pilot | None, ids: Sequence[str]) -> bool:
        return rule is not None and all(qualifies(rule, self.case.moving[id_]) for id_ in ids)

    def _pilot_window(self, fit: Sequence[bool]) -> int:
        """The first window that a group which qualifies, and needs no other, may use; -1 if there is none."""
        first, rule = -1, self.case.programme.pilot
        for number, ids in enumerate(self.components):
            alone = all(self.number[need] == number for id_ in ids for need in self.needs[id_])
            if not fit[number] or not alone or (rule and len(ids) > rule.applications):
                continue
            if any(self.rules.amount(limit) < n for limit, n in self.demands[number].items()):
                continue
            window = words.first_bit(self.bars.every & ~_barred(self.plain_bars[number]))
            if window >= 0 and (first < 0 or window < first):
                first = window
        return first

    def _limits(self, pilot: int) -> list[Limit]:
        total: dict[Constraint, int] = {}
        for demand in self.demands:
            for rule, amount in demand.items():
                total[rule] = total.get(rule, 0) + amount
        held = self._held()
        found = []
        for rule in sorted(total):
            amount = self.rules.amount(rule)
            if total[rule] + sum(held.get(rule, {}).values()) > amount:
                room = [amount] * len(self.case.windows)
                for window, taken in held.get(rule, {}).items():
                    room[window] = max(amount - taken, 0)
                found.append(Limit(rule, amount, tuple(room)))
        size = Constraint(words.PILOT_SIZE)
        if pilot >= 0 and size not in self.without:
            room = [words.UNLIMITED] * len(self.case.windows)
            room[pilot] = self.rules.amount(size)
            found.append(Limit(size, self.rules.amount(size), tuple(room)))
        return found

    def _held(self) -> dict[Constraint, dict[int, int]]:
        """What has started takes of each limit, by window."""
        number = {window.starts: n for n, window in enumerate(self.case.windows)}
        found: dict[Constraint, dict[int, int]] = {}
        for kept in self.case.kept.values():
            if kept.starts in number:
                app, window = self.case.inventory.application(kept.application), number[kept.starts]
                for rule, amount in self.rules.demand(app).items():
                    taken = found.setdefault(rule, {})
                    taken[window] = taken.get(window, 0) + amount
        return found

    def _departments(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted({self.case.moving[id_].department for id_ in ids}))

    def _group(self, number: int, bars: list[Bar], demand: Mapping[int, int]) -> Group:
        barred = _barred(bars)
        if barred == self.bars.every:
            # a wish that cannot be kept is no rule: the plan says so
            bars = [bar for bar in bars if bar.constraint.kind != words.WISH]
            barred = _barred(bars)
        ids = self.components[number]
        return Group(
            members=ids,
            bars=tuple(bar for bar in bars if bar.windows),
            allowed=self.bars.every & ~barred,
            demand=tuple(sorted(demand.items())),
            needs=self._needed(number),
            inside=self._inside(number),
            users=sum(users(self.case.moving[id_]) for id_ in ids),
        )

    def _inside(self, number: int) -> tuple[Constraint, ...]:
        """The dependencies that hold a group together."""
        return tuple(
            Constraint(words.NEED, f"{id_}>{need}")
            for id_ in self.components[number]
            for need in sorted(self.needs[id_])
            if self.number[need] == number
        )

    def _needed(self, number: int) -> tuple[Need, ...]:
        found: dict[int, list[Constraint]] = {}
        for id_ in self.components[number]:
            for need in self.needs[id_]:
                if self.number[need] != number:
                    rule = Constraint(words.NEED, f"{id_}>{need}")
                    found.setdefault(self.number[need], []).append(rule)
        return tuple(Need(group, tuple(sorted(rules))) for group, rules in sorted(found.items()))


def _barred(bars: Sequence[Bar]) -> int:
    found = 0
    for bar in bars:
        found |= bar.windows
    return found


def part(case: Case, applications: Sequence[str]) -> Case:
    """The case of these applications alone."""
    chosen = set(applications)
    kept = [app for app in case.inventory.applications if app.id in chosen or app.id in case.kept]
    return replace(case, inventory=replace(case.inventory, applications=tuple(kept)))
