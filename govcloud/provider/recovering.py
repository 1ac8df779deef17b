"""After an interrupted run: finds again what was made but never recorded, by its birth tag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from govcloud.provider import changing, making, reading, tags, template
from govcloud.provider.checking import named_by_us, stem_of
from govcloud.provider.equality import same
from govcloud.provider.reading import Found
from govcloud.provider.site import Site
from govcloud.provider.table.entry import Op

_LOOKED_AT_MAX = 1000


def adopt(site: Site, urn: str, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Id and state of what bears our birth tag, brought to the inputs; None if nothing does.

    Raises InitFailedError if it was found and could not be brought there.
    """
    found = find(site, urn, inputs)
    if found is None:
        return None
    wish = changing.Wish(found.inputs, inputs, found.state)
    state = changing.update(site, found.identity, wish)
    tagging = site.entry.tagging
    if tagging is not None and not tagging.in_create:
        birth = tags.birth_value(site.settings.workspace, urn)
        making.tag(site, tagging, found.identity, (inputs, birth))
    return found.identity, state


def find(site: Site, urn: str, inputs: Mapping[str, Any]) -> Found | None:
    """The resource that was made for this URN in this workspace and fits the inputs; None if there is none.

    One that differs in what cannot change is not it, but one that the engine is about to replace.
    """
    birth = tags.birth_value(site.settings.workspace, urn)
    for identity in list(_candidates(site, urn, birth, inputs))[:_LOOKED_AT_MAX]:
        answer = reading.look(site, identity)
        if answer is None:
            continue
        seen = reading.Seen(identity, answer, inputs)
        if not _ours(site, birth, seen):
            continue
        found = reading.read(site, identity, {**_names(site, identity), **inputs})
        if found is not None and _fits(site, found, inputs):
            return found
    return None


def _ours(site: Site, birth: str, seen: reading.Seen) -> bool:
    """Whether it bears our mark: the tag, or a name when the run ended before it could be tagged at all."""
    tagging = site.entry.tagging
    if tagging is None:
        return True
    known = seen.known or {}
    borne = reading.all_tags(site, seen, {**known, **_names(site, seen.identity)})
    if borne or tagging.in_create:
        return borne.get(tags.BIRTH) == birth
    named = seen.identity in known.values()
    return named or seen.identity.endswith(tags.name_mark(birth))


def _candidates(site: Site, urn: str, birth: str, inputs: Mapping[str, Any]) -> Iterable[str]:
    entry = site.entry
    if entry.siblings is not None:
        return [
            i for i in site.every(entry.siblings, {"in": inputs}) if _may_be(site, urn, i, inputs)
        ]
    if "{" in entry.id:
        return [template.compose(entry.id, inputs)]
    key = entry.id.rpartition(".")[2]
    path = f"{entry.read.path.replace('[0]', '[]')}.{key}"
    by_tag = [{"Name": f"tag:{tags.BIRTH}", "Values": [birth]}]
    return [str(i) for i in site.every(Op(entry.read.call, {"Filters": by_tag}, path), {})]


def _may_be(site: Site, urn: str, identity: str, inputs: Mapping[str, Any]) -> bool:
    """Whether a listed resource's name is the one wanted, or one that we may have made for this URN."""
    resource_name = urn.split("::", 3)[3]
    for name, prop in site.entry.props.items():
        if prop.autoname:
            wanted = inputs.get(name)
            ours = wanted is None or named_by_us(prop, resource_name, wanted)
            return (stem_of(prop, resource_name) if ours else str(wanted)) in identity
    return True


def _names(site: Site, identity: str) -> dict[str, str]:
    """The physical name where the id is it."""
    if site.entry.id.startswith("{") and "|" not in site.entry.id:
        return {site.entry.id.strip("{}"): identity}
    return {name: "" for name, prop in site.entry.props.items() if prop.autoname}


def _fits(site: Site, found: Found, inputs: Mapping[str, Any]) -> bool:
    return all(
        name not in inputs or same(prop, found.state.get(name), inputs[name])
        for name, prop in site.entry.props.items()
        if prop.replace
    )
