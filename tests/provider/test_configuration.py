"""What the provider is told, for which stack, and what of it may change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2
from pulumi.runtime.proto import provider_pb2 as pb

from govcloud import __version__
from govcloud.provider.clients import Clients
from govcloud.provider.servicer import Provider
from govcloud.provider.serving import serve
from govcloud.provider.settings import Settings, is_loopback
from govcloud.provider.wire import Secret, from_struct, to_struct
from tests.provider.rig import Rig, connect

VPC = "govcloud:ec2:Vpc"


@pytest.fixture
def fresh(endpoint: str) -> Iterator[Rig]:
    """A provider that nobody configured yet."""
    server, port = serve(Provider())
    channel, stub = connect(port)
    yield Rig(stub, endpoint)
    channel.close()
    server.stop(None).wait(5)


def check_config(rig: Rig, given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    answer = rig.stub.CheckConfig(pb.CheckRequest(news=to_struct(given)))
    return from_struct(answer.inputs), {f.property: f.reason for f in answer.failures}


def diff_config(rig: Rig, old: dict[str, Any], new: dict[str, Any]) -> pb.DiffResponse:
    answer: pb.DiffResponse = rig.stub.DiffConfig(
        pb.DiffRequest(olds=to_struct(old), old_inputs=to_struct(old), news=to_struct(new))
    )
    return answer


def test_a_setting_that_nobody_knows_and_one_that_is_missing_are_refused(rig: Rig) -> None:
    _, faults = check_config(rig, {"regoin": "us-east-1", "recovery": "maybe"})
    assert set(faults) == {"regoin", "region", "recovery"}
    assert "pulumi config set govcloud:region" in faults["region"]


def test_a_sound_configuration_passes_and_its_secrets_stay(rig: Rig) -> None:
    given = {"region": "us-east-1", "version": "0.1.0", "accountId": Secret("1")}
    assert check_config(rig, given) == (given, {})


def test_another_region_replaces_everything(rig: Rig) -> None:
    found = diff_config(rig, {"region": "us-east-1"}, {"region": "cn-north-1"})
    assert list(found.replaces) == ["region"]


def test_another_endpoint_of_the_same_cloud_is_no_difference(rig: Rig) -> None:
    old = {"region": "us-east-1", "endpointUrl": rig.endpoint}
    new = {**old, "endpointUrl": rig.endpoint.replace("127.0.0.1", "localhost")}
    assert diff_config(rig, old, new).changes == pb.DiffResponse.DIFF_NONE


def test_another_endpoint_of_another_cloud_is_refused(rig: Rig) -> None:
    old = {"region": "us-east-1", "endpointUrl": "http://127.0.0.1:1", "accountId": "000000000000"}
    new = {**old, "endpointUrl": rig.endpoint}
    assert diff_config(rig, old, new).changes == pb.DiffResponse.DIFF_NONE
    del new["accountId"]
    with pytest.raises(grpc.RpcError) as told:
        diff_config(rig, {**old, "accountId": ""}, {**new, "accountId": ""})
    assert "cannot be asked whether both are one cloud" in told.value.details()


def test_each_stack_keeps_its_own_settings_in_a_shared_provider(fresh: Rig) -> None:
    north = Rig(fresh.stub, fresh.endpoint, region="cn-north-1", stack="north")
    fresh.configure()
    north.configure()
    one = fresh.create(VPC, "net", {"cidrBlock": "10.1.0.0/16"})
    other = north.create(VPC, "net", {"cidrBlock": "10.1.0.0/16"})
    assert ":us-east-1:" in one.state["arn"]
    assert other.state["arn"].startswith("arn:aws-cn:ec2:cn-north-1:")


def test_a_stack_that_was_never_configured_is_refused(fresh: Rig) -> None:
    with pytest.raises(grpc.RpcError) as told:
        fresh.create(VPC, "net", {"cidrBlock": "10.1.0.0/16"})
    assert "not configured" in told.value.details()


def test_two_regions_in_one_stack_need_a_provider_each(fresh: Rig) -> None:
    fresh.configure()
    args = to_struct({"region": "cn-north-1", "endpointUrl": fresh.endpoint})
    with pytest.raises(grpc.RpcError) as told:
        fresh.stub.Configure(pb.ConfigureRequest(args=args, urn=fresh.urn("x", "second")))
    assert "already has a provider in us-east-1" in told.value.details()


def test_the_protocol_is_answered_as_we_speak_it(rig: Rig) -> None:
    shake = rig.stub.Handshake(pb.ProviderHandshakeRequest(engine_address="127.0.0.1:1"))
    assert shake.accept_secrets
    assert not shake.accept_outputs
    rig.stub.Attach(plugin_pb2.PluginAttach(address="127.0.0.1:1"))
    assert rig.stub.GetPluginInfo(empty_pb2.Empty()).version == __version__
    rig.stub.Cancel(empty_pb2.Empty())


def test_the_embedded_cloud_never_sees_credentials_of_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREAL")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "real")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "real")
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:1")
    settings = Settings("us-east-1", "http://127.0.0.1:5000")
    client = Clients().client(settings, "ec2")
    credentials = client._request_signer._credentials
    assert (credentials.access_key, credentials.token) == ("embedded", None)


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.0.0.1:5000", True),
        ("http://localhost:5000", True),
        ("http://[::1]:5000", True),
        ("https://ec2.us-east-1.amazonaws.com", False),
        ("http://10.0.0.1:5000", False),
        ("", False),
    ],
)
def test_a_loopback_address_is_this_machine(url: str, own: bool) -> None:
    assert is_loopback(url) is own
