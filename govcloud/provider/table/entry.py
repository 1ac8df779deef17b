"""The words in which a resource type is written down: operations, properties, tags, and the entry itself.

In a template (`Op.params`, `Op.path`) these stand for values, and what turns out None is left out:
`$id` the physical id, `$id.N` its N-th part (parts are joined by `|`), `$value` and `$old` a property's
new and former value, `$in.NAME` an input, `$state.NAME` a recorded output, `$tags`, `$keys`, `$asked.NAME`,
`$once` a token of this one creation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a property holds."""

    TEXT = "string"
    WHOLE = "integer"
    FLAG = "boolean"
    TEXTS = "strings"
    JSON = "json"
    TAGS = "tags"


class Same(StrEnum):
    """When two values of a property count as equal."""

    EXACT = "exact"
    SET = "set"
    JSON = "json"
    ARN_TAIL = "arn_tail"
    LAST_PART = "last_part"
    SSH_KEY = "ssh_key"


@dataclass(frozen=True, slots=True)
class Op:
    """One call of the cloud: botocore's method, its request as a template, what of the answer counts.

    `absent` lists error codes that mean "nothing is set" (the answer is then None). `asks` are questions
    that come first, in order; `$asked.NAME` is what they found.
    """

    call: str
    params: Mapping[str, Any] = field(default_factory=dict)
    path: str = "@"
    absent: tuple[str, ...] = ()
    asks: Mapping[str, Op] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prop:
    """One property that a program may set.

    `param` is its place in the create request (`A.B`, a number for a list's item); `path` where the read
    answer has it; `put` sets it on what exists already, `unset` takes it away (or, of a flag, says False);
    `default` is filled in when the program is silent; `fresh` is what a new resource has by itself, so
    that no call is spent on it; `computed` means that the cloud chooses when the program is silent.
    `unique`: no two resources can have the same value, so that the old one goes first in a replacement;
    so too of a name, whose longest form is `autoname` (`lower`: without capitals). `blank`: an empty text
    takes it away. `open_ended`: the cloud knows more values than botocore's list.
    """

    text: str
    kind: Kind = Kind.TEXT
    param: str | None = None
    path: str | None = None
    required: bool = False
    replace: bool = False
    default: Any = None
    fresh: Any = None
    computed: bool = False
    secret: bool = False
    write_only: bool = False
    put: tuple[Op, ...] = ()
    unset: tuple[Op, ...] = ()
    get: Op | None = None
    autoname: int = 0
    lower: bool = False
    unique: bool = False
    blank: bool = False
    open_ended: bool = False
    same: Same = Same.EXACT


@dataclass(frozen=True, slots=True)
class Output:
    """One value that the cloud gives: a JMESPath over the read answer, or an ARN that we build.

    An ARN's braces name `partition`, `region`, `account`, `id` or an input.
    """

    text: str
    path: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Tagging:
    """How a type bears tags: in the create request, in the read answer, and by which calls they change.

    `pair` names key and value of an item, None where tags are a mapping. `in_create` is the place in the
    create request ("" if the API has none); `wrap` the EC2 resource type of a TagSpecification. Where
    `untag` is None, `tag` writes the whole set.
    """

    tag: Op
    untag: Op | None = None
    pair: tuple[str, str] | None = ("Key", "Value")
    in_create: str = ""
    wrap: str = ""
    path: str = ""
    get: Op | None = None


@dataclass(frozen=True, slots=True)
class Waiter:
    """One of botocore's waiters; left out when the answer already matches `unless` (a JMESPath, truthy)."""

    name: str
    params: Mapping[str, Any]
    unless: str = ""
    tries: int = 120


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource type.

    `id` is a JMESPath over the create answer, or a format of inputs when it has braces. `answer` is a JMESPath
    that makes the create answer look like the read answer ("" when it is not complete enough: then one read
    follows). `gone` are error codes, `gone_when` a JMESPath over the read answer, that mean "not there".
    `exists` are codes of create that mean "a resource of that name is there already". `siblings` lists the
    ids among which one that was made but never recorded is looked for after an interrupted run; EC2's types
    need none (a filter by tag finds it), nor do those whose id is composed of inputs.
    """

    service: str
    name: str
    text: str
    create: Op
    id: str
    read: Op
    delete: tuple[Op, ...]
    props: Mapping[str, Prop]
    outputs: Mapping[str, Output] = field(default_factory=dict)
    answer: str = ""
    update: Op | None = None
    gone: tuple[str, ...] = ()
    gone_when: str = ""
    exists: tuple[str, ...] = ()
    siblings: Op | None = None
    tagging: Tagging | None = None
    created: Waiter | None = None
    deleted: Waiter | None = None
    one_of: tuple[str, ...] = ()

    @property
    def all_props(self) -> dict[str, Prop]:
        """The properties, with `tags` where the type bears them."""
        if self.tagging is None:
            return dict(self.props)
        return {**self.props, "tags": TAGS}


TAGS = Prop(
    "Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown.", Kind.TAGS
)


def ec2_tags(resource_type: str) -> Tagging:
    """EC2's way: in the create request by TagSpecifications, afterwards by CreateTags and DeleteTags."""
    return Tagging(
        tag=Op("create_tags", {"Resources": ["$id"], "Tags": "$tags"}),
        untag=Op("delete_tags", {"Resources": ["$id"], "Tags": "$keys"}),
        in_create="TagSpecifications",
        wrap=resource_type,
        path="Tags",
    )
