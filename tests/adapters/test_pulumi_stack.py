"""Stacks through the real engine: what goes well, and what becomes of what does not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.adapters.aws import AwsCloud, AwsSettings
from govcloud.adapters.pulumi_stack import PulumiStacks, StackSettings
from govcloud.errors import (
    CloudError,
    InputError,
    IntegrityError,
    LockedError,
    MissingProgramError,
    UnreachableError,
)
from govcloud.model.stack import ResourceChange, StackRef
from tests.engine_fixtures import (
    ROOT,
    client,
    office_of,
    running_cloud,
    settings,
    silent,
    stacks_of,
)

pytestmark = [
    pytest.mark.engine,
    # What a failing program leaves behind inside the SDK.
]

PROGRAM = """
import pulumi
from govcloud.resources import ec2

spec = pulumi.Config().require_object("spec")
vpc = ec2.Vpc("office", cidr_block=spec["network"], tags={"gov:env": "test"})
for number, cidr in enumerate(spec["subnets"]):
    ec2.Subnet(f"floor-{number}", vpc_id=vpc.vpc_id, cidr_block=cidr)
if spec.get("broken"):
    raise ValueError("the plan of the house is missing")
pulumi.export("servers", {"web": {"id": vpc.vpc_id, "address": "10.40.0.4"}})
pulumi.export("password", pulumi.Output.secret("open-sesame"))
"""


def ref(name: str, *subnets: str, network: str = "10.40.0.0/16", broken: bool = False) -> StackRef:
    spec = {"network": network, "subnets": list(subnets), "broken": broken}
    return StackRef("office", name, spec)


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StackSettings]:
    with office_of(tmp_path_factory.mktemp("govcloud"), PROGRAM) as found:
        yield found


@pytest.fixture(scope="module")
def stacks(chosen: StackSettings) -> Iterator[PulumiStacks]:
    with stacks_of(chosen) as made:
        yield made


def networks(chosen: StackSettings, cidr: str) -> list[str]:
    found = client("ec2", chosen.endpoint).describe_vpcs()["Vpcs"]
    return [vpc["VpcId"] for vpc in found if vpc["CidrBlock"] == cidr]


def subnets_of(chosen: StackSettings, vpc: str) -> list[str]:
    where = [{"Name": "vpc-id", "Values": [vpc]}]
    found = client("ec2", chosen.endpoint).describe_subnets(Filters=where)["Subnets"]
    return sorted(one["CidrBlock"] for one in found)


def test_a_stack_lives_from_its_plan_to_its_end(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    house = ref("life", "10.41.1.0/24", "10.41.2.0/24", network="10.41.0.0/16")
    told: list[ResourceChange] = []

    planned = stacks.plan(house, silent)
    assert planned.counts == {"create": 3}
    assert networks(chosen, "10.41.0.0/16") == []
    assert stacks.outputs(house) == {}

    applied = stacks.apply(house, lambda _ref, change: told.append(change))
    assert (applied.counts, applied.changed) == ({"create": 3}, True)
    assert sorted(change.name for change in told) == ["floor-0", "floor-1", "office"]
    made = networks(chosen, "10.41.0.0/16")
    assert applied.outputs["servers"] == {"web": {"id": made[0], "address": "10.40.0.4"}}
    assert stacks.outputs(house) == applied.outputs

    again = stacks.apply(house, silent)
    assert (again.counts, again.changed, again.changes) == ({"same": 3}, False, ())

    assert stacks.destroy(house, silent).counts == {"delete": 3}
    assert networks(chosen, "10.41.0.0/16") == []
    assert stacks.outputs(house) == {}


def test_secrets_show_neither_in_outputs_nor_in_the_state_file(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    house = ref("secret", network="10.42.0.0/16")
    assert stacks.apply(house, silent).outputs["password"] == "[secret]"
    assert stacks.outputs(house)["password"] == "[secret]"
    files = [path for path in chosen.home.rglob("*") if path.is_file()]
    assert all(b"open-sesame" not in path.read_bytes() for path in files)


def test_a_stack_that_fails_half_way_says_what_failed_and_continues_when_mended(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    cidr = "10.43.0.0/16"
    with pytest.raises(CloudError) as raised:
        stacks.apply(ref("half", "10.43.1.0/24", "10.43.1.0/25", network=cidr), silent)
    assert "1 resource failed: Subnet floor-" in raised.value.message
    assert "InvalidSubnet.Conflict" in raised.value.message
    assert "govcloud stack apply" in raised.value.hint

    # Either of the two may have been first: the mended ones are out of the way of both.
    mended = stacks.apply(ref("half", "10.43.3.0/24", "10.43.2.0/24", network=cidr), silent)
    assert mended.counts["same"] >= 1
    (vpc,) = networks(chosen, cidr)
    assert subnets_of(chosen, vpc) == ["10.43.2.0/24", "10.43.3.0/24"]


def test_a_fault_of_the_program_is_a_sentence_without_a_traceback(stacks: PulumiStacks) -> None:
    with pytest.raises(InputError) as raised:
        stacks.plan(ref("broken", broken=True), silent)
    said = "its program fails: stacks/office/__main__.py:10: ValueError: the plan of the house is missing"
    assert raised.value.message == f"E-STK-016: office/broken: {said}"


def test_several_stacks_are_applied_at_a_time(stacks: PulumiStacks, chosen: StackSettings) -> None:
    houses = [ref(f"side-{n}", f"10.5{n}.1.0/24", network=f"10.5{n}.0.0/16") for n in range(3)]
    with ThreadPoolExecutor(3) as workers:
        results = list(workers.map(lambda house: stacks.apply(house, silent), houses))
    assert [result.counts for result in results] == [{"create": 2}] * 3
    assert all(len(networks(chosen, f"10.5{n}.0.0/16")) == 1 for n in range(3))


def test_a_project_that_is_not_there_is_an_input_fault(stacks: PulumiStacks) -> None:
    with pytest.raises(InputError, match="there is no stack project stacks/nowhere"):
        stacks.apply(StackRef("nowhere", "test"), silent)


def test_a_stack_under_way_is_left_alone(stacks: PulumiStacks, chosen: StackSettings) -> None:
    sleeper = subprocess.Popen(["sleep", "60"])
    lease = lease_of(chosen, "busy")
    lease.parent.mkdir(parents=True, exist_ok=True)
    try:
        lease.write_text(json.dumps(holder(sleeper.pid)), encoding="utf-8")
        with pytest.raises(LockedError, match=f"`stack apply` is under way, process {sleeper.pid}"):
            stacks.apply(ref("busy"), silent)
    finally:
        sleeper.kill()
        sleeper.wait()
    assert stacks.plan(ref("busy"), silent).counts == {"create": 1}


def test_a_run_killed_in_the_middle_leaves_no_lock_no_orphan_and_no_duplicate(
    stacks: PulumiStacks, chosen: StackSettings, tmp_path: Path
) -> None:
    wanted = [f"10.44.{n}.0/24" for n in range(12)]
    house = ref("killed", *wanted, network="10.44.0.0/16")
    order = tmp_path / "order.json"
    order.write_text(json.dumps([str(chosen.workspace), chosen.endpoint, dict(house.spec)]))
    run = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(order)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == "one is there"
        engine = json.loads(lease_of(chosen, "killed").read_text(encoding="utf-8"))["engine_pid"]
        os.kill(engine, signal.SIGKILL)
        run.kill()
    time.sleep(0.3)
    assert list((chosen.home / ".pulumi/locks").rglob("*.json"))

    stacks.apply(house, silent)
    (vpc,) = networks(chosen, "10.44.0.0/16")
    assert subnets_of(chosen, vpc) == sorted(wanted)
    again = stacks.apply(house, silent)
    assert again.counts == {"same": 13}
    state = json.loads((chosen.home / ".pulumi/stacks/office/killed.json").read_text("utf-8"))
    assert not state["checkpoint"]["latest"].get("pending_operations")
    assert not list((chosen.home / ".pulumi/locks").rglob("*.json"))
    assert not lease_of(chosen, "killed").exists()


def test_a_half_written_file_beside_the_state_does_not_stop_the_next_run(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    house = ref("torn", "10.45.0.0/24", network="10.45.0.0/16")
    stacks.apply(house, silent)
    beside = chosen.home / ".pulumi/stacks/office/torn.json.attrs"
    assert json.loads(beside.read_bytes())
    beside.write_bytes(b"")
    assert stacks.apply(house, silent).counts == {"same": 2}


KILLED = """
import json, sys, time
from pathlib import Path
from govcloud.model.stack import StackRef
from tests.engine_fixtures import settings, stacks_of

