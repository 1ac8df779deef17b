"""The table is sound by botocore's own models, and what is generated from it is not stale."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator

import pytest

from govcloud.provider import generate, template
from govcloud.provider.clients import Clients
from govcloud.provider.schema import schema
from govcloud.provider.table import TABLE
from govcloud.provider.table.entry import Kind, Many, Op, Resource
from govcloud.resources.base import CloudResource

CLIENTS = Clients()
every_type = pytest.mark.parametrize("token", sorted(TABLE))


def operations(entry: Resource) -> Iterator[Op]:
    """All calls that an entry makes."""
    yield from (entry.create, entry.read, *entry.delete)
    yield from (op for op in (entry.update, entry.siblings) if op is not None)
    if entry.tagging is not None:
        tagging = entry.tagging
        yield from (op for op in (tagging.tag, tagging.untag, tagging.get) if op is not None)
    for prop in entry.props.values():
        yield from (*prop.put, *prop.unset)
        if prop.get is not None:
            yield prop.get


def asked_of_many(op: Op) -> Iterator[tuple[str, Many]]:
    """The calls by which the same is asked of many."""
    many = op.many
    while many is not None:
        yield many.call or op.call, many
        many = many.joined


@every_type
def test_every_call_and_its_parameters_are_known_to_botocore(token: str) -> None:
    entry = TABLE[token]
    own = [(entry.service, op) for op in operations(entry)]
    within = [(one.service or entry.service, one) for one in entry.inside]
    others = [(service, op) for service, one in within for op in (one.op, *one.remove)]
    for service, op in (*own, *others):
        calls = [(op.call, op.params), *((c, many.params) for c, many in asked_of_many(op))]
        for call, params in calls:
            shape = CLIENTS.input_shape(service, call)
            assert set(params) <= set(shape.members if shape else ()), call


@every_type
def test_what_may_stand_inside_is_a_type_that_can_be_taken_away(token: str) -> None:
    for inside in TABLE[token].inside:
        known = inside.type.startswith("govcloud:")
        assert inside.type in TABLE if known else inside.remove, inside.type


@every_type
def test_what_may_stand_inside_is_not_taken_for_what_it_stands_in(token: str) -> None:
    for inside in TABLE[token].inside:
        own = inside.type in TABLE
        assert own or inside.id != "owner", f"{inside.type} would be known by its owner's id"


@every_type
def test_a_property_is_of_the_kind_that_botocore_says(token: str) -> None:
    entry = TABLE[token]
    kinds = {
        Kind.TEXT: {"string", "blob"},
        Kind.JSON: {"string"},
        Kind.WHOLE: {"integer", "long", "double"},
        Kind.FLAG: {"boolean"},
        Kind.TEXTS: {"list"},
    }
    request = CLIENTS.input_shape(entry.service, entry.create.call)
    for name, prop in entry.props.items():
        if prop.param is not None:
            shape = template.shape_at(request, prop.param)
            assert shape.type_name in kinds[prop.kind], name


@every_type
def test_every_property_can_be_changed_one_way_or_another(token: str) -> None:
    entry = TABLE[token]
    told = template.words(entry.update.params) if entry.update else set()
    for name, prop in entry.props.items():
        ways = [
            prop.replace,
            prop.put,
            prop.write_only,
            f"$in.{name}" in told,
            f"$new.{name}" in told,
        ]
        assert any(ways), name
        assert prop.path or prop.get or prop.write_only, f"{name} is never read"


def test_the_classes_are_those_that_the_table_gives() -> None:
    assert generate.stale() == []


def test_the_schema_tells_every_type_with_its_secrets_and_replacements() -> None:
    told = json.loads(schema())
    assert set(told["resources"]) == set(TABLE)
    instance = told["resources"]["govcloud:ec2:Instance"]
    assert instance["inputProperties"]["userData"]["secret"] is True
    assert instance["inputProperties"]["imageId"]["willReplaceOnChanges"] is True
    assert set(instance["requiredInputs"]) == {"imageId", "instanceType", "subnetId"}


@every_type
def test_every_type_has_a_class_for_programs(token: str) -> None:
    entry = TABLE[token]
    room = importlib.import_module(f"govcloud.resources.{entry.service}")
    assert issubclass(getattr(room, entry.name), CloudResource)
    assert entry.name in room.__all__
