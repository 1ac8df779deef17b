"""What exists is taken over by a stack instead of made twice; a state goes out, comes in, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine_fixtures import client
from tests.stack_place import Place

pytestmark = pytest.mark.engine

PROGRAM = """\
from govcloud.resources import s3, sqs

s3.Bucket("lake", bucket="agency-lake", versioning="Enabled")
sqs.Queue("orders", name="orders")
"""

CLOSED = dict.fromkeys(
    ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
)


@pytest.fixture
def lake(place: Place) -> Place:
    """The data platform's folder holds a program of two resources."""
    folder = place.folder / "stacks/data-platform"
    (folder / "__main__.py").write_text(PROGRAM, "utf-8")
    return place


@pytest.mark.slow
def test_a_bucket_that_exists_is_taken_over_and_its_state_can_be_moved(lake: Place) -> None:
    s3 = client("s3", lake.endpoint)
    where = {"LocationConstraint": "cn-north-1"}
    s3.create_bucket(Bucket="agency-lake", CreateBucketConfiguration=where)
    s3.put_object(Bucket="agency-lake", Key="kept", Body=b"for years")

    adopt = ("stack", "adopt", "data-platform", "s3:Bucket", "agency-lake")
    differs = lake.govcloud(*adopt, ends=4)
    assert 'versioning: nothing there, "Enabled" wanted' in differs.stderr
    assert "Status" not in s3.get_bucket_versioning(Bucket="agency-lake")
    assert not lake.told("stack", "history", "data-platform")["runs"]
    s3.put_bucket_versioning(Bucket="agency-lake", VersioningConfiguration={"Status": "Enabled"})
    s3.put_public_access_block(Bucket="agency-lake", PublicAccessBlockConfiguration=CLOSED)

    adopted = lake.told(*adopt)
    assert (adopted["resource"], adopted["same"]) == ("lake", True)
    assert "E-STK-013" in lake.govcloud(*adopt, ends=4).stderr
    [stack] = lake.told("stack", "plan", "data-platform")["stacks"]
    assert [one["name"] for one in stack["changes"]] == ["orders"]
    assert s3.get_object(Bucket="agency-lake", Key="kept")["Body"].read() == b"for years"

    moved(lake, lake.folder / "state.json")


def moved(place: Place, file: Path) -> None:
    """Take a state out, forget it, put it in: the plan is empty as before."""
    out = ("stack", "export", "data-platform", "--file", str(file))
    assert place.told(*out)["resources"] == 1
    assert file.stat().st_mode & 0o077 == 0
    place.govcloud(*out, ends=2)
    state = place.folder / ".govcloud/pulumi/.pulumi/stacks/data-platform/local.json"
    state.unlink()
    into = ("stack", "import", "data-platform", str(file))
    place.govcloud(*into, ends=2)
    assert place.told(*into, "--confirm", "local")["resources"] == 1
    [stack] = place.told("stack", "plan", "data-platform", "--engine")["stacks"]
    assert [one["name"] for one in stack["changes"]] == ["orders"]
    assert place.told(*into, "--confirm", "local")["former"]
    assert place.told("stack", "unlock", "data-platform")["freed"] == []
    assert place.told("stack", "history", "data-platform")["runs"]
