"""A plan told without the engine says nothing that the engine would not say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.pulumi_foreseen import Foresight
from govcloud.adapters.pulumi_settings import ProjectFiles, StackSettings
from govcloud.adapters.pulumi_stack import PulumiStacks
from govcloud.model.stack import StackRef, StackResult
from govcloud.provider.foreseeing import Foreseeing
from tests.engine_fixtures import running_cloud, settings, silent, stacks_of

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi
from govcloud.resources import ec2, sqs

spec = pulumi.Config().require_object("spec")
vpc = ec2.Vpc("net", cidr_block="10.9.0.0/16", tags={"Name": spec["name"]})
subnet = ec2.Subnet("one", vpc_id=vpc.vpc_id, cidr_block="10.9.0.0/24", availability_zone="cn-north-1a")
queue = sqs.Queue("jobs")
pulumi.export("vpc", vpc.vpc_id)
"""
UPSTREAM = """
import pulumi
pulumi.export("name", pulumi.Config().require_object("spec")["name"])
"""
DOWNSTREAM = """
import pulumi
from govcloud.resources import sqs
told = pulumi.StackReference("organization/upstream/test")
sqs.Queue("named", tags={"of": told.get_output("name")})
"""
REF = StackRef("small", "test", {"name": "first"})

BY_PROGRAM = {
    "another value": ('"10.9.0.0/24"', '"10.9.1.0/24"'),
    "a property more": ('sqs.Queue("jobs")', 'sqs.Queue("jobs", tags={"a": "b"})'),
    "a resource more": ("pulumi.export", 'sqs.Queue("more")\npulumi.export'),
    "a resource less": ('queue = sqs.Queue("jobs")\n', ""),
    "another name": ('"jobs"', '"work"'),
    "protect": ('"jobs"', '"jobs", opts=pulumi.ResourceOptions(protect=True)'),
    "retain": ('"jobs"', '"jobs", opts=pulumi.ResourceOptions(retain_on_delete=True)'),
    "depends on": ('"jobs"', '"jobs", opts=pulumi.ResourceOptions(depends_on=[vpc])'),
    "ignore changes": ('"jobs"', '"jobs", opts=pulumi.ResourceOptions(ignore_changes=["tags"])'),
    "alias": ('"jobs"', '"jobs", opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="old")])'),
    "import": ('"jobs"', '"jobs", opts=pulumi.ResourceOptions(import_="jobs-1")'),
    "timeouts": (
        '"jobs"',
        '"jobs", opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="5m"))',
    ),
    "secret input": ('"10.9.0.0/24"', 'pulumi.Output.secret("10.9.0.0/24")'),
    "an unknown value": ('"10.9.0.0/24"', 'sqs.Queue("new").url'),
    "output more": ("pulumi.export", 'pulumi.export("more", 1)\npulumi.export'),
    "output changed": ('export("vpc", vpc.vpc_id)', 'export("vpc", subnet.subnet_id)'),
    "output secret": ("vpc.vpc_id)\n", "pulumi.Output.secret(vpc.vpc_id))\n"),
    "an invoke": ("queue =", 'pulumi.runtime.invoke("govcloud:index:x", {})\nqueue ='),
    "an exception": ("queue =", 'raise RuntimeError("no")\nqueue ='),
    "a caught refusal": (
        'queue = sqs.Queue("jobs")',
        'try:\n    queue = sqs.Queue("jobs", tags={"x": "y"})\nexcept Exception:\n    pass',
    ),
    "a component around": (
        'queue = sqs.Queue("jobs")',
        'box = pulumi.ComponentResource("my:box:Box", "box")\n'
        'queue = sqs.Queue("jobs", opts=pulumi.ResourceOptions(parent=box))',
    ),
    "a provider of its own": (
        'queue = sqs.Queue("jobs")',
        'other = pulumi.ProviderResource("govcloud", "other", {"region": "cn-north-1"})\n'
        'queue = sqs.Queue("jobs", opts=pulumi.ResourceOptions(provider=other))',
    ),
    "a word on standard output": ("queue =", 'print("hello")\nqueue ='),
    "a warning": ("queue =", 'pulumi.log.warn("careful")\nqueue ='),
}


@dataclass
class World:
    """A workspace whose stack is applied, what foresees it, and the engine."""

    settings: StackSettings
    stacks: PulumiStacks
    state: Path

    def sight(self) -> Foresight:
        return Foresight(self.settings, ProjectFiles(self.settings), Foreseeing())

    def foreseen(self, ref: StackRef = REF) -> StackResult | None:
        found = self.sight().empty_plan(ref, {})
        return found.result if found else None

    def program(self, text: str, project: str = "small") -> None:
        folder = self.settings.workspace / "stacks" / project
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "Pulumi.yaml").write_text(f"name: {project}\nruntime: python\n")
        (folder / "__main__.py").write_text(text)


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("foreseen")
    with running_cloud(home) as cloud:
        chosen = settings(home / "workspace", home, cloud.endpoint)
        with stacks_of(chosen) as stacks:
            world = World(chosen, stacks, home / "pulumi/.pulumi/stacks/small/test.json")
            world.program(PROGRAM)
            stacks.apply(REF, silent)
            yield world


@pytest.fixture
def world(applied: World) -> Iterator[World]:
    """The applied stack; program and state are as they were afterwards."""
    kept = applied.state.read_bytes()
    yield applied
    applied.state.write_bytes(kept)
    applied.program(PROGRAM)


def test_an_unchanged_stack_is_told_as_the_engine_tells_it(world: World) -> None:
    told = world.foreseen()
    by_engine = world.stacks.plan(REF, silent)
    assert told
    assert replace(told, seconds=0.0) == replace(by_engine, seconds=0.0)


