"""Traits of who may do what: roles, policies, and what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from govcloud.model.cloud_resource import UNKNOWN, CloudResource, Unknown
from govcloud.rules.cloud_trait import Found, Trait, around, trait
from govcloud.rules.cloudscape import Cloudscape
from govcloud.rules.conditions import Kind
from govcloud.rules.policy_documents import Statement, demands_mfa, people, statements

_HOUR_S = 3600
_TRAIL_ENDS = ("cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail")

Rows = tuple[Statement, ...] | Unknown


def said(one: CloudResource, prop: str) -> Rows:
    """The statements of a property that holds a policy."""
    return statements(one.inputs.get(prop))


POLICIES: Mapping[str, Callable[[CloudResource, str], Rows]] = {
    "policy": said,
    "assumeRolePolicy": said,
}
"""The properties that hold policies, whatever the type."""


def _trust(role: CloudResource, judge: Callable[[tuple[Statement, ...]], bool]) -> Found:
    rows = said(role, "assumeRolePolicy")
    return rows if isinstance(rows, Unknown) else judge(rows)


def is_break_glass(role: CloudResource) -> Found:
    """Whether a role is for emergencies: a second factor, and an hour at most."""
    session = role.inputs.get("maxSessionDuration") or _HOUR_S
    if isinstance(session, Unknown):
        return session
    if session > _HOUR_S:
        return False
    return _trust(role, demands_mfa)


def _everything(one: CloudResource, _scape: Cloudscape) -> Found:
    rows = said(one, "policy")
    return rows if isinstance(rows, Unknown) else any(row.everything for row in rows)


def _of_break_glass(policy: CloudResource, scape: Cloudscape) -> Found:
    role = scape.target("iam:Role", policy, "role")
    if role is not None:
        return is_break_glass(role)
    return UNKNOWN if policy.inputs.get("role") is UNKNOWN else False


def _is_boundary(policy: CloudResource, scape: Cloudscape) -> bool:
    return bool(scape.linked("iam:Role", "permissionsBoundary", policy))


def _protects_trail(policy: CloudResource, _scape: Cloudscape) -> Found:
    rows = said(policy, "policy")
    if isinstance(rows, Unknown):
        return rows
    denied = [row for row in rows if row.effect == "Deny" and "*" in row.resources]
    return all(any(row.covers(action) for row in denied) for action in _TRAIL_ENDS)


def granted(role: CloudResource, scape: Cloudscape) -> Iterator[Statement] | Unknown:
    """All statements that a role lives by: its own policies', and those of the policies attached to it."""
    own = [said(one, "policy") for one in scape.linked("iam:RolePolicy", "role", role)]
    attached = [
        said(policy, "policy")
        for one in scape.linked("iam:RolePolicyAttachment", "role", role)
        for policy in scape.targets("iam:Policy", one, "policyArn")
    ]
    rows = [*own, *attached]
    if UNKNOWN in rows:
        return UNKNOWN
    return chain.from_iterable(row for row in rows if not isinstance(row, Unknown))


ACCESS: Mapping[str, Mapping[str, Trait]] = {
    "iam:Role": {
        "taken_on_by_people": trait(
            Kind.FLAG,
            "its trust names accounts, users or roles, no service alone",
            lambda role, _: _trust(role, lambda rows: bool(people(rows))),
        ),
        "is_break_glass": trait(
            Kind.FLAG, "a second factor and an hour at most", lambda role, _: is_break_glass(role)
        ),
    },
    "iam:RolePolicy": {
        "allows_everything": trait(Kind.FLAG, "it gives all on all", _everything),
        "of_break_glass": around(Kind.FLAG, "its role is for emergencies", _of_break_glass),
    },
    "iam:Policy": {
        "allows_everything": trait(Kind.FLAG, "it gives all on all", _everything),
        "is_boundary": around(Kind.FLAG, "a role has it as its boundary", _is_boundary),
        "protects_trail": trait(
            Kind.FLAG, "it denies to stop, change and delete trails", _protects_trail
        ),
    },
}
