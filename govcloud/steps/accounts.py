"""Gives the target the users and groups that own the trees and run the services, same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govcloud.errors import PreflightError
from govcloud.model.plan import Change
from govcloud.model.step import Evidence, Observation
from govcloud.ports import Remote, Route
from govcloud.steps.hosts import answered, told
from govcloud.steps.step import HostStep

OWNERS_TIMEOUT_S = 3600.0
DYNAMIC_ID_MIN = 100  # below it, Debian's numbers are the same on every machine
NOBODY = 65534
_PASSWD_FIELDS, _GROUP_FIELDS = 7, 4

_OWNERS = r"""
service_count=$1
shift
while [ "$service_count" -gt 0 ]; do
  cat -- "/etc/init.d/$1" "/etc/default/$1" "/etc/systemd/system/$1.service" 2>/dev/null
  service_count=$((service_count - 1))
  shift
done
printf '\0'
for path do find "$path" -printf '%U:%G\n'; done | sort -u
"""
_DATABASES = "getent passwd; echo; getent group"


@dataclass(frozen=True, slots=True)
class User:
    """A line of passwd, without the password."""

    name: str
    uid: int
    gid: int
    gecos: str
    home: str
    shell: str


@dataclass(frozen=True, slots=True)
class Group:
    """A line of group."""

    name: str
    gid: int
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Directory:
    """A host's users and groups."""

    users: tuple[User, ...]
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, remote: Remote) -> Directory:
        """Ask a host."""
        passwd, _, group = answered(remote, "sh", "-c", _DATABASES).partition("\n\n")
        users, groups = _fields(passwd, _PASSWD_FIELDS), _fields(group, _GROUP_FIELDS)
        return cls(
            tuple(User(n, int(u), int(g), c, h, s) for n, _, u, g, c, h, s in users),
            tuple(Group(n, int(g), frozenset(m.split(",")) - {""}) for n, _, g, m in groups),
        )


@dataclass(frozen=True, slots=True)
class Needed:
    """What the target lacks: groups, users, and (user, group) memberships."""

    groups: tuple[Group, ...]
    users: tuple[User, ...]
    memberships: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        """Whether anything is lacking."""
        return bool(self.groups or self.users or self.memberships)


@dataclass(frozen=True, slots=True)
class Accounts(HostStep):
    """Make the accounts of `paths` and `services` on the target; passwords are locked there."""

    paths: tuple[str, ...]
    services: tuple[str, ...]

    @property
    def subject(self) -> str:
        return "accounts:all"

    @property
    def change(self) -> Change:
        side = self.target_side
        summary = f"make the users and groups on the {side} that files and services belong to"
        return Change(self.phase, summary, side)

    def observe(self, route: Route) -> Observation:
        """SATISFIED if none is missing. PreflightError if a number or a name is taken there."""
        return Observation.ABSENT if self._needed(route) else Observation.SATISFIED

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Make groups first, then users, then who belongs to what."""
        needed = self._needed(route)
        for group in needed.groups:
            told(route.target, "groupadd", "-g", str(group.gid), group.name)
        for user in needed.users:
            ids = ("-u", str(user.uid), "-g", str(user.gid))
            place = ("-d", user.home, "-s", user.shell, "-c", user.gecos)
            told(route.target, "useradd", "-M", "-N", *ids, *place, user.name)
        for user_name, group_name in needed.memberships:
            told(route.target, "usermod", "-a", "-G", group_name, user_name)
        return {
            "users": [f"{user.name}={user.uid}" for user in needed.users],
            "groups": [f"{group.name}={group.gid}" for group in needed.groups],
            "memberships": [f"{user} in {group}" for user, group in needed.memberships],
        }

    def _needed(self, route: Route) -> Needed:
        source, target = Directory.of(route.source), Directory.of(route.target)
        words, uids, gids = self._owners(route.source)
        users = [
            user
            for user in source.users
            if user.uid >= DYNAMIC_ID_MIN
            and user.uid != NOBODY
            and (user.uid in uids or (user.name in words and not _known(user, target)))
        ]
        names, primary = {user.name for user in users}, {user.gid for user in users}
        groups = [
            group
            for group in source.groups
            if group.gid >= DYNAMIC_ID_MIN
            and group.gid != NOBODY
            and (group.gid in gids | primary or group.members & names)
        ]
        _refuse_conflicts(users, groups, target)
        there = {group.name: group.members for group in target.groups}
        members = ((name, g) for g in source.groups for name in sorted(g.members & names))
        return Needed(
            tuple(group for group in groups if group.name not in there),
            tuple(user for user in users if not _known(user, target)),
            tuple((n, g.name) for n, g in members if n not in there.get(g.name, frozenset())),
        )

    def _owners(self, remote: Remote) -> tuple[set[str], set[int], set[int]]:
        """Words in the services' definitions, and the numbers that own anything in the trees."""
        script = ("sh", "-c", _OWNERS, "owners", str(len(self.services)))
        words = (*script, *self.services, *self.paths)
        definitions, _, ids = answered(remote, *words, timeout_s=OWNERS_TIMEOUT_S).partition("\0")
        pairs = [line.split(":") for line in ids.split()]
        named = set(re.findall(r"[A-Za-z_][A-Za-z0-9_.-]*", _without_comments(definitions)))
        return named, {int(uid) for uid, _ in pairs}, {int(gid) for _, gid in pairs}


def _fields(text: str, count: int) -> list[list[str]]:
    lines = (line.split(":") for line in text.splitlines())
    return [fields for fields in lines if len(fields) == count]


def _known(user: User, target: Directory) -> bool:
    return user.name in {other.name for other in target.users}


def _without_comments(text: str) -> str:
    return "\n".join(line.split("#", 1)[0] for line in text.splitlines())


def _refuse_conflicts(users: Iterable[User], groups: Iterable[Group], target: Directory) -> None:
    taken = [
        *_conflicts(
            "user", [(u.name, u.uid) for u in users], [(u.name, u.uid) for u in target.users]
        ),
        *_conflicts(
            "group", [(g.name, g.gid) for g in groups], [(g.name, g.gid) for g in target.groups]
        ),
    ]
    if taken:
        raise PreflightError(
            "; ".join(taken),
            hint="renumber one of the two on its host: files keep their owners' numbers",
        )


def _conflicts(
    kind: str, wanted: list[tuple[str, int]], held: list[tuple[str, int]]
) -> Iterable[str]:
    by_name, by_number = dict(held), {number: name for name, number in held}
    for name, number in wanted:
        if by_name.get(name, number) != number:
            yield f"{kind} {name} is {number} on the source and {by_name[name]} on the target"
        elif by_number.get(number, name) != name:
            yield f"{kind} {number} is {name} on the source and {by_number[number]} on the target"
