"""The stacks applied in three partitions of one embedded cloud: every ARN, principal and region is the place's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from govcloud.adapters.aws import AwsCloud, AwsSettings
from govcloud.adapters.aws_places import Site, place_of
from govcloud.adapters.pulumi_settings import StateFiles
from govcloud.local.cloud import ACCOUNT, EmbeddedCloud
from govcloud.model.place import Place
from govcloud.model.stack import StackRef
from govcloud.rules.stacks import stack_refs
from tests.engine_fixtures import ROOT, running_cloud, settings, silent, stacks_of
from tests.stacks.test_engine import KEY
from tests.stacks.test_programs import ESTATE

pytestmark = pytest.mark.engine

PARTITIONS = {"eu-central-1": "aws", "cn-north-1": "aws-cn", "us-gov-west-1": "aws-us-gov"}
SUFFIXES = {"aws": "amazonaws.com", "aws-cn": "amazonaws.com.cn", "aws-us-gov": "amazonaws.com"}
_ARN = re.compile(r"\barn:([^:\"\\]*):[a-z0-9-]+:([^:\"\\]*):")
_REGION = re.compile(
    r"\b(?:cn|eu|us|ap)(?:-gov)?-(?:north|south|east|west|central)(?:east|west)?-\d"
)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedCloud]:
    with running_cloud(tmp_path_factory.mktemp("partitions")) as made:
        yield made


@dataclass(frozen=True)
class Applied:
    """What is recorded after the stacks were applied in a region."""

    place: Place
    states: dict[str, str]
    changed_again: list[bool]


def applied(cloud: EmbeddedCloud, home: Path, region: str, projects: set[str]) -> Applied:
    AwsCloud(AwsSettings(region, ACCOUNT, cloud.endpoint)).ensure_state_key()
    place = place_of(Site("test", region, ACCOUNT))
    chosen = replace(settings(ROOT, home, cloud.endpoint), region=region)
    refs = [ref for ref in stack_refs(ESTATE, [], place, KEY) if ref.project in projects]
    with stacks_of(chosen) as stacks:
        for ref in refs:
            stacks.apply(ref, silent)
        again = [stacks.plan(ref, silent).changed for ref in refs]
    return Applied(place, {ref.project: _recorded(home, ref) for ref in refs}, again)


def _recorded(home: Path, ref: StackRef) -> str:
    return StateFiles(home / "pulumi").path(ref).read_text("utf-8")


def assert_at_home(found: Applied, partition: str, region: str) -> None:
    assert (found.place.partition, found.place.dns_suffix) == (partition, SUFFIXES[partition])
    assert not any(found.changed_again)
    for project, state in found.states.items():
        arns = set(_ARN.findall(state))
        assert {one for one, _ in arns} == {partition}, project
        assert {where for _, where in arns} <= {"", region}, project
        assert set(_REGION.findall(state)) == {region}, project
    for project in ("landing-zone", "department"):
        assert f"logs.{region}.{SUFFIXES[partition]}" in found.states[project], project


# In China all stacks are applied by test_engine already, so there the full test below is enough.
@pytest.mark.slow
@pytest.mark.parametrize("region", ["eu-central-1", "us-gov-west-1"])
def test_landing_zone_and_department_are_their_partitions_own(
    cloud: EmbeddedCloud, tmp_path: Path, region: str
) -> None:
    found = applied(cloud, tmp_path, region, {"landing-zone", "department"})
    assert found.states.keys() == {"landing-zone", "department"}
    assert_at_home(found, PARTITIONS[region], region)


@pytest.mark.faults
@pytest.mark.parametrize("region", sorted(PARTITIONS))
def test_all_stacks_are_their_partitions_own(tmp_path: Path, region: str) -> None:
    every = {"landing-zone", "data-platform", "support-platform", "department"}
    with running_cloud(tmp_path) as cloud:
        found = applied(cloud, tmp_path, region, every)
    assert found.states.keys() == every
    assert_at_home(found, PARTITIONS[region], region)
