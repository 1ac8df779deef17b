"""What a change says to the cloud, and what it leaves unsaid."""

from __future__ import annotations

import pytest
from pulumi.runtime.proto import provider_pb2 as pb

from govcloud.provider.wire import bare
from tests.provider.rig import Rig, client
from tests.provider.samples import Workshop

DATABASE = "govcloud:rds:Instance"


@pytest.mark.parametrize(
    ("runs", "wanted", "same"),
    [("16.4", "16", True), ("16.4", "16.4", True), ("16.4", "1", False), ("17.1", "16", False)],
)
def test_a_version_that_says_less_is_no_change(
    rig: Rig, endpoint: str, runs: str, wanted: str, same: bool
) -> None:
    made = Workshop(rig).make(DATABASE)
    rds = client("rds", endpoint)
    rds.modify_db_instance(DBInstanceIdentifier=made.identity, EngineVersion=runs)
    seen = rig.refresh(made)
    assert seen is not None
    found = rig.diff(seen, {**bare(made.inputs), "engineVersion": wanted})
    assert (found.changes == pb.DiffResponse.DIFF_NONE) is same


def test_a_change_of_one_thing_does_not_say_the_others_again(rig: Rig, endpoint: str) -> None:
    made = Workshop(rig).make(DATABASE)
    rds = client("rds", endpoint)
    rds.modify_db_instance(DBInstanceIdentifier=made.identity, EngineVersion="16.4")
    rig.update(made, {**bare(made.inputs), "allocatedStorage": 200})
    [there] = rds.describe_db_instances(DBInstanceIdentifier=made.identity)["DBInstances"]
    assert (there["AllocatedStorage"], there["EngineVersion"]) == (200, "16.4")
