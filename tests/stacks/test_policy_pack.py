"""A pipeline's own engine, with our pack: a stack with a public bucket is stopped, our stacks are not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pulumi import automation as auto
from pulumi.automation.errors import CommandError

from govcloud.adapters.pulumi_program import program_of
from govcloud.adapters.pulumi_settings import ORGANIZATION, ProjectFiles, StackSettings
from govcloud.adapters.toolbox import pulumi_root
from govcloud.cli.wiring.policy_pack import install
from govcloud.model.stack import StackRef
from govcloud.resources import ec2, s3
from govcloud.rules.stacks import stack_refs
from tests.engine_fixtures import ROOT, installed, running_cloud, settings
from tests.places import place
from tests.stacks.test_engine import KEY
from tests.stacks.test_programs import ESTATE

pytestmark = pytest.mark.engine

OWN = StackRef("own", "test", {})


@dataclass(frozen=True)
class Pipeline:
    """What a pipeline has: an engine, a state of its own, and the pack."""

    settings: StackSettings
    pack: Path

    def stack(self, ref: StackRef, program: Callable[[], None]) -> auto.Stack:
        """A stack, its configuration as govcloud writes it."""
        home = self.settings.home
        folder = home.parent / ref.project
        for path in (folder, home.parent / "state"):
            path.mkdir(exist_ok=True)
        environment = self.settings.environment() | {"PULUMI_CONFIG_PASSPHRASE": "for tests only"}
        options = auto.LocalWorkspaceOptions(
            work_dir=str(folder),
            pulumi_home=str(home),
            pulumi_command=auto.PulumiCommand(root=str(pulumi_root("", ROOT))),
            env_vars=environment,
            secrets_provider="passphrase",
            project_settings=auto.ProjectSettings(
                ref.project, "python", backend=auto.ProjectBackend(f"file://{home.parent}/state")
            ),
        )
        name = f"{ORGANIZATION}/{ref.project}/{ref.stack}"
        made = auto.create_or_select_stack(
            name, project_name=ref.project, program=program, opts=options
        )
        config = ProjectFiles(self.settings).config(ref, {})
        told = {k: v if isinstance(v, str) else json.dumps(v) for k, v in config.items()}
        made.set_all_config({key: auto.ConfigValue(value) for key, value in told.items()})
        return made

    def preview(self, program: Callable[[], None]) -> str:
        """What a preview under the pack says that it stops, or "" if it does not."""
        try:
            self.stack(OWN, program).preview(policy_packs=[str(self.pack)], color="never")
        except CommandError as error:
            return str(error)
        return ""


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    home = tmp_path_factory.mktemp("pipeline")
    with running_cloud(home) as cloud:
        chosen = settings(ROOT, home, cloud.endpoint)
        installed(chosen.home)
        yield Pipeline(chosen, install(home / "policy", ROOT, "cn-mlps", "3"))


def public_bucket() -> None:
    """A stack with one bucket that nothing keeps from being made public."""
    s3.Bucket("open", block_public_access=False)


def unrecorded_network() -> None:
    """What only the stack as a whole tells: nobody records the network's traffic."""
    ec2.Vpc("alone", cidr_block="10.99.0.0/16", lock_default_security_group=True)


def test_a_stack_with_a_public_bucket_is_stopped_with_the_rules_name(pipeline: Pipeline) -> None:
    said = pipeline.preview(public_bucket)
    assert "bucket-public-access-blocked" in said
    assert "block_public_access=True" in said
    assert "[mandatory]" in said.lower()


def test_what_only_the_whole_stack_tells_stops_it_too(pipeline: Pipeline) -> None:
    said = pipeline.preview(unrecorded_network)
    assert "network-recorded" in said
    assert "default-group-empty" not in said


@pytest.mark.slow
def test_our_stacks_pass_before_and_while_they_are_made(pipeline: Pipeline) -> None:
    shared, *_, tenant = stack_refs(ESTATE, [], place("test"), KEY)
    for ref in (shared, tenant):
        stack = pipeline.stack(ref, program_of(ROOT, ref.project))
        done = stack.up(policy_packs=[str(pipeline.pack)], color="never")
        assert set(done.summary.resource_changes or {}) == {"create"}
        assert "[mandatory]" not in done.stdout.lower()
        if ref is shared:
            assert "alarms-heard" in done.stdout, "advisory rules are told"
