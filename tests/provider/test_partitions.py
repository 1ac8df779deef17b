"""In every partition, resources are made alike, and ARNs carry the partition of the settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.provider.rig import Rig, connect
from tests.provider.samples import Workshop

REGIONS = {"us-east-1": "aws", "cn-north-1": "aws-cn", "us-gov-west-1": "aws-us-gov"}


@pytest.fixture(params=sorted(REGIONS))
def abroad(request: pytest.FixtureRequest, endpoint: str, provider_port: int) -> Iterator[Rig]:
    """The provider, configured for a stack in each partition."""
    channel, stub = connect(provider_port)
    rig = Rig(stub, endpoint, region=request.param, stack=f"in-{request.param}")
    rig.configure()
    yield rig
    channel.close()


@pytest.mark.parametrize(
    "token",
    [
        "govcloud:ec2:Subnet",
        "govcloud:iam:Role",
        "govcloud:iam:Policy",
        "govcloud:kms:Key",
        "govcloud:s3:Bucket",
    ],
)
def test_a_resource_lives_in_its_partition(abroad: Rig, token: str) -> None:
    made = Workshop(abroad).make(token)
    partition = REGIONS[abroad.region]
    assert made.state["arn"].startswith(f"arn:{partition}:")
    again = abroad.refresh(made)
    assert again is not None
    assert again.inputs == made.inputs
    assert again.state["arn"] == made.state["arn"]
    abroad.delete(made)
    assert abroad.refresh(made) is None