@pytest.mark.parametrize("change", BY_PROGRAM)
def test_a_program_that_asks_for_something_else_goes_to_the_engine(
    world: World, change: str
) -> None:
    before, after = BY_PROGRAM[change]
    assert before in PROGRAM
    world.program(PROGRAM.replace(before, after, 1))
    assert world.foreseen() is None


def test_the_same_words_elsewhere_in_the_program_are_no_change(world: World) -> None:
    world.program("# a remark\n" + PROGRAM)
    told = world.foreseen()
    assert told
    assert world.stacks.plan(REF, silent).changed is told.changed is False


def test_another_setting_goes_to_the_engine(world: World) -> None:
    assert world.foreseen(replace(REF, spec={"name": "second"})) is None


Edit = Callable[[dict[str, Any]], object]
IN_STATE: Mapping[str, Edit] = {
    "a pending operation": lambda latest: latest.update(pending_operations=[{"type": "creating"}]),
    "no resources": lambda latest: latest.update(resources=[]),
    "another input": lambda latest: latest["resources"][-1]["inputs"].update(x="y"),
    "marked for deletion": lambda latest: latest["resources"][-1].update(delete=True),
    "tainted": lambda latest: latest["resources"][-1].update(taint=True),
    "protected": lambda latest: latest["resources"][-1].update(protect=True),
    "half made": lambda latest: latest["resources"][-1].update(initErrors=["no"]),
    "twice": lambda latest: latest["resources"].append(latest["resources"][-1]),
    "another region": lambda latest: _provider(latest)["inputs"].update(region="cn-northwest-1"),
    "recovering": lambda latest: _provider(latest)["inputs"].update(recovery="true"),
    "a new field": lambda latest: latest["resources"][-1].update(invented=1),
    "other dependencies": lambda latest: latest["resources"][-1].update(dependencies=["urn:x"]),
    "metadata": lambda latest: latest.update(metadata={"integrity_error": {}}),
}


def _provider(latest: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in latest["resources"] if each["type"] == "pulumi:providers:govcloud"
    )
    return found


@pytest.mark.parametrize("edit", IN_STATE)
def test_a_state_that_is_out_of_the_ordinary_goes_to_the_engine(world: World, edit: str) -> None:
    state = json.loads(world.state.read_bytes())
    IN_STATE[edit](state["checkpoint"]["latest"])
    world.state.write_text(json.dumps(state))
    assert world.foreseen() is None


@pytest.mark.parametrize("content", [b"", b"{", b"\x1f\x8b\x08", b'{"version": 4}', b"[]"])
def test_a_state_that_cannot_be_read_goes_to_the_engine(world: World, content: bytes) -> None:
    world.state.write_bytes(content)
    assert world.foreseen() is None


def test_a_stack_that_never_was_goes_to_the_engine(world: World) -> None:
    assert world.foreseen(StackRef("small", "other")) is None


def test_a_lock_of_the_engine_goes_to_the_engine(world: World) -> None:
    lock = world.settings.home / ".pulumi/locks/organization/small/test/one.json"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text("{}")
    try:
        assert world.foreseen() is None
    finally:
        lock.unlink()


def test_without_a_judge_the_engine_is_always_asked(world: World) -> None:
    sight = Foresight(world.settings, ProjectFiles(world.settings), None)
    assert sight.empty_plan(REF, {}) is None


def test_what_is_read_of_another_stack_is_read_as_it_is_now(applied: World) -> None:
    applied.program(UPSTREAM, "upstream")
    applied.program(DOWNSTREAM, "downstream")
    upstream, downstream = (
        StackRef("upstream", "test", {"name": "a"}),
        StackRef("downstream", "test"),
    )
    applied.stacks.apply(upstream, silent)
    applied.stacks.apply(downstream, silent)
    assert applied.foreseen(downstream)
    applied.stacks.apply(replace(upstream, spec={"name": "b"}), silent)
    assert applied.foreseen(downstream) is None


def two_applied(applied: World, more: str = "") -> tuple[StackRef, StackRef]:
    """One stack that reads another's outputs, both applied; the other's program ends with `more`."""
    applied.program(UPSTREAM + more, "upstream")
    applied.program(DOWNSTREAM, "downstream")
    upstream = StackRef("upstream", "test", {"name": "a"})
    downstream = StackRef("downstream", "test")
    for ref in (upstream, downstream):
        applied.stacks.apply(ref, silent)
    return upstream, downstream


def test_a_state_that_would_be_written_anew_is_no_change_to_plan_and_one_to_apply(
    applied: World,
) -> None:
    upstream, downstream = two_applied(applied, 'pulumi.export("unread", 1)\n')
    applied.program(UPSTREAM + 'pulumi.export("unread", 2)\n', "upstream")
    applied.stacks.apply(upstream, silent)
    assert applied.foreseen(downstream)
    assert not applied.stacks.plan(downstream, silent).changed
    stale = applied.sight().empty_plan(downstream, {})
    assert stale
    assert stale.is_stale


def test_a_proof_holds_until_a_state_a_program_or_a_setting_is_touched(applied: World) -> None:
    _, downstream = two_applied(applied)
    sight = applied.sight()
    proof = sight.empty_plan(downstream, {})
    assert proof
    assert sight.still(downstream, proof) is proof
    assert sight.still(downstream, None) is None
    assert sight.still(replace(downstream, spec={"more": 1}), proof) is None
    state = applied.settings.home / ".pulumi/stacks/upstream/test.json"
    copy = state.with_name("copy")
    copy.write_bytes(state.read_bytes())
    copy.replace(state)
    assert sight.still(downstream, proof) is None
    proof = sight.empty_plan(downstream, {})
    assert proof
    applied.program(DOWNSTREAM + "# a remark\n", "downstream")
    assert sight.still(downstream, proof) is None
