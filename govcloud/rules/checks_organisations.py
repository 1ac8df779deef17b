"""Are departments and partners told apart, coded rightly, and is each cloud network allocated once."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from govcloud.model.inventory import Department, Inventory, Partner
from govcloud.model.terms import OrgKind
from govcloud.model.uscc import uscc_fault
from govcloud.rules import names
from govcloud.rules.finding import Finding, Path, misnamed, twice

PREFIX_MIN, PREFIX_MAX = 16, 24
_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_OWNERS = frozenset({OrgKind.DEPARTMENT, OrgKind.INSTITUTION})


def organisation_faults(inventory: Inventory) -> Iterator[Finding]:
    """What is wrong with departments and partners."""
    for section, rows in _sections(inventory):
        yield from twice("E-ID-001", [(row.id, (*at, "id"), row.id) for at, row in rows])
        for at, row in rows:
            if row.uscc and (what := uscc_fault(row.uscc)):
                hint = "copy it anew from the certificate; not known yet: leave it out"
                message = f"uscc `{row.uscc}` {what}"
                yield Finding("E-USCC-001", row.id, (*at, "uscc"), message, hint)
            if section == "partners" and names.PARTNER.fullmatch(row.id) is None:
                yield misnamed(row.id, (*at, "id"), "P-0001")
    yield from _departments(inventory)
    yield from _overlaps(inventory.departments)
    yield from _parents(inventory.departments)


def organisation_warnings(inventory: Inventory) -> Iterator[Finding]:
    """What deserves a look at departments and partners."""
    for index, department in enumerate(inventory.departments):
        owned = inventory.of_department(department.id)
        at: Path = ("departments", index)
        if not department.network and any(app.strategy.moves for app in owned):
            message = "has applications to move, and no cloud network yet"
            hint = "allocate one, such as 10.1.0.0/16: its stack cannot be applied without"
            yield Finding("W-NET-001", department.id, (*at, "network"), message, hint)
        if owned and department.kind not in _OWNERS:
            message = f"owns applications, and is {department.kind.value} {department.kind.zh}"
            hint = "owners are departments and institutions"
            yield Finding("W-ORG-002", department.id, (*at, "kind"), message, hint)
    yield from _shared_codes(inventory)


def network(text: str) -> IPv4Network | None:
    """The IPv4 network that `text` writes in CIDR form, without host bits; None for anything else."""
    try:
        return IPv4Network(text) if "/" in text else None
    except ValueError:
        return None


def _sections(
    inventory: Inventory,
) -> Iterator[tuple[str, list[tuple[Path, Department | Partner]]]]:
    """Departments, then partners, each with its place."""
    yield "departments", [(("departments", i), row) for i, row in enumerate(inventory.departments)]
    yield "partners", [(("partners", i), row) for i, row in enumerate(inventory.partners)]


def _departments(inventory: Inventory) -> Iterator[Finding]:
    for index, department in enumerate(inventory.departments):
        at: Path = ("departments", index)
        if names.DEPARTMENT.fullmatch(department.id) is None:
            yield misnamed(department.id, (*at, "id"), "GD-GSD")
        code, what = _network_fault(department)
        if code:
            message = f"network `{department.network}` {what}"
            yield Finding(code, department.id, (*at, "network"), message, "such as 10.1.0.0/16")
        if department.region_code and names.REGION_CODE.fullmatch(department.region_code) is None:
            message = f"region_code `{department.region_code}` is no code of an area"
            hint = "six digits of GB/T 2260, such as 440000"
            yield Finding("E-ORG-002", department.id, (*at, "region_code"), message, hint)


def _network_fault(department: Department) -> tuple[str, str]:
    if not department.network:
        return "", ""
    found = network(department.network)
    if found is None:
        return "E-NET-001", "is no IPv4 network"
    if not any(found.subnet_of(private) for private in _PRIVATE):
        return "E-NET-002", "is not private (RFC 1918)"
    if not PREFIX_MIN <= found.prefixlen <= PREFIX_MAX:
        return "E-NET-003", f"is not between /{PREFIX_MIN} and /{PREFIX_MAX}"
    return "", ""


def _overlaps(departments: tuple[Department, ...]) -> Iterator[Finding]:
    """Networks nest or stand apart: in order of address, one overlaps if it begins before the widest has ended."""
    known = ((network(row.network), index) for index, row in enumerate(departments))
    ordered = sorted(
        (
            (int(found.network_address), found.prefixlen, index, found)
            for found, index in known
            if found
        )
    )
    widest: tuple[int, IPv4Network] | None = None
    for _, _, index, found in ordered:
        if widest is not None and found.overlaps(widest[1]):
            first, second = sorted((widest[0], index))
            one, other = departments[first], departments[second]
            message = f"network {other.network} overlaps {one.network} of {one.id}"
            path: Path = ("departments", second, "network")
            yield Finding("E-NET-004", other.id, path, message, "each address is allocated once")
        else:
            widest = (index, found)


def _parents(departments: tuple[Department, ...]) -> Iterator[Finding]:
    above = {row.id: row.parent for row in departments}
    settled: set[str] = {""}
    for index, row in enumerate(departments):
        path: Path = ("departments", index, "parent")
        if row.parent and row.parent not in above:
            message = f"parent `{row.parent}` is not in the inventory"
            hint = names.did_you_mean(row.parent, above)
            yield Finding("E-ID-006", row.id, path, message, hint, refers_to=row.parent)
        way: list[str] = []
        here = row.id
        while here not in settled and here not in way:
            way.append(here)
            here = above.get(here, "")
        if here in way:
            circle = " → ".join([*way[way.index(here) :], here])
            message = f"stands below itself: {circle}"
            yield Finding("E-ORG-001", row.id, path, message, "who is above whom?")
        settled.update(way)


def _shared_codes(inventory: Inventory) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for _, rows in _sections(inventory):
        for at, row in rows:
            first = seen.setdefault(row.uscc, row.id) if row.uscc else row.id
            if first != row.id:
                message = f"has the uscc {row.uscc} of {first}"
                yield Finding(
                    "W-ORG-001", row.id, (*at, "uscc"), message, "one body under two ids?"
                )
