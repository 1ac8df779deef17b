"""The words in which a resource type is written down: operations, properties, tags, and the entry itself.

In a template (`Op.params`, `Op.path`) these stand for values, and what turns out None is left out:
`$id` the physical id, `$id.N` its N-th part (parts are joined by `|`), `$value` and `$old` a property's
new and former value, `$in.NAME` an input, `$new.NAME` one that changes, `$state.NAME` a recorded output,
`$tags`, `$keys`, `$asked.NAME`, `$once` a token of this one creation. `$ids` are those of which `Many` asks at
once; `$root` is the account.
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
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Many:
    """How the same is asked of many resources in few calls, and how each finds its share of the answer.

    `params` are the request's: `$ids` in it stands for what is asked for, at most `most` in one call; without
    it the call lists all there is. Of each resource that is `ask`. The answer holds a list at `items`; a
    resource's share are those items whose `key` is its `of` (`ask` if not told). `path` finds in the list of
    them what the single call's own path finds; "": that path itself does, in `{items: share}`. `call` is for
    another call than the single one's. `joined` lists more of the same items: what it tells is laid under them.
    """

    params: Mapping[str, Any] = field(default_factory=dict)
    items: str = ""
    key: str = ""
    ask: str = "$id"
    of: str = ""
    path: str = ""
    call: str = ""
    most: int = 200
    joined: Many | None = None


@dataclass(frozen=True, slots=True)
class Op:
    """One call of the cloud: botocore's method, its request as a template, what of the answer counts.

    `absent` lists error codes that mean "nothing is set" (the answer is then None). `asks` are questions
    that come first, in order; `$asked.NAME` is what they found. `many` says how many are asked at once.
    """

    call: str
    params: Mapping[str, Any] = field(default_factory=dict)
    path: str = "@"
    absent: tuple[str, ...] = ()
    asks: Mapping[str, Op] = field(default_factory=dict)
    many: Many | None = None


@dataclass(frozen=True, slots=True)
class Prop:
    """One property that a program may set.

    `param` is its place in the create request (`A.B`, a number for a list's item); `path` where the read
    answer has it; `put` sets it on what exists already, `unset` takes it away (or, of a flag, says False);
    `default` is filled in when the program is silent; `fresh` is what a new resource has by itself, so
    that no call is spent on it; `computed` means that the cloud chooses when the program is silent.
    `unique`: no two resources can have the same value, so that the old one goes first in a replacement;
    so too of a name, whose longest form is `autoname` (`lower`: without capitals). `blank`: an empty text
    takes it away. `open_ended`: the cloud knows more values than botocore's list. `watched`: what stands there
    though the program is silent was put there by hand, unless it is `usual` (a template), which is the cloud's.
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
    watched: bool = False
    usual: Any = None
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
class Inside:
    """What may stand inside a resource; what of it no stack has recorded was put there by hand.

    `type` is its token: the table's, or a name for what the table has not. `op` lists it; `each` is a list in
    each item, whose members are meant and see the item's own fields. `id` is a JMESPath over an item that gives
    the id under which a stack would have recorded it. `unless` is one for what the cloud puts there by itself.
    `shows` gives what a person needs to know of it. `remove` takes it away (`$item.NAME` is a field of it,
    `$owner` what it stands in); () where the type's own way to delete does. `service` is whose calls these are,
    where it is not the resource's own.
    """

    type: str
    op: Op
    id: str
    shows: str
    each: str = ""
    unless: str = ""
    remove: tuple[Op, ...] = ()
    service: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource type.

    `id` is a JMESPath over the create answer, or a format of inputs when it has braces. `answer` is a JMESPath
    that makes the create answer look like the read answer ("" when it is not complete enough: then one read
    follows). `gone` are error codes, `gone_when` a JMESPath over the read answer, that mean "not there".
    `exists` are codes of create that mean "a resource of that name is there already". `siblings` lists the
    ids among which one that was made but never recorded is looked for after an interrupted run; EC2's types
    need none (a filter by tag finds it), nor do those whose id is composed of inputs. `inside` is what to look
    for in it that nobody recorded. `revive` takes back a deletion that still waits (`gone_when` is true then).
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
    inside: tuple[Inside, ...] = ()
    revive: tuple[Op, ...] = ()

    @property
    def all_props(self) -> dict[str, Prop]:
        """The properties, with `tags` where the type bears them."""
        if self.tagging is None:
            return dict(self.props)
        return {**self.props, "tags": TAGS}


TAGS = Prop(
    "Tags by key; the cloud's own (`aws:…`) and govcloud's birth tag are never shown.", Kind.TAGS
)


def filtered(filter_name: str, items: str, key: str, **more: str) -> Many:
    """EC2's way to be asked of many: a filter with up to 200 values; what is not there is no error."""
    return Many({"Filters": [{"Name": filter_name, "Values": "$ids"}]}, items, key, **more)  # type: ignore[arg-type] # a Many's own words


def ec2_tags(resource_type: str) -> Tagging:
    """EC2's way: in the create request by TagSpecifications, afterwards by CreateTags and DeleteTags."""
    return Tagging(
        tag=Op("create_tags", {"Resources": ["$id"], "Tags": "$tags"}),
        untag=Op("delete_tags", {"Resources": ["$id"], "Tags": "$keys"}),
        in_create="TagSpecifications",
        wrap=resource_type,
        path="Tags",
    )
