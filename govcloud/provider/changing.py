"""Changes and deletes what exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govcloud.provider import reading, tags, template
from govcloud.provider.equality import same
from govcloud.provider.failures import CallRefusedError, InitFailedError
from govcloud.errors import CloudError, GovcloudError
from govcloud.provider.making import put
from govcloud.provider.site import Site


def update(
    site: Site,
    identity: str,
    olds: Mapping[str, Any],
    news: Mapping[str, Any],
    state: Mapping[str, Any],
) -> dict[str, Any]:
    """Change what differs, each by its own call, and read back; gives the new state.

    Raises InitFailedError with what is known when a call fails after the first.
    """
    names = _changed(site, olds, news)
    values = {"id": identity, "in": _wanted(site, olds, news), "state": state}
    together = []
    try:
        for name in names:
            prop = site.entry.props[name]
            if prop.put:
                put(site, prop, {**values, "old": olds.get(name)}, news.get(name))
            elif not prop.write_only:
                together.append(name)
        if together and site.entry.update is not None:
            site.do(site.entry.update, values)
        retag(site, identity, olds, news)
        answer = reading.look(site, identity) if names else None
    except GovcloudError as error:
        raise InitFailedError(identity, dict(state), str(error)) from error
    if names and answer is None:
        raise CloudError(f"{site.entry.name} {identity} is gone: refresh the stack")
    kept = {k: v for k, v in state.items() if k not in site.entry.all_props or k in _silent(site)}
    given = reading.outputs(site, identity, answer, news) if names else {}
    return {**kept, **given, **news}


def retag(site: Site, identity: str, olds: Mapping[str, Any], news: Mapping[str, Any]) -> None:
    """Bring the tags from the old set to the new one."""
    tagging = site.entry.tagging
    old, new = dict(olds.get("tags") or {}), dict(news.get("tags") or {})
    if tagging is None or old == new:
        return
    values: dict[str, Any] = {"id": identity, "arn": site.own_arn(identity, news)}
    if tagging.untag is None:  # the call writes the whole set: the hidden tags must stay in it
        there = reading.all_tags(site, identity, None, news)
        whole = {**{k: v for k, v in there.items() if tags.hidden(k)}, **new}
        site.do(tagging.tag, {**values, "tags": tags.written(tagging, whole)})
        return
    lost = sorted(set(old) - set(new))
    if lost:
        pairs = tags.written(tagging, {key: old[key] for key in lost})
        keys: Any = [{"Key": key} for key in lost] if tagging.wrap else lost
        site.do(tagging.untag, {**values, "keys": keys, "pairs": pairs})
    gained = {key: value for key, value in new.items() if old.get(key) != value}
    if gained:
        site.do(tagging.tag, {**values, "tags": tags.written(tagging, gained)})


def delete(site: Site, identity: str, inputs: Mapping[str, Any]) -> None:
    """Delete it, and wait until it is gone where others depend on that; gone already is well."""
    entry = site.entry
    for op in entry.delete:
        try:
            site.do(op, {"id": identity, "in": inputs})
        except CallRefusedError as refusal:
            if refusal.code in entry.gone:
                return
            raise
    if entry.deleted is not None:
        site.wait(entry.deleted, identity)


def _changed(site: Site, olds: Mapping[str, Any], news: Mapping[str, Any]) -> list[str]:
    return [
        name
        for name, prop in site.entry.props.items()
        if not same(prop, olds.get(name), news.get(name))
        and not (prop.computed and news.get(name) is None)
    ]


def _wanted(site: Site, olds: Mapping[str, Any], news: Mapping[str, Any]) -> dict[str, Any]:
    """The new inputs, with an empty text where the API takes a value away by one."""
    blanks = {
        name: ""
        for name, prop in site.entry.props.items()
        if prop.blank and olds.get(name) is not None and news.get(name) is None
    }
    return {**news, **blanks}


def _silent(site: Site) -> set[str]:
    """What the cloud may have chosen, and the state keeps when the program stays silent."""
    return {name for name, prop in site.entry.props.items() if prop.computed}
