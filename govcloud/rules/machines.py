"""Rows of an import that are about one machine: joined by the keys they declare, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govcloud.model.provenance import Row
from govcloud.rules.identity import OWN_NAME, SURE, Pair, comparable, own_address, pairs_of


@dataclass(eq=False, slots=True)
class Machine:
    """One machine as rows tell of it: the rows with the key by which each joined ("" for the first)."""

    rows: list[tuple[Row, str]] = field(default_factory=list)
    sure: dict[str, set[str]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    applications: set[str] = field(default_factory=set)
    files: set[tuple[str, str]] = field(default_factory=set)

    def take(self, row: Row, key: str, pairs: Iterable[tuple[str, Pair]]) -> None:
        """A row is about it."""
        self.rows.append((row, key))
        for name, (_, value) in pairs:
            if name in SURE:
                self.sure.setdefault(name, set()).add(value)
        if address := own_address(row.keys.get("address", "")):
            self.addresses.add(address)
        if application := row.linked("application"):
            self.applications.add(application)
        self.files.add((row.source.format, row.source.file))

    def join(self, other: Machine) -> None:
        """Another one turned out to be the same."""
        self.rows += other.rows
        for name, values in other.sure.items():
            self.sure.setdefault(name, set()).update(values)
        self.addresses |= other.addresses
        self.applications |= other.applications
        self.files |= other.files

    def contradicts(self, sure: dict[str, set[str]], by: str) -> bool:
        """Whether a key that is surer than `by` tells them apart."""
        surer = SURE[: SURE.index(by)] if by in SURE else SURE
        return any(
            _apart(name, self.sure[name], sure[name])
            for name in surer
            if name in sure and name in self.sure
        )

    def fits(self, row: Row) -> bool:
        """Whether a row that only has its name is about it: not if address, application and file are others."""
        address = own_address(row.keys.get("address", ""))
        return (
            not address
            or not self.addresses
            or address in self.addresses
            or row.linked("application") in self.applications - {""}
            or (row.source.format, row.source.file) in self.files
        )


def _apart(name: str, mine: set[str], others: set[str]) -> bool:
    pairs = [(one, other) for one in mine for other in others if comparable(name, one, other)]
    return bool(pairs) and all(one != other for one, other in pairs)


def machines(rows: Sequence[tuple[Row, dict[str, str]]]) -> list[Machine]:
    """The machines that rows (each with its keys) tell of, in the order of their first rows."""
    order = {id(row): number for number, (row, _) in enumerate(rows)}
    by_pair: dict[Pair, list[Machine]] = {}
    now: dict[Machine, Machine] = {}
    for row, keys in rows:
        pairs = list(pairs_of(keys))
        found = _found(row, pairs, by_pair, now)
        machine, key = found[0] if found else (Machine(), "")
        machine.take(row, key, pairs)
        for other, by in found[1:]:
            if not machine.contradicts(other.sure, by):
                machine.join(other)
                now[other] = machine
        for _, pair in pairs:
            if machine not in (known := by_pair.setdefault(pair, [])):
                known.append(machine)
    return _ordered(by_pair, now, order)


def _found(
    row: Row,
    pairs: Sequence[tuple[str, Pair]],
    by_pair: dict[Pair, list[Machine]],
    now: dict[Machine, Machine],
) -> list[tuple[Machine, str]]:
    """The machines that a row is about, the surest first: more than one where it joins what was apart so far."""
    sure: dict[str, set[str]] = {}
    for name, (_, value) in pairs:
        if name in SURE:
            sure.setdefault(name, set()).add(value)
    found: dict[Machine, str] = {}
    for key, pair in pairs:
        if key == OWN_NAME:
            break
        for each in by_pair.get(pair, ()):
            machine = _now(each, now)
            fits = pair[0] != "called" or machine.fits(row)
            if machine not in found and fits and not machine.contradicts(sure, key):
                found[machine] = key
                if pair[0] == "called":
                    break
    return list(found.items())


def _now(machine: Machine, now: dict[Machine, Machine]) -> Machine:
    """What a machine was joined into."""
    while machine in now:
        machine = now[machine]
    return machine


def _ordered(
    by_pair: dict[Pair, list[Machine]], now: dict[Machine, Machine], order: dict[int, int]
) -> list[Machine]:
    found: dict[Machine, None] = {}
    for known in by_pair.values():
        found |= dict.fromkeys(_now(one, now) for one in known)
    for machine in found:
        machine.rows.sort(key=lambda item: order[id(item[0])])
    return sorted(found, key=lambda machine: order[id(machine.rows[0][0])])
