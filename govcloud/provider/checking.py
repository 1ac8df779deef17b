"""Checks a program's inputs before anything is asked of the cloud, and fills in what it left to us."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.validate import ParamValidator

from govcloud.provider import tags, template
from govcloud.provider.table.entry import Kind, Prop, Resource
from govcloud.provider.wire import Secret, bare, holds_unknown, secret_names

_SUFFIX_DIGITS = 7
_WORDS = {
    Kind.TEXT: "a string",
    Kind.JSON: "a string that holds JSON",
    Kind.WHOLE: "an integer",
    Kind.FLAG: "true or false",
    Kind.TEXTS: "a list of strings",
    Kind.TAGS: "a mapping of strings",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a physical name is made of, when the program gives none.

    `proposed` is the engine's own proposal; `forbidden` says that the program must give it; the name ends
    with `mark`, where the type cannot bear a birth tag from its first moment.
    """

    resource_name: str
    seed: bytes
    proposed: str = ""
    forbidden: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The inputs as they will be used, and what is wrong with them as pairs of property and reason."""

    inputs: dict[str, Any]
    faults: tuple[tuple[str, str], ...]


ShapeOf = Callable[[str, str], Any]
"""Gives botocore's shape of the request of (service, call)."""


def check(
    entry: Resource,
    given: Mapping[str, Any],
    olds: Mapping[str, Any],
    naming: Naming,
    shape_of: ShapeOf,
) -> Checked:
    """Judge the inputs by the table and by botocore's model; unknown values are left for later."""
    props = entry.all_props
    sealed = secret_names(given) | {name for name, prop in props.items() if prop.secret}
    plain = {name: bare(value) for name, value in given.items() if bare(value) is not None}
    faults = [(name, _unknown(entry, name)) for name in plain if name not in props]
    whole = completed(entry, plain, bare(olds), naming)
    faults += [(n, f"`{n}` is required") for n, p in props.items() if p.required and n not in whole]
    faults += _one_of(entry, whole)
    for name, prop in props.items():
        if name in whole and not holds_unknown(whole[name]):
            reason = _wrong(prop, whole[name]) or _model(entry, prop, whole[name], shape_of)
            faults += [(name, f"`{name}` {reason}")] if reason else []
    inputs = {n: Secret(v) if n in sealed and n in props else v for n, v in whole.items()}
    return Checked(inputs, tuple(faults))


def stem_of(prop: Prop, resource_name: str) -> str:
    """What every name that we make for a resource begins with."""
    return f"{_stem(prop, resource_name)}-"


def named_by_us(prop: Prop, resource_name: str, value: Any) -> bool:
    """Whether a physical name is one that `_name` made."""
    stem, _, tail = str(value).rpartition("-")
    ours = _stem(prop, resource_name)
    return stem == ours and len(tail) == _SUFFIX_DIGITS and not set(tail) - set("0123456789abcdef")


def _unknown(entry: Resource, name: str) -> str:
    known = sorted(entry.all_props)
    near = difflib.get_close_matches(name, known, n=1)
    guess = f"did you mean `{near[0]}`? " if near else ""
    return f"unknown property `{name}`; {guess}{entry.name} has {', '.join(known) or 'none'}"


def completed(
    entry: Resource, given: Mapping[str, Any], olds: Mapping[str, Any], naming: Naming
) -> dict[str, Any]:
    """The inputs with defaults and names where the program is silent; nothing is judged."""
    whole = dict(given)
    for name, prop in entry.props.items():
        if name in whole:
            continue
        if prop.default is not None:
            whole[name] = prop.default
        elif prop.autoname and name in olds:
            whole[name] = olds[name]
        elif prop.autoname and not naming.forbidden:
            whole[name] = _name(prop, naming)
    return whole


def _name(prop: Prop, naming: Naming) -> str:
    if naming.proposed:
        return naming.proposed[: prop.autoname]
    digest = hashlib.sha256(naming.seed or naming.resource_name.encode()).hexdigest()
    drawn = digest[: _SUFFIX_DIGITS - len(naming.mark)]
    return f"{_stem(prop, naming.resource_name)}-{drawn}{naming.mark}"


def _stem(prop: Prop, resource_name: str) -> str:
    name = resource_name.lower().replace("_", "-") if prop.lower else resource_name
    return name[: prop.autoname - _SUFFIX_DIGITS - 1]


def _one_of(entry: Resource, whole: Mapping[str, Any]) -> list[tuple[str, str]]:
    names = entry.one_of
    said = [name for name in names if name in whole]
    if not names or len(said) == 1:
        return []
    return [(said[0] if said else names[0], f"exactly one of {', '.join(names)} must be given")]


def _wrong(prop: Prop, value: Any) -> str:
    if not _fits(prop.kind, value):
        return f"must be {_WORDS[prop.kind]}, not {type(value).__name__}"
    if prop.kind is Kind.TAGS:
        kept = sorted(key for key in value if tags.hidden(key))
        return f"must not hold {', '.join(kept)}: such tags are not a program's" if kept else ""
    return ""


def _fits(kind: Kind, value: Any) -> bool:
    match kind:
        case Kind.TEXT:
            return isinstance(value, str)
        case Kind.JSON:
            return isinstance(value, str) and _is_json(value)
        case Kind.WHOLE:
            return isinstance(value, int) and not isinstance(value, bool)
        case Kind.FLAG:
            return isinstance(value, bool)
        case Kind.TEXTS:
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case Kind.TAGS:
            return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _model(entry: Resource, prop: Prop, value: Any, shape_of: ShapeOf) -> str:
    """What botocore's model has against a value; asked of one parameter, for inputs may be incomplete."""
    if prop.param is None:
        return ""
    shape = template.shape_at(shape_of(entry.service, entry.create.call), prop.param)
    validator = ParamValidator()
    report = validator.validate(value, shape)
    if not report.has_errors():
        allowed = getattr(shape, "enum", None)
        if allowed and value not in allowed and not prop.open_ended:
            return f"must be one of {', '.join(allowed)}, not {value!r}"
        return ""
    return "; ".join(report.generate_report().splitlines())
