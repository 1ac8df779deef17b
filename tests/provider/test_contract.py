"""The contract that every entry of the table keeps, spoken over gRPC against the embedded cloud."""

from __future__ import annotations

from typing import Any

import pytest
from moto.backends import get_backend
from pulumi.runtime.proto import provider_pb2 as pb

from govcloud.provider.table import TABLE
from govcloud.provider.wire import UNKNOWN, Secret, bare
from tests.provider.rig import Rig, client
from tests.provider.samples import SAMPLES, Workshop

every_type = pytest.mark.parametrize("token", sorted(TABLE))


@pytest.fixture
def workshop(rig: Rig) -> Workshop:
    """What a sample stands on is made anew for each test; an account has one recorder, which starts anew too."""
    get_backend("config").reset()
    return Workshop(rig)


def wished(workshop: Workshop, token: str, change: dict[str, Any]) -> dict[str, Any]:
    """A sample's inputs after a change; None takes a property away."""
    whole = {**workshop.inputs(token), **workshop.filled(change)}
    return {name: value for name, value in whole.items() if value is not None}


def test_every_type_has_a_sample() -> None:
    assert set(SAMPLES) == set(TABLE)


@every_type
def test_a_wrong_input_is_refused_with_its_reason(rig: Rig, token: str) -> None:
    props = TABLE[token].all_props
    _, faults = rig.check(token, "x", {"unheardOf": 1, **{name: [1] for name in props}})
    assert all(name in faults["unheardOf"] for name in props)
    assert {name for name in faults if name != "unheardOf"} == set(props)
    _, faults = rig.check(token, "x", {})
    assert set(faults) >= {name for name, prop in props.items() if prop.required}


@every_type
def test_a_preview_leaves_unknown_what_only_the_cloud_can_tell(rig: Rig, token: str) -> None:
    entry = TABLE[token]
    unknown = {name: UNKNOWN for name, prop in entry.props.items() if prop.required}
    unknown |= dict.fromkeys(entry.one_of[:1], UNKNOWN)
    inputs, faults = rig.check(token, "x", unknown)
    assert faults == {}
    shown = bare(rig.preview(token, "x", inputs))
    assert all(shown[name] is UNKNOWN for name in [*entry.outputs, *unknown])


@every_type
def test_what_was_made_is_found_as_it_was_made(workshop: Workshop, token: str) -> None:
    rig = workshop.rig
    made = workshop.make(token)
    assert set(TABLE[token].outputs) <= set(made.state)
    assert rig.diff(made, bare(made.inputs)).changes == pb.DiffResponse.DIFF_NONE
    again = rig.refresh(made)
    assert again is not None
    assert again.inputs == made.inputs
    assert again.state == made.state


@every_type
def test_an_import_gives_inputs_that_need_no_change(workshop: Workshop, token: str) -> None:
    rig = workshop.rig
    made = workshop.make(token)
    taken = rig.take(token, made.name, made.identity)
    assert taken is not None
    props = TABLE[token].all_props
    told = {
        n: v for n, v in bare(made.inputs).items() if props[n].required or not props[n].write_only
    }
    assert rig.diff(taken, told).changes == pb.DiffResponse.DIFF_NONE


@every_type
def test_a_change_in_place_is_made_and_found(workshop: Workshop, token: str) -> None:
    rig, sample = workshop.rig, SAMPLES[token]
    made = workshop.make(token)
    if not sample.update:
        assert all(p.replace or p.write_only for p in TABLE[token].props.values())
        return
    news = {**bare(made.inputs), **workshop.filled(sample.update)}
    news = {name: value for name, value in news.items() if value is not None}
    found = rig.diff(made, news)
    assert found.changes == pb.DiffResponse.DIFF_SOME
    assert list(found.replaces) == []
    assert set(found.diffs) == set(sample.update)
    assert rig.diff(made, news, tuple(sample.update)).changes == pb.DiffResponse.DIFF_NONE
    after = rig.update(made, news)
    drifted = rig.refresh(made)
    assert drifted is not None
    assert rig.diff(drifted, bare(made.inputs)).changes == pb.DiffResponse.DIFF_SOME
    again = rig.refresh(after)
    assert again is not None
    assert again.inputs == after.inputs
    assert again.state == after.state
    mended = rig.refresh(rig.update(drifted, bare(made.inputs)))
    assert mended is not None
    assert bare(mended.inputs) == bare(made.inputs)


@every_type
def test_what_cannot_change_is_replaced(workshop: Workshop, token: str) -> None:
    sample = SAMPLES[token]
    if not sample.replace:
        assert not any(prop.replace for prop in TABLE[token].props.values())
        return
    made = workshop.make(token)
    found = workshop.rig.diff(made, {**bare(made.inputs), **workshop.filled(sample.replace)})
    assert set(found.replaces) == set(sample.replace)
    assert found.deleteBeforeReplace == sample.clash
    assert all(
        found.detailedDiff[name].kind
        in (pb.PropertyDiff.UPDATE_REPLACE, pb.PropertyDiff.ADD_REPLACE)
        for name in sample.replace
    )


@every_type
def test_a_deletion_may_be_repeated(workshop: Workshop, token: str) -> None:
    rig = workshop.rig
    made = workshop.make(token)
    rig.delete(made)
    rig.delete(made)
    assert rig.refresh(made) is None


def test_a_secret_stays_secret_wherever_it_is_kept(workshop: Workshop) -> None:
    rig, token = workshop.rig, "govcloud:secretsmanager:Secret"
    made = workshop.make(token)
    again = rig.refresh(made)
    assert again is not None
    for kept in (made.inputs, made.state, again.inputs, again.state):
        assert kept["secretString"] == Secret("open sesame")
    vpc = rig.create("govcloud:ec2:Vpc", rig.fresh(), {"cidrBlock": Secret("10.1.0.0/16")})
    assert vpc.state["cidrBlock"] == Secret("10.1.0.0/16")
    drifted = rig.refresh(vpc)
    assert drifted is not None
    assert drifted.inputs["cidrBlock"] == Secret("10.1.0.0/16")


@every_type
def test_what_an_interrupted_run_made_is_found_again(recovering_rig: Rig, token: str) -> None:
    workshop = Workshop(recovering_rig)
    inputs = workshop.inputs(token)
    name = recovering_rig.fresh()
    lost = recovering_rig.create(token, name, inputs)
    again = recovering_rig.create(token, name, inputs)
    assert again == lost


@pytest.mark.parametrize("fixed", [True, False])
def test_a_bucket_that_could_not_even_be_tagged_is_found_again(
    recovering_rig: Rig, endpoint: str, fixed: bool
) -> None:
    rig, token, name = recovering_rig, "govcloud:s3:Bucket", recovering_rig.fresh()
    given = {"bucket": name} if fixed else {}
    lost = rig.create(token, name, given)
    client("s3", endpoint).delete_bucket_tagging(Bucket=lost.identity)
    assert rig.create(token, name, given) == lost
    [birth] = client("s3", endpoint).get_bucket_tagging(Bucket=lost.identity)["TagSet"]
    assert birth["Key"] == "govcloud:urn"
