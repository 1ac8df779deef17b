"""Heals what the engine does not see: takes away what was added by hand, and puts back what only we know of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govcloud.model.drift import Deviation, Recorded, Remedy
from govcloud.provider import changing, making, reading, tags, template, watched
from govcloud.provider.changing import Wish
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.site import Site
from govcloud.provider.surveying import Surveyor, beside, plain, seen_of
from govcloud.provider.table import TABLE
from govcloud.provider.table.entry import Op


class Mender(Surveyor):
    """Looks, and heals what the engine does not see."""

    def mend(self, deviation: Deviation) -> None:
        """See `mend`."""
        mend(self, deviation)


def mend(surveyor: Surveyor, deviation: Deviation) -> None:
    """Do what `deviation.remedy` says; gone already is well. Raises CloudError where the cloud refuses."""
    site = surveyor.site(deviation.where)
    match deviation.remedy:
        case Remedy.REMOVE:
            _remove(surveyor, site, deviation)
        case Remedy.REVIVE:
            site.make_calls(site.entry.revive, {"id": deviation.id})
        case Remedy.RETAG:
            _mark(site, deviation.where)
        case Remedy.RESTORE if deviation.what.startswith("tags["):
            _untag(site, deviation.where)
        case Remedy.RESTORE:
            _restore(site, deviation.where, deviation.what.partition(":")[0])
        case Remedy.ENGINE:
            raise ValueError(f"{deviation.where.urn} is for the engine to heal")


def _remove(surveyor: Surveyor, site: Site, deviation: Deviation) -> None:
    owner = deviation.where
    inside = next(one for one in site.entry.inside if one.type == deviation.type)
    if not inside.remove:
        there = Site(TABLE[deviation.type], site.settings, surveyor.clients)
        found = reading.read(there, deviation.id, None)
        if found is not None:
            changing.delete(there, deviation.id, {**found.state, **found.inputs})
        return
    values = {"id": deviation.id, "owner": owner.id, "item": deviation.item}
    for op in inside.remove:
        _call(beside(site, inside), op, values)


def _call(site: Site, op: Op, values: Mapping[str, Any]) -> None:
    """Make the call, unless what it asks first has no answer: then it is not needed."""
    asked: dict[str, Any] = {}
    for name, question in op.asks.items():
        asked[name] = site.do(question, values)
    if all(asked.values()):
        site.send(op, template.fill(dict(op.params), {**values, "asked": asked}) or {}, values)


def _mark(site: Site, one: Recorded) -> None:
    """Write the birth tag anew."""
    tagging = site.entry.tagging
    if tagging is None:
        return
    birth = tags.birth_value(site.settings.workspace, one.urn)
    borne = {tags.BIRTH: birth}
    if tagging.untag is None:  # the call writes the whole set
        seen = reading.Seen(one.id, None, plain(one))
        borne = {**reading.all_tags(site, seen, plain(one)), **borne}
    values = {"id": one.id, "arn": site.own_arn(one.id, plain(one)), "state": one.outputs}
    site.do(tagging.tag, {**values, "tags": tags.written(tagging, borne)})


def _untag(site: Site, one: Recorded) -> None:
    """Take away all tags that a program never gave."""
    seen = seen_of(site, one, site.do)
    if seen is not None:
        olds = {**plain(one), "tags": tags.shown(reading.all_tags(site, seen, plain(one)))}
        changing.retag(site, one.id, Wish(olds, plain(one), one.outputs))


def _restore(site: Site, one: Recorded, name: str) -> None:
    """Bring a property of which the program says nothing to what it was without anybody's hand."""
    prop, wanted = site.entry.props[name], watched.usual(site, one, name)
    values = {"id": one.id, "in": plain(one), "state": one.outputs}
    try:
        making.put(site, prop, values, wanted)
    except CallRefusedError as refusal:
        if refusal.code not in site.entry.gone:
            raise