workspace, endpoint, spec = json.loads(Path(sys.argv[1]).read_text())
chosen = settings(Path(workspace), Path(workspace).parent, endpoint)

def progress(ref, change):
    print("one is there", flush=True)
    time.sleep(60)

with stacks_of(chosen) as stacks:
    stacks.apply(StackRef("office", "killed", spec), progress)
"""


def lease_of(chosen: StackSettings, name: str) -> Path:
    return chosen.home / "locks" / chosen.env_name / "office" / f"{name}.json"


def holder(pid: int) -> dict[str, object]:
    started = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    host = os.uname().nodename
    return {"host": host, "pid": pid, "started": int(started), "operation": "stack apply"}


def test_a_cloud_that_is_down_is_said_with_the_command_that_starts_it(
    chosen: StackSettings,
) -> None:
    away = replace(chosen, endpoint="http://127.0.0.1:9", env_name="away")
    with stacks_of(away) as stacks, pytest.raises(UnreachableError) as raised:
        stacks.plan(ref("away"), silent)
    assert raised.value.hint == "govcloud local up"


def test_a_state_whose_key_is_gone_is_a_sentence(chosen: StackSettings, tmp_path: Path) -> None:
    house = ref("keyless", network="10.45.0.0/16")
    with running_cloud(tmp_path) as cloud:
        own = settings(chosen.workspace, tmp_path, cloud.endpoint)
        with stacks_of(own) as stacks:
            stacks.apply(house, silent)
            cloud.reset()
            AwsCloud(AwsSettings(own.region, own.account, own.endpoint)).ensure_state_key()
            with pytest.raises(IntegrityError, match="the key that its state is encrypted with"):
                stacks.apply(house, silent)


def test_a_missing_engine_is_named_with_the_way_to_get_one(
    chosen: StackSettings, tmp_path: Path
) -> None:
    with (
        stacks_of(replace(chosen, engine_root=tmp_path)) as stacks,
        pytest.raises(MissingProgramError) as raised,
    ):
        stacks.plan(ref("engineless"), silent)
    assert str(tmp_path / "bin/pulumi") in raised.value.message
    assert "make setup" in raised.value.hint


@pytest.mark.parametrize("said", ["v3.100.0", "v4.0.0", "nonsense"])
def test_an_engine_that_does_not_fit_is_refused(
    chosen: StackSettings, tmp_path: Path, said: str
) -> None:
    program = tmp_path / "bin/pulumi"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho {said}\n", encoding="utf-8")
    program.chmod(0o755)
    unfit = replace(chosen, engine_root=tmp_path)
    with stacks_of(unfit) as stacks, pytest.raises(MissingProgramError):
        stacks.plan(ref("old"), silent)
