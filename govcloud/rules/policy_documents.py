"""Policy documents read: who may do what to which resources, on which conditions."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from govcloud.model.cloud_resource import Unknown

_ACCOUNT = re.compile(r"(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::.*)?")
_ROOT = re.compile(r"arn:[^:]*:iam::(\d{12}):root|(\d{12})")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `principals` by kind (`AWS`, `Service` …); `*` of the kind AWS is everybody.

    What is given to all but a few (NotAction, NotPrincipal, NotResource) counts as given to all; what is refused
    to all but a few counts as refused to nobody.
    """

    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    principals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conditions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def allows(self) -> bool:
        """Whether it gives something."""
        return self.effect == "Allow"

    @property
    def everybody(self) -> bool:
        """Whether it is about whoever comes."""
        return "*" in self.principals.get("AWS", ())

    @property
    def everything(self) -> bool:
        """Whether it gives all actions on all resources."""
        return self.allows and "*" in self.actions and "*" in self.resources

    def covers(self, action: str) -> bool:
        """Whether it is about this action."""
        return any(fnmatch.fnmatchcase(action.lower(), said.lower()) for said in self.actions)


def statements(text: Any) -> tuple[Statement, ...] | Unknown:
    """The statements of a document; UNKNOWN where it is not known yet, none where it is no document."""
    if isinstance(text, Unknown):
        return text
    return _read(text) if isinstance(text, str) else ()


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[Statement, ...]:
    try:
        told = json.loads(text)
    except ValueError:
        return ()
    rows = told.get("Statement") if isinstance(told, dict) else None
    listed = rows if isinstance(rows, list) else [rows]
    return tuple(_statement(row) for row in listed if isinstance(row, dict))


def _statement(row: Mapping[str, Any]) -> Statement:
    effect, conditions = str(row.get("Effect", "")), row.get("Condition")
    but = ("*",) if effect == "Allow" else ()
    return Statement(
        effect=effect,
        actions=but if "NotAction" in row else _texts(row.get("Action")),
        resources=but if "NotResource" in row else _texts(row.get("Resource")),
        principals={"AWS": but} if "NotPrincipal" in row else _principals(row.get("Principal")),
        conditions=conditions if isinstance(conditions, dict) else {},
    )


def _principals(told: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(told, dict):
        return {kind: _texts(names) for kind, names in told.items()}
    return {"AWS": (told,)} if isinstance(told, str) else {}


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def denies_plain_http(rows: Iterable[Statement]) -> bool:
    """Whether everybody is refused who comes without TLS, whatever they ask."""
    return any(
        row.effect == "Deny"
        and row.everybody
        and row.covers("s3:GetObject")
        and row.covers("s3:PutObject")
        and _says(row, "aws:SecureTransport", "false")
        for row in rows
    )


def _says(row: Statement, key: str, value: str) -> bool:
    return any(
        name.lower() == key.lower() and value in map(str.lower, _texts(told))
        for test, pairs in row.conditions.items()
        if test.startswith("Bool") and isinstance(pairs, dict)
        for name, told in pairs.items()
    )


def open_to_all(rows: Iterable[Statement]) -> bool:
    """Whether something is given to everybody, on no condition."""
    return any(row.allows and row.everybody and not row.conditions for row in rows)


def demands_mfa(rows: Iterable[Statement]) -> bool:
    """Whether all who are let in have shown a second factor."""
    given = [row for row in rows if row.allows]
    return bool(given) and all(_says(row, "aws:MultiFactorAuthPresent", "true") for row in given)


def accounts(rows: Iterable[Statement]) -> Iterator[str]:
    """The accounts to whom something is given."""
    for row in rows:
        for name in row.principals.get("AWS", ()) if row.allows else ():
            if found := _ACCOUNT.fullmatch(name):
                yield found.group(1)


def people(rows: Iterable[Statement]) -> tuple[str, ...]:
    """The principals that are no services, and to whom something is given."""
    named = [name for row in rows if row.allows for name in row.principals.get("AWS", ())]
    return tuple(dict.fromkeys(named))


def is_root(principal: str) -> bool:
    """Whether a principal is an account as a whole: then the account's own rules say who of it may."""
    return _ROOT.fullmatch(principal) is not None


def may(rows: Iterable[Statement], principal: str, actions: Iterable[str]) -> bool:
    """Whether `principal` is given one of `actions` by name, whatever the conditions."""
    return any(
        row.allows
        and any(principal in names for names in row.principals.values())
        and any(row.covers(action) for action in actions)
        for row in rows
    )
