"""Makes a resource with as few calls as the cloud allows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from govcloud.errors import CloudError, GovcloudError
from govcloud.provider import reading, tags, template
from govcloud.provider.failures import CallRefusedError, InitFailedError
from govcloud.provider.site import Site
from govcloud.provider.table.entry import Prop, Tagging

_NOT_OURS = (
    "one is there already, which this stack did not make or no longer knows: import it by its id, "
    "delete it, or choose another name"
)


def create(site: Site, urn: str, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Make it; gives id and state. Raises InitFailedError if it exists but could not be set up."""
    birth = tags.birth_value(site.settings.workspace, urn)
    values = site.knowing(site.entry.create, {"in": inputs, "once": uuid.uuid4().hex})
    try:
        answer = site.send(site.entry.create, request(site, values, birth), values)
    except CallRefusedError as refusal:
        if refusal.code in site.entry.exists:
            raise CallRefusedError(f"{refusal.message}; {_NOT_OURS}", refusal.code) from refusal
        raise
    return finish(site, answer, inputs, birth)


def request(site: Site, values: Mapping[str, Any], birth: str) -> dict[str, Any]:
    """The create request: the entry's template, the inputs at their places, and all tags."""
    entry, inputs = site.entry, values["in"]
    made: dict[str, Any] = template.fill(dict(entry.create.params), values) or {}
    for name, prop in entry.props.items():
        if prop.param is not None and inputs.get(name) is not None:
            template.put_at(made, prop.param, inputs[name])
    if entry.tagging is not None:
        made.update(tags.in_create(entry.tagging, _with_birth(inputs, birth)))
    return made


def finish(
    site: Site, answer: Any, inputs: Mapping[str, Any], birth: str
) -> tuple[str, dict[str, Any]]:
    """From the create answer to a resource that is wholly set up."""
    entry = site.entry
    named = "{" in entry.id
    identity = template.compose(entry.id, inputs) if named else template.search(entry.id, answer)
    if not identity:  # some calls refuse in a list of what was not done, with status 200
        said = {key: value for key, value in answer.items() if key != "ResponseMetadata"}
        raise CloudError(f"{entry.create.call} made no {entry.name}: {said}")
    identity = str(identity)
    state = dict(inputs)
    try:
        seen = template.search(entry.answer, answer) if entry.answer else None
        if seen is not None:
            state |= _seen(site, identity, seen, inputs)
        if entry.tagging is not None and not entry.tagging.in_create:
            tag(site, entry.tagging, identity, (inputs, birth))
        _set_up(site, identity, answer, inputs)
        if seen is None:
            state |= _seen(site, identity, reading.look(site, identity), inputs)
    except GovcloudError as error:
        raise InitFailedError(identity, state, str(error)) from error
    return identity, state


def tag(site: Site, tagging: Tagging, identity: str, borne: tuple[Mapping[str, Any], str]) -> None:
    """Write the tags of the inputs, and the birth tag, on what exists."""
    inputs, birth = borne
    written = tags.written(tagging, _with_birth(inputs, birth))
    site.do(tagging.tag, {"id": identity, "arn": site.own_arn(identity, inputs), "tags": written})


def _seen(site: Site, identity: str, answer: Any, inputs: Mapping[str, Any]) -> dict[str, Any]:
    chosen = reading.chosen(site, identity, answer, inputs)
    return {**chosen, **reading.outputs(site, identity, answer, {**chosen, **inputs})}


def _set_up(site: Site, identity: str, answer: Any, inputs: Mapping[str, Any]) -> None:
    """Wait where the answer does not say that it is ready, and set what the create call could not."""
    waiter = site.entry.created
    if waiter is not None and not (waiter.unless and template.search(waiter.unless, answer)):
        site.wait(waiter, identity)
    for name, prop in site.entry.props.items():
        value = inputs.get(name)
        if prop.param is None and value is not None and value != prop.fresh:
            put(site, prop, {"id": identity, "in": inputs}, value)


def put(site: Site, prop: Prop, values: Mapping[str, Any], value: Any) -> None:
    """Set one property on what exists; a flag's False and no value at all take it away."""
    taking = value is None or (value is False and prop.unset)
    site.make_calls(prop.unset if taking else prop.put, {**values, "value": value})


def _with_birth(inputs: Mapping[str, Any], birth: str) -> dict[str, str]:
    return {**(inputs.get("tags") or {}), tags.BIRTH: birth}
