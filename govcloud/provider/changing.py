"""Changes and deletes what exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.errors import CloudError, GovcloudError
from govcloud.provider import reading, tags
from govcloud.provider.equality import same
from govcloud.provider.failures import CallRefusedError, InitFailedError
from govcloud.provider.making import put
from govcloud.provider.site import Site


@dataclass(frozen=True, slots=True)
class Wish:
    """What an update goes from and to: old and new inputs, and the state recorded before."""

    olds: Mapping[str, Any]
    news: Mapping[str, Any]
    state: Mapping[str, Any]


def update(site: Site, identity: str, wish: Wish) -> dict[str, Any]:
    """Change what differs, each by its own call, and read back; gives the new state.

    Raises InitFailedError with what is known when a call fails after the first.
    """
    names = _changed(site, wish)
    try:
        _change(site, identity, wish, names)
        retag(site, identity, wish)
        answer = reading.look(site, identity) if names else None
    except GovcloudError as error:
        raise InitFailedError(identity, dict(wish.state), str(error)) from error
    if names and answer is None:
        raise CloudError(f"{site.entry.name} {identity} is gone: refresh the stack")
    props = site.entry.all_props
    kept = {n: v for n, v in wish.state.items() if n not in props or props[n].computed}
    given = reading.outputs(site, identity, answer, wish.news) if names else {}
    return {**kept, **given, **wish.news}


def _change(site: Site, identity: str, wish: Wish, names: list[str]) -> None:
    wanted = _wanted(site, wish)
    new = {name: wanted[name] for name in names if name in wanted}
    values = {"id": identity, "in": wanted, "new": new, "state": wish.state}
    together = False
    for name in names:
        prop = site.entry.props[name]
        if prop.put:
            put(site, prop, {**values, "old": wish.olds.get(name)}, wish.news.get(name))
        together = together or not (prop.put or prop.write_only)
    if together and site.entry.update is not None:
        site.do(site.entry.update, values)


def retag(site: Site, identity: str, wish: Wish) -> None:
    """Bring the tags from the old set to the new one."""
    tagging, news = site.entry.tagging, wish.news
    old, new = dict(wish.olds.get("tags") or {}), dict(news.get("tags") or {})
    if tagging is None or old == new:
        return
    values = {"id": identity, "arn": site.own_arn(identity, news), "state": wish.state}
    if tagging.untag is None:  # the call writes the whole set: the hidden tags must stay in it
        there = reading.all_tags(site, reading.Seen(identity, None, news), news)
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
        except CloudError as error:
            code = error.code if isinstance(error, CallRefusedError) else ""
            if code in entry.gone or reading.look(site, identity) is None:
                return
            raise
    if entry.deleted is not None:
        site.wait(entry.deleted, identity)


def _changed(site: Site, wish: Wish) -> list[str]:
    olds, news = wish.olds, wish.news
    return [
        name
        for name, prop in site.entry.props.items()
        if not same(prop, olds.get(name), news.get(name))
        and not (prop.computed and news.get(name) is None)
    ]


def _wanted(site: Site, wish: Wish) -> dict[str, Any]:
    """The new inputs, with an empty text where the API takes a value away by one."""
    blanks = {
        name: ""
        for name, prop in site.entry.props.items()
        if prop.blank and wish.olds.get(name) is not None and wish.news.get(name) is None
    }
    return {**wish.news, **blanks}
