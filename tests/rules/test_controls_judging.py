"""Each check finds what it is for, and lets pass what is as it should be."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from govcloud.adapters.controls_yaml import read_control_profile
from govcloud.cli.wiring.controls_words import words
from govcloud.model.cloud_resource import UNKNOWN
from govcloud.rules.cloudscape import Cloudscape, Setting
from govcloud.rules.controls import ControlProfile, Status
from govcloud.rules.controls_judging import Answer, Evidence, answers
from govcloud.rules.controls_results import results
from tests.rules.check_cases import CASES
from tests.rules.check_samples import NO_HTTP, Scene, app, bucket, made, one

UNTOLD_PARAMETERS = {"images": ["ami-listed"]}


@cache
def profile() -> ControlProfile:
    """The shipped profile."""
    return read_control_profile(None, "cn-mlps", words())


def found(name: str, scene: Scene) -> Answer:
    """What one check finds."""
    return answers(profile(), "3", scene.evidence())[name]


def test_every_check_has_a_scene_that_passes_it_and_one_that_does_not() -> None:
    assert profile().checks.keys() == CASES.keys()


@pytest.mark.parametrize("name", sorted(set(CASES) - {"image-listed"}))
def test_a_check_passes_what_is_as_it_should_be_and_finds_what_is_not(name: str) -> None:
    good, bad = CASES[name]
    passed, failed = found(name, good), found(name, bad)
    assert not passed.failures
    assert passed.passed.total()
    assert failed.failures
    assert all(failure.because for failure in failed.failures)


def test_what_cannot_be_known_yet_is_neither_passed_nor_found() -> None:
    hidden = bucket(NO_HTTP)
    bound = [
        hidden.resources[0],
        replace(
            hidden.resources[1],
            inputs={"bucket": UNKNOWN, "policy": UNKNOWN},
            refers={"bucket": (hidden.resources[0].urn,)},
        ),
    ]
    answer = found("bucket-tls-only", Scene(bound))
    assert answer.untold.total() == 1
    assert not answer.failures
    assert found("bucket-encrypted", one("s3:Bucket", kmsKeyId=UNKNOWN)).passed.total() == 1


def test_a_service_that_the_cloud_lacks_is_not_missed() -> None:
    lacking = Setting("cn-north-1", lacking=frozenset({"guardduty"}))
    evidence = Evidence(Cloudscape([], lacking))
    assert answers(profile(), "3", evidence)["threats-watched"].untold.total() == 1


def test_of_one_stack_alone_nothing_follows_from_what_is_missing() -> None:
    evidence = Evidence(Cloudscape([], Setting("cn-north-1", whole=False)))
    told = answers(profile(), "3", evidence)
    assert not any(answer.failures for answer in told.values())


def test_what_only_a_running_cloud_tells_is_not_asked_of_a_plan() -> None:
    planned = replace(one("ec2:Instance").evidence(), running=False)
    answer = answers(profile(), "3", planned)["server-known"]
    assert "--running" in answer.reason[0]
    assert not answer.passed


def test_a_check_whose_parameter_the_profile_leaves_empty_decides_nothing() -> None:
    assert found("image-listed", one("ec2:Instance", imageId="ami-1")).reason[0] == (
        "the profile sets no `images`"
    )


def status_of(control: str, scene: Scene, level: str = "3") -> Status:
    """An assessor's word on one control."""
    told = results(profile(), level, answers(profile(), level, scene.evidence()))
    return {result.control.id: result.status for result in told}[control]


def test_a_control_is_judged_as_assessors_judge_their_units() -> None:
    good, bad = made("logs:LogGroup", retentionInDays=365), made("logs:LogGroup", retentionInDays=7)
    trail = made("cloudtrail:Trail", enableLogFileValidation=True)
    assert status_of("8.1.4.3-c", Scene([good, trail])) is Status.MET
    assert status_of("8.1.4.3-c", Scene([good, bad, trail])) is Status.PARTLY
    assert status_of("8.1.4.3-c", Scene([bad])) is Status.NOT_MET
    assert status_of("8.1.4.3-c", Scene()) is Status.NOT_APPLICABLE
    assert status_of("8.2.6.1-a…e", Scene()) is Status.NOT_DECIDED


def test_level_two_makes_fewer_demands() -> None:
    asked = {
        level: len(results(profile(), level, answers(profile(), level, Scene().evidence())))
        for level in "32"
    }
    assert asked["3"] == 80
    assert asked["2"] < asked["3"]


def test_an_application_is_held_to_its_own_level() -> None:
    core = "8.1.4.9-c"  # no level-2 twin
    one_node = {"criticality": "CORE"}
    assert status_of(core, app(**one_node)) is Status.NOT_MET
    assert status_of(core, app(**one_node, mlps_level=2)) is Status.NOT_APPLICABLE
    assert status_of("8.1.9.1-d", app(mlps_level=2)) is Status.NOT_MET
    assert status_of("8.1.9.1-d", app(mlps_level=1)) is Status.NOT_APPLICABLE
