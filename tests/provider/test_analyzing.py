"""The policy protocol without an engine: what is asked by itself, what together, and what is nobody's business."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pulumi.runtime.proto import analyzer_pb2 as pb

from govcloud.adapters.controls_yaml import read_control_profile
from govcloud.cli.wiring.controls_words import words
from govcloud.cli.wiring.policy_pack import Served
from govcloud.provider.analyzing import Analyzer
from govcloud.provider.wire import UNKNOWN, to_struct
from govcloud.rules.controls_pack import RulePack
from tests.rules.check_samples import NO_HTTP


@pytest.fixture
def analyzer() -> Analyzer:
    pack = RulePack(read_control_profile(None, "cn-mlps", words()), "3")
    return Analyzer(Served(pack))


def urn(kind: str, name: str) -> str:
    return f"urn:pulumi:test::own::govcloud:{kind}::{name}"


def asked(kind: str, name: str, **properties: Any) -> pb.AnalyzeRequest:
    token = f"govcloud:{kind}"
    return pb.AnalyzeRequest(
        type=token, name=name, urn=urn(kind, name), properties=to_struct(properties)
    )


def held(kind: str, name: str, refers: dict[str, str], **properties: Any) -> pb.AnalyzerResource:
    links = {key: pb.AnalyzerPropertyDependencies(urns=[to]) for key, to in refers.items()}
    return pb.AnalyzerResource(
        type=f"govcloud:{kind}",
        name=name,
        urn=urn(kind, name),
        properties=to_struct(properties),
        propertyDependencies=links,
    )


def told(answer: pb.AnalyzeResponse) -> dict[str, Any]:
    return {one.policyName: one for one in answer.diagnostics}


def configured(analyzer: Analyzer, project: str = "own", lacking: tuple[str, ...] = ()) -> None:
    spec = json.dumps({"place": {"lacking": list(lacking)}})
    config = {"govcloud:region": "cn-north-1", f"{project}:spec": spec}
    request = pb.AnalyzerStackConfigureRequest(stack="test", project=project, config=config)
    analyzer.ConfigureStack(request, None)


def test_every_rule_is_listed_with_its_clauses_and_how_far_it_binds(analyzer: Analyzer) -> None:
    policies = {one.name: one for one in analyzer.GetAnalyzerInfo(None, None).policies}
    public = policies["bucket-public-access-blocked"]
    assert public.enforcementLevel == pb.MANDATORY
    assert public.policy_type == pb.POLICY_TYPE_RESOURCE
    assert public.framework.reference == "8.2.4.5-b"
    assert policies["alarms-heard"].enforcementLevel == pb.ADVISORY
    assert policies["network-recorded"].policy_type == pb.POLICY_TYPE_STACK


def test_a_resource_is_judged_by_itself_as_it_comes(analyzer: Analyzer) -> None:
    found = told(analyzer.Analyze(asked("s3:Bucket", "b", blockPublicAccess=False), None))
    assert found["bucket-public-access-blocked"].urn == urn("s3:Bucket", "b")
    assert "block_public_access=True" in found["bucket-public-access-blocked"].message
    assert "bucket-tls-only" not in found, "its policy may still come"
    assert found.keys() >= {"tags-complete", "bucket-encrypted"}


def test_what_hangs_on_others_is_judged_when_the_stack_is_whole(analyzer: Analyzer) -> None:
    bucket = held("s3:Bucket", "b", {}, bucket="b")
    policy = held("s3:BucketPolicy", "b", {}, bucket="b", policy=NO_HTTP)
    bare = told(analyzer.AnalyzeStack(pb.AnalyzeStackRequest(resources=[bucket]), None))
    assert "bucket-tls-only" in bare
    both = told(analyzer.AnalyzeStack(pb.AnalyzeStackRequest(resources=[bucket, policy]), None))
    assert "bucket-tls-only" not in both


def test_what_a_preview_does_not_know_is_followed_by_its_urn_and_not_found(
    analyzer: Analyzer,
) -> None:
    vpc = held("ec2:Vpc", "v", {}, cidrBlock="10.9.0.0/16")
    record = held("ec2:FlowLog", "f", {"vpcId": urn("ec2:Vpc", "v")}, vpcId=UNKNOWN)
    bucket = held("s3:Bucket", "b", {}, bucket="b")
    sealed = {"bucket": urn("s3:Bucket", "b"), "policy": urn("s3:Bucket", "b")}
    policy = held("s3:BucketPolicy", "b", sealed, bucket=UNKNOWN, policy=UNKNOWN)
    request = pb.AnalyzeStackRequest(resources=[vpc, record, bucket, policy])
    found = told(analyzer.AnalyzeStack(request, None))
    assert not found.keys() & {"network-recorded", "bucket-tls-only"}


def test_what_must_exist_once_is_missed_in_the_landing_zone_only(analyzer: Analyzer) -> None:
    configured(analyzer)
    assert not told(analyzer.AnalyzeStack(pb.AnalyzeStackRequest(), None))
    configured(analyzer, "landing-zone", lacking=("guardduty",))
    found = told(analyzer.AnalyzeStack(pb.AnalyzeStackRequest(), None))
    assert "trail-exists" in found
    assert "threats-watched" not in found, "the cloud has none"


def test_other_providers_resources_are_none_of_its_business(analyzer: Analyzer) -> None:
    other = pb.AnalyzeRequest(type="aws:s3/bucket:Bucket", name="b", urn=urn("s3:Bucket", "b"))
    assert not analyzer.Analyze(other, None).diagnostics
    assert not analyzer.Remediate(other, None).remediations
