"""A server's disks are told as a set: by one form only, and never beside those that a person wrote."""

from __future__ import annotations

from typing import Any

from govcloud.model.provenance import Claim, Subject
from govcloud.rules.merging import PERSON, Merge, rank
from govcloud.rules.plain_paths import get, put

TOTAL = "disks.total"
_PERCENT = 100
_GB_OFF_MAX = 0.5

Server = dict[str, Any]


def settle_disks(merge: Merge, subject: Subject, server: Server) -> None:
    """Leave of the disks that were heard those that count: the person's own, or the nearest form's."""
    heard = merge.heard[subject]
    told = {name: claims for name, claims in heard.items() if name.startswith("disks.")}
    if not told:
        return
    best = max((claims[-1] for claims in told.values()), key=lambda claim: rank(claim.source))
    form = best.source.format
    sets: dict[str, dict[str, Claim]] = {}
    for name, claims in told.items():
        del heard[name]
        for claim in claims:
            sets.setdefault(claim.source.format, {})[name] = claim
    standing = _standing(merge, subject, server)
    keeper = _keeper(standing, best)
    taken = sets.pop(form) if keeper is None else {}
    for other in sets.values():
        _compare(merge, subject, (server, taken), other, keeper)
    if keeper is None:
        _take(merge, subject, server, taken)


def _standing(merge: Merge, subject: Subject, server: Server) -> dict[str, Claim | None]:
    """The disks that are there, each with the claim that it rests on."""
    claims = merge.claims.get(subject, {})
    names = [f"disks.{one['name']}" for one in server.get("disks", [])]
    return {name: claims.get(name) for name in names}


def _keeper(standing: dict[str, Claim | None], best: Claim) -> str | None:
    """Why the disks that are there stay as they are; None if those that were told take their place."""
    if None in standing.values():
        return PERSON
    known = [claim for claim in standing.values() if claim is not None]
    if any(rank(one.source) > rank(best.source) and _foreign(one, best) for one in known):
        return "nearer to the machine"
    return None


def _foreign(one: Claim, other: Claim) -> bool:
    return one.source.format != other.source.format


def _take(merge: Merge, subject: Subject, server: Server, told: dict[str, Claim]) -> None:
    """Those of another form, or no longer told by the same file, go; a sum gives way to its parts."""
    parts = [name for name in told if name != TOTAL]
    if parts and TOTAL in told:
        _share(merge, subject, told.pop(TOTAL))
    for name, claim in _standing(merge, subject, server).items():
        if claim is None or name in told:
            continue
        first = next(iter(told.values()), None)
        if first is None or _gives_way(name, claim, first, sum_only=not parts):
            put(server, name, None)
            merge.forget(subject, name)
    if not parts and any(name != TOTAL for name in _standing(merge, subject, server)):
        _share(merge, subject, told.pop(TOTAL))  # the parts were told by another file of this form
    for name, claim in told.items():
        merge.hear_claim(subject, name, claim)


def _gives_way(name: str, claim: Claim, told: Claim, *, sum_only: bool) -> bool:
    """Whether a disk that an import wrote goes, now that `told` is: a bare sum does not end its form's own parts."""
    if _foreign(claim, told):
        return True
    return not sum_only and (name == TOTAL or claim.source.file == told.source.file)


def _share(merge: Merge, subject: Subject, total: Claim) -> None:
    """What is used of the sum is kept as a share, since the disks' own rows do not tell it."""
    size, used = total.value["size_gb"], total.value.get("used_gb")
    if used is not None and size:
        told = total.told._replace(value=round(used / size * _PERCENT, 1))
        merge.hear_claim(subject, "util.disk_used", total._replace(told=told))


def _compare(
    merge: Merge,
    subject: Subject,
    stands: tuple[Server, dict[str, Claim]],
    told: dict[str, Claim],
    keeper: str | None,
) -> None:
    """Another form's disks are listed where they amount to something else."""
    server, taken = stands
    parts = [claim for name, claim in told.items() if name != TOTAL]
    first = parts[0] if parts else told[TOTAL]
    sum_told = sum(claim.value["size_gb"] for claim in parts or [first])
    rows = [claim.value for claim in taken.values()] if taken else server.get("disks", [])
    whole = [one for one in rows if one["name"] != "total"] or rows
    sum_there = sum(one["size_gb"] for one in whole)
    if abs(sum_told - sum_there) > _GB_OFF_MAX:
        where = next((str(claim) for claim in taken.values()), "")
        if not where:
            known = merge.claims.get(subject, {})
            held = (known[n] for n in known if n.startswith("disks.") and get(server, n))
            where = "a person" if keeper == PERSON else str(next(held, "an earlier import"))
        summed = first._replace(told=first.told._replace(value=f"{sum_told:g} GB"))
        why = keeper or "nearer to the machine"
        merge.differ(subject, "disks", (f"{sum_there:g} GB", where), summed, why)
