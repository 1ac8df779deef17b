"""Whether a bucket's policy lets a request pass, its conditions judged: moto reads statements as if they had none."""

from __future__ import annotations

import fnmatch
import ipaddress
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DENIED, PERMITTED, NEUTRAL = "denied", "permitted", "neutral"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what it wants to do with what, and what is known of who asks."""

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


def judged(policy: Mapping[str, Any], asked: Asked) -> str:
    """The verdict of a whole policy: one denial outweighs whatever permits."""
    effects = {s.get("Effect") for s in _statements(policy) if _applies(s, asked)}
    if "Deny" in effects:
        return DENIED
    return PERMITTED if "Allow" in effects else NEUTRAL


def _statements(policy: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    told = policy.get("Statement", [])
    yield from [told] if isinstance(told, Mapping) else told


def _applies(statement: Mapping[str, Any], asked: Asked) -> bool:
    return (
        _everybody(statement)
        and _named(statement, "Action", asked.action, any_case=True)
        and _named(statement, "Resource", asked.resource)
        and all(_holds(*one, asked.context) for one in _conditions(statement))
    )


def _everybody(statement: Mapping[str, Any]) -> bool:
    """Whether it speaks of all principals: others are not known here, where every caller is the account itself."""
    principal = statement.get("Principal", "*")
    if isinstance(principal, Mapping):
        return "*" in _listed(principal.get("AWS", ()))
    return bool(principal == "*")


def _named(
    statement: Mapping[str, Any], element: str, wanted: str, *, any_case: bool = False
) -> bool:
    def among(patterns: Any) -> bool:
        return any(_like(wanted, pattern, any_case=any_case) for pattern in _listed(patterns))

    if f"Not{element}" in statement:
        return not among(statement[f"Not{element}"])
    return among(statement.get(element, ()))


def _conditions(statement: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for operator, tests in statement.get("Condition", {}).items():
        for key, values in tests.items():
            yield operator, key.lower(), _listed(values)


def _holds(operator: str, key: str, values: tuple[str, ...], context: Mapping[str, str]) -> bool:
    """One condition. What the request does not say satisfies only what asks for its absence, or for a difference."""
    _, _, plain = operator.rpartition(":")
    optional = plain.endswith("IfExists")
    plain = plain.removesuffix("IfExists")
    found = context.get(key)
    if plain == "Null":
        return (found is None) == (values == ("true",))
    negated = "Not" in plain
    if found is None:
        return optional or negated
    compare = _COMPARED.get(plain.replace("Not", ""))
    if compare is None:
        return False
    return any(compare(found, value) for value in values) != negated


def _like(found: str, pattern: str, *, any_case: bool = False) -> bool:
    if any_case:
        found, pattern = found.lower(), pattern.lower()
    # Policies know * and ? only; a bracket is a bracket.
    return fnmatch.fnmatchcase(found, pattern.replace("[", "[[]"))


def _within(found: str, network: str) -> bool:
    return ipaddress.ip_address(found) in ipaddress.ip_network(network, strict=False)


def _same_case(found: str, value: str) -> bool:
    return found.lower() == value.lower()


_COMPARED: Mapping[str, Callable[[str, str], bool]] = {
    "Bool": _same_case,
    "StringEquals": str.__eq__,
    "StringEqualsIgnoreCase": _same_case,
    "StringLike": _like,
    "ArnEquals": _like,
    "ArnLike": _like,
    "IpAddress": _within,
    "NumericEquals": lambda found, value: float(found) == float(value),
    "NumericLessThan": lambda found, value: float(found) < float(value),
    "NumericGreaterThan": lambda found, value: float(found) > float(value),
}
"""The operators that policies of buckets use, without `Not`; a condition with another does not hold."""


def _listed(value: Any) -> tuple[str, ...]:
    if isinstance(value, bool):
        return (str(value).lower(),)
    return (str(value),) if isinstance(value, str | int | float) else tuple(map(_text, value))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
