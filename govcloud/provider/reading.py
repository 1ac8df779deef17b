"""Reads what is there: the state of a resource, and the inputs that would give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.provider import tags, template
from govcloud.provider.equality import same, text_of
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.site import Site
from govcloud.provider.table.entry import Kind, Op, Prop

Ask = Callable[[Op, Mapping[str, Any]], Any]
"""How a question is answered: by a call (`Site.do`), or by what was asked for many before."""


@dataclass(frozen=True, slots=True)
class Found:
    """A resource as it stands: all that is recorded of it, and the inputs that a program would give."""

    identity: str
    state: dict[str, Any]
    inputs: dict[str, Any]


def look(site: Site, identity: str) -> Any:
    """The read answer; None if the resource is not there."""
    return looked(site, {"id": identity}, site.do)


def looked(site: Site, values: Mapping[str, Any], ask: Ask) -> Any:
    """The same, by another way to ask."""
    entry = site.entry
    try:
        answer = ask(entry.read, values)
    except CallRefusedError as refusal:
        if refusal.code in entry.gone:
            return None
        raise
    if answer is None or (entry.gone_when and template.search(entry.gone_when, answer)):
        return None
    return answer


@dataclass(frozen=True, slots=True)
class Seen:
    """A resource's id and read answer, and the inputs recorded of it before; None on an import."""

    identity: str
    answer: Any
    known: Mapping[str, Any] | None

    @property
    def values(self) -> dict[str, Any]:
        """What the templates of further reads may name."""
        return {"id": self.identity, "answer": self.answer}


def read(site: Site, identity: str, known: Mapping[str, Any] | None) -> Found | None:
    """What stands there now; None if it is gone.

    `known` are the inputs recorded before: only they count then, for what a program left unset and the
    cloud chose is not drift. With None (an import) all that is set is given.
    """
    answer = look(site, identity)
    return None if answer is None else view(site, Seen(identity, answer, known), site.do)


def view(site: Site, seen: Seen, ask: Ask) -> Found:
    """What a read answer says; what it does not say is asked for."""
    known = seen.known
    inputs: dict[str, Any] = {}
    state: dict[str, Any] = {}
    for name, prop in site.entry.props.items():
        value = _observed(name, prop, seen, ask)
        if value is not None:
            state[name] = value
            if _worth_saying(prop, value) if known is None else name in known:
                inputs[name] = value
    if _tags_count(site, known):
        shown = tags.shown(all_tags(site, seen, known or state, ask))
        if shown or known is not None:
            state["tags"] = inputs["tags"] = shown
    given = outputs(site, seen.identity, seen.answer, state)
    return Found(seen.identity, {**state, **given}, inputs)


def outputs(site: Site, identity: str, answer: Any, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """What the cloud gives, from a read answer (or a create answer made to look like one)."""
    given: dict[str, Any] = {}
    for name, output in site.entry.outputs.items():
        if output.path == "$id":
            given[name] = identity
        elif output.path.startswith("arn:"):
            given[name] = site.arn(output.path, identity, {**inputs, **given})
        else:
            given[name] = template.search(output.path, answer, {"id": identity})
    return {name: value for name, value in given.items() if value is not None}


def chosen(site: Site, identity: str, answer: Any, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """What the cloud chose where the program was silent, as far as an answer tells it."""
    values = {
        name: template.search(prop.path, answer, {"id": identity})
        for name, prop in site.entry.props.items()
        if prop.computed and prop.path and name not in inputs
    }
    return {name: value for name, value in values.items() if value is not None}


def _worth_saying(prop: Prop, value: Any) -> bool:
    """Whether an import has to say it: what nobody set (False, empty) is left out."""
    return prop.required or prop.default is not None or prop.computed or bool(value)


def _observed(name: str, prop: Prop, seen: Seen, ask: Ask) -> Any:
    importing = seen.known is None
    known = None if seen.known is None else seen.known.get(name)
    if prop.write_only:
        return prop.default if importing else known
    asked = importing or known is not None
    value = text_of(prop, standing(prop, seen, ask) if asked or prop.path else None)
    return known if known is not None and same(prop, value, known) else value


def standing(prop: Prop, seen: Seen, ask: Ask) -> Any:
    """What stands there now for one property, as the cloud says it; None if nothing does."""
    if prop.path is not None and prop.path.startswith("$id"):
        return template.lookup(prop.path, {"id": seen.identity})
    if prop.path is not None:
        return template.search(prop.path, seen.answer, seen.values)
    value = None if prop.get is None else ask(prop.get, seen.values)
    return False if value is None and prop.get and prop.kind is Kind.FLAG else value


def _tags_count(site: Site, known: Mapping[str, Any] | None) -> bool:
    return site.entry.tagging is not None and (known is None or "tags" in known)


def all_tags(
    site: Site, seen: Seen, inputs: Mapping[str, Any], ask: Ask | None = None
) -> dict[str, str]:
    """Every tag it bears, the hidden ones too."""
    tagging = site.entry.tagging
    if tagging is None:
        return {}
    if tagging.get is None:
        return tags.read(tagging, template.search(tagging.path, seen.answer, seen.values))
    values = {**seen.values, "arn": site.own_arn(seen.identity, inputs)}
    return tags.read(tagging, (ask or site.do)(tagging.get, values))
