"""When two values of a property count as equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from govcloud.provider.table.entry import Kind, Prop, Same

_KEY_WORDS = 2  # the rest of a public key's line is a comment
_SETS = ("Action", "NotAction", "Resource", "NotResource")
_OF_WHOM = ("Principal", "NotPrincipal")


def same(prop: Prop, one: Any, other: Any) -> bool:
    """Whether the cloud would see no difference between the two."""
    if one is None or other is None:
        return one is other
    return _AS[prop.same](one, other)


def text_of(prop: Prop, value: Any) -> Any:
    """An observed value in the form that a program writes: a JSON document is a text."""
    if prop.kind is Kind.JSON and value is not None and not isinstance(value, str):
        return json.dumps(value, sort_keys=True)
    return value


def document(value: Any) -> Any:
    """What a JSON text says; of a policy, in one form for all ways in which the cloud may give it back.

    The cloud writes `"Action": ["x"]` as `"Action": "x"`, and the other way round, and in another order.
    """
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if not (isinstance(value, dict) and "Statement" in value):
        return value
    statements = [_statement(told) for told in _listed(value["Statement"])]
    return {**value, "Statement": sorted(statements, key=_text)}


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _statement(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    plain = {key: _several(item) if key in _SETS else item for key, item in told.items()}
    for key in _OF_WHOM:
        if isinstance(told.get(key), dict):
            plain[key] = {kind: _several(who) for kind, who in told[key].items()}
    return plain


def _several(value: Any) -> Any:
    items = _listed(value)
    return sorted(items) if all(isinstance(item, str) for item in items) else items


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _tail(value: Any) -> str:
    text = str(value)
    if not text.startswith("arn:"):
        return text
    resource = text.split(":", 5)[-1]
    return resource.rpartition("/")[2] or resource


def _last_parts(one: Any, other: Any) -> bool:
    return f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}")


def _versions(one: Any, other: Any) -> bool:
    """Whether one is the other, or says less of it: `16` and `16.4`, not `1` and `16`."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


_AS: dict[Same, Callable[[Any, Any], bool]] = {
    Same.EXACT: lambda one, other: bool(one == other),
    Same.JSON: lambda one, other: bool(document(one) == document(other)),
    Same.ARN_TAIL: lambda one, other: _tail(one) == _tail(other),
    Same.LAST_PART: _last_parts,
    Same.VERSION: _versions,
    Same.SET: lambda one, other: sorted(map(str, one)) == sorted(map(str, other)),
    Same.SSH_KEY: lambda one, other: bool(
        str(one).split()[:_KEY_WORDS] == str(other).split()[:_KEY_WORDS]
    ),
}
