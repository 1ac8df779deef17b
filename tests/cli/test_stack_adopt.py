"""What exists is taken over by a stack instead of made twice; a state goes out, comes in, and nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.engine_fixtures import ROOT, client
from tests.stack_place import Place

pytestmark = pytest.mark.engine

PROGRAM = """\
from govcloud.resources import s3, sqs

s3.Bucket("lake", bucket="agency-lake", versioning="Enabled")
sqs.Queue("orders", name="orders")
"""

APPROVED_ONLY = '\n[tool.govcloud.env.local.approvals]\nstack = "required"\n'
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
    assert "E-CTL-001" in lake.govcloud(*adopt, ends=4).stderr
    with_mandatory_rules_as_advice(lake)
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


def with_mandatory_rules_as_advice(place: Place) -> None:
    """A profile of the workspace's own."""
    shipped = (ROOT / "govcloud/profiles/cn-mlps.yaml").read_text("utf-8")
    (place.folder / "profiles").mkdir(exist_ok=True)
    own = place.folder / "profiles/cn-mlps.yaml"
    both = re.sub(r"mandatory: \[([^]]*)\]\n +advisory: \[", r"advisory: [\1, ", shipped)
    own.write_text(both.replace("mandatory:", "advisory:"), "utf-8")


def with_approvals(place: Place) -> None:
    """From now on stacks are changed by approval only."""
    settings = place.folder / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + APPROVED_ONLY, "utf-8")


def demand_approval(place: Place, *verb: str) -> None:
    """Nobody does this before another operator approved it, who does not do it either."""
    refused = place.govcloud(*verb, ends=4).stderr
    assert "E-STK-007" in refused
    digest = refused.partition("govcloud approve ")[2].split()[0]
    assert "E-SOD-001" in place.govcloud("approve", digest, ends=4).stderr
    place.govcloud("approve", digest, operator="approver")
    assert "E-SOD-001" in place.govcloud(*verb, ends=4, operator="approver").stderr


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


@pytest.mark.slow
def test_where_approval_is_required_things_are_adopted_imported_and_destroyed_by_approval_only(
    lake: Place,
) -> None:
    with_mandatory_rules_as_advice(lake)
    with_approvals(lake)
    url = client("sqs", lake.endpoint).create_queue(QueueName="orders")["QueueUrl"]
    adopt = ("stack", "adopt", "data-platform", "sqs:Queue", url)
    demand_approval(lake, *adopt)
    lake.govcloud(*adopt)
    state = lake.folder / "state.json"
    lake.govcloud("stack", "export", "data-platform", "--file", str(state))
    into = ("stack", "import", "data-platform", str(state), "--confirm", "local")
    demand_approval(lake, *into)
    lake.govcloud(*into)

    destroy = ("stack", "destroy", "data-platform", "--confirm", "local")
    strange = lake.govcloud(*destroy, "--unprotect", "orders", ends=2).stderr
    assert "no protected resource of these stacks is called so" in strange
    demand_approval(lake, *destroy)
    assert lake.told(*destroy)["stacks"][0]["counts"]["delete"] > 0
    assert "QueueUrls" not in client("sqs", lake.endpoint).list_queues()
    events = lake.told("audit", "log")["events"]
    told = [one["data"] for one in events if one["event"] == "stacks.deed-approved"]
    assert [one["verb"] for one in told] == ["adopt", "import", "destroy"]
    assert {one["approved_by"] for one in told} == {"approver"}
