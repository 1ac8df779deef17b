"""What the engine does not see is mended by calls of our own; what cannot be told is told as that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from govcloud.errors import CredentialError
from govcloud.model.drift import Deviation, Kind, Recorded, Remedy, Sealed
from govcloud.provider.mending import Mender
from govcloud.provider.settings import Settings
from tests.provider.rig import WORKSPACE, Rig, client
from tests.provider.surveyed import CLIENTS, known, recorded

SECRET, KEY, VPC = "govcloud:secretsmanager:Secret", "govcloud:kms:Key", "govcloud:ec2:Vpc"
PARAMETER = "govcloud:ssm:Parameter"


@pytest.fixture
def mender(rig: Rig) -> Mender:
    return Mender(Settings(rig.region, rig.endpoint, workspace=WORKSPACE), CLIENTS)


def made(rig: Rig, token: str, **inputs: Any) -> Recorded:
    """A resource that a stack made and recorded."""
    return recorded(rig, rig.create(token, rig.fresh(), inputs))


def found(mender: Mender, *resources: Recorded) -> tuple[Deviation, ...]:
    return mender.look(resources, known(resources)).deviations


@pytest.mark.parametrize("token", [SECRET, KEY])
def test_what_waits_for_its_deletion_is_taken_back_and_not_made_anew(
    rig: Rig, mender: Mender, token: str
) -> None:
    one = made(rig, token)
    if token == SECRET:
        client("secretsmanager", rig.endpoint).delete_secret(
            SecretId=one.id, RecoveryWindowInDays=7
        )
    else:
        client("kms", rig.endpoint).schedule_key_deletion(KeyId=one.id, PendingWindowInDays=7)
    [deviation] = found(mender, one)
    assert (deviation.kind, deviation.remedy) == (Kind.MISSING, Remedy.REVIVE)
    assert deviation.found == "waits for its deletion"
    mender.mend(deviation)
    assert found(mender, one) == ()


def test_what_is_gone_for_good_is_for_the_engine(rig: Rig, mender: Mender) -> None:
    one = made(rig, SECRET)
    client("secretsmanager", rig.endpoint).delete_secret(
        SecretId=one.id, ForceDeleteWithoutRecovery=True
    )
    [deviation] = found(mender, one)
    assert (deviation.kind, deviation.remedy) == (Kind.MISSING, Remedy.ENGINE)
    with pytest.raises(ValueError, match="for the engine"):
        mender.mend(deviation)


def test_a_tag_on_what_was_made_without_any_is_an_addition(rig: Rig, mender: Mender) -> None:
    one = made(rig, VPC, cidrBlock="10.1.0.0/16")
    client("ec2", rig.endpoint).create_tags(
        Resources=[one.id], Tags=[{"Key": "mine", "Value": "1"}]
    )
    [deviation] = found(mender, one)
    assert (deviation.kind, deviation.what, deviation.found) == (Kind.ADDED, "tags[mine]", "1")
    mender.mend(deviation)
    assert found(mender, one) == ()


@pytest.mark.parametrize("token", [VPC, "govcloud:s3:Bucket", PARAMETER])
def test_a_mark_is_written_anew_in_each_services_way(rig: Rig, mender: Mender, token: str) -> None:
    inputs = {VPC: {"cidrBlock": "10.1.0.0/16"}, PARAMETER: {"value": "x"}}.get(token, {})
    one = made(rig, token, tags={"a": "1"}, **inputs)
    other = replace(one, urn=one.urn + "-renamed")
    [deviation] = found(mender, other)
    assert (deviation.kind, deviation.remedy) == (Kind.CHANGED, Remedy.RETAG)
    mender.mend(deviation)
    assert found(mender, other) == ()


def test_what_a_stack_took_over_bears_no_mark_of_ours(rig: Rig, mender: Mender) -> None:
    ec2 = client("ec2", rig.endpoint)
    identity = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    inputs = {"cidrBlock": "10.7.0.0/16", "instanceTenancy": "default"}
    one = Recorded("s/t", rig.urn(VPC, "taken"), VPC, identity, inputs, {}, imported=True)
    assert found(mender, one) == ()
    [deviation] = found(mender, replace(one, imported=False))
    assert deviation.remedy is Remedy.RETAG


def test_a_change_that_only_a_new_resource_heals_says_so(rig: Rig, mender: Mender) -> None:
    one = made(rig, VPC, cidrBlock="10.1.0.0/16")
    [deviation] = found(mender, replace(one, inputs={**one.inputs, "cidrBlock": "10.2.0.0/16"}))
    assert deviation.replaces is True


def test_a_secret_is_never_shown(rig: Rig, mender: Mender) -> None:
    one = replace(made(rig, PARAMETER, value="open sesame"), secrets=frozenset({"value"}))
    client("ssm", rig.endpoint).put_parameter(Name=one.id, Value="close sesame", Overwrite=True)
    [deviation] = found(mender, one)
    assert (deviation.found, deviation.wanted) == ("[secret]", "[secret]")
    client("ssm", rig.endpoint).delete_parameter(Name=one.id)
    [deviation] = found(mender, one)
    assert "sesame" not in repr(replace(deviation, where=replace(one, inputs={}, outputs={})))


def test_a_secret_that_could_not_be_opened_is_not_passed_over(rig: Rig, mender: Mender) -> None:
    one = made(rig, PARAMETER, value="x")
    sealed = replace(one, inputs={**one.inputs, "value": Sealed("v1:…")})
    survey = mender.look([sealed], known([sealed]))
    assert survey.deviations == ()
    assert [(told.what, told.where.id) for told in survey.untold] == [("value", one.id)]


def test_what_is_another_providers_is_said_to_be(rig: Rig, mender: Mender) -> None:
    one = Recorded(
        "own/t", "urn:pulumi:t::own::aws:sqs/queue:Queue::q", "aws:sqs/queue:Queue", "q", {}, {}
    )
    [untold] = mender.look([one], known([one])).untold
    assert "another provider's" in untold.reason


def test_the_credentials_of_another_account_find_nothing_and_are_refused(rig: Rig) -> None:
    told = Settings(rig.region, rig.endpoint, account="999999999999", workspace=WORKSPACE)
    with pytest.raises(CredentialError, match="account 123456789012"):
        Mender(told, CLIENTS).demand_account()
    Mender(replace(told, account="123456789012"), CLIENTS).demand_account()
