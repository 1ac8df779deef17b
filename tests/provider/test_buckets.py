"""A bucket with object lock keeps every version for as long as it was told."""

from __future__ import annotations

from pulumi.runtime.proto import provider_pb2 as pb

from govcloud.provider.wire import bare
from tests.provider.rig import Rig, client

BUCKET = "govcloud:s3:Bucket"


def test_what_is_locked_stays_locked_for_the_days_that_were_told(rig: Rig, endpoint: str) -> None:
    made = rig.create(BUCKET, rig.fresh(), {"objectLockEnabled": True, "lockDays": 184})
    s3 = client("s3", endpoint)
    told = s3.get_object_lock_configuration(Bucket=made.identity)["ObjectLockConfiguration"]
    assert told["Rule"]["DefaultRetention"].items() >= {"Mode": "GOVERNANCE", "Days": 184}.items()
    again = rig.refresh(made)
    assert again is not None
    assert again.inputs == made.inputs
    longer = rig.update(made, {**bare(made.inputs), "lockDays": 365})
    drifted = rig.refresh(made)
    assert drifted is not None
    assert rig.diff(drifted, bare(made.inputs)).changes == pb.DiffResponse.DIFF_SOME
    assert bare(longer.inputs)["lockDays"] == 365
