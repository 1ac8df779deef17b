"""The account of an environment, asked through boto3."""

from __future__ import annotations

import inspect
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore import exceptions as botocore_errors

from govcloud.adapters.aws import AwsCloud, AwsSettings, translated
from govcloud.errors import CloudError, CredentialError, GovcloudError, InputError, UnreachableError
from govcloud.local.cloud import ACCOUNT, EmbeddedCloud

REGION = "cn-north-1"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    cloud = EmbeddedCloud(tmp_path_factory.mktemp("aws"))
    yield cloud.up()
    cloud.down()


@pytest.fixture
def cloud(endpoint: str) -> AwsCloud:
    return AwsCloud(AwsSettings(REGION, ACCOUNT, endpoint))


def test_the_account_and_its_partition_are_what_the_cloud_says(cloud: AwsCloud) -> None:
    assert (cloud.account(), cloud.partition()) == (ACCOUNT, "aws-cn")


def test_another_account_than_the_environments_is_refused(endpoint: str) -> None:
    cloud = AwsCloud(AwsSettings(REGION, "999999999999", endpoint))
    for question in (cloud.account, cloud.ensure_state_key, lambda: cloud.console_output("i-1")):
        with pytest.raises(CredentialError, match="the environment names 999999999999"):
            question()


def test_the_state_key_is_made_once(cloud: AwsCloud, endpoint: str) -> None:
    assert cloud.ensure_state_key() == cloud.ensure_state_key() == "alias/govcloud-state"
    kms = boto3.client(
        "kms",
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    assert len(kms.list_keys()["Keys"]) == 1
    key = kms.describe_key(KeyId="alias/govcloud-state")["KeyMetadata"]["KeyId"]
    assert kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"]


def test_ambient_credentials_are_never_used_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, endpoint: str
) -> None:
    stolen = tmp_path / "credentials"
    stolen.write_text("[default]\naws_access_key_id=REAL\naws_secret_access_key=REAL\n")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(stolen))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "REAL")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "REAL")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "REAL")
    cloud = AwsCloud(AwsSettings(REGION, ACCOUNT, endpoint))
    cloud.account()
    signer: Any = cloud._clients["sts"]._request_signer._credentials
    assert (signer.access_key, signer.token) == ("govcloud", None)


def test_a_cloud_that_does_not_answer_is_unreachable() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(UnreachableError) as raised:
            AwsCloud(AwsSettings(REGION, ACCOUNT, nowhere)).account()
    assert "govcloud local up" in raised.value.hint


def test_an_instance_that_is_not_there_is_said_with_operation_and_code(cloud: AwsCloud) -> None:
    with pytest.raises(CloudError, match=r"GetConsoleOutput: InvalidInstanceID\.NotFound"):
        cloud.console_output("i-00000000000000000")


def every_foreign_exception() -> list[type[Exception]]:
    found = [cls for _, cls in inspect.getmembers(botocore_errors, inspect.isclass)]
    return [
        cls
        for cls in found
        if issubclass(cls, Exception)
        and not issubclass(cls, Warning)
        and cls.__module__.startswith("botocore")
    ]


@pytest.mark.parametrize("kind", every_foreign_exception(), ids=lambda kind: kind.__name__)
def test_no_exception_of_botocore_comes_through(kind: type[Exception]) -> None:
    foreign = kind.__new__(kind)
    if isinstance(foreign, botocore_errors.ClientError):
        foreign.response = {"Error": {"Code": "Throttling", "Message": "slower"}}
        foreign.operation_name = "DescribeVpcs"
    with pytest.raises(GovcloudError, match="the network"), translated("the network"):
        raise foreign


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        (botocore_errors.NoCredentialsError(), CredentialError),
        (botocore_errors.ProfileNotFound(profile="prod"), InputError),
        (botocore_errors.NoRegionError(), InputError),
        (botocore_errors.ConnectTimeoutError(endpoint_url="http://x"), UnreachableError),
        (botocore_errors.ReadTimeoutError(endpoint_url="http://x"), UnreachableError),
        (botocore_errors.WaiterError("x", "too long", {}), CloudError),
    ],
)
def test_each_kind_of_trouble_has_its_exit_code(
    foreign: Exception, ours: type[GovcloudError]
) -> None:
    with pytest.raises(ours), translated("the network"):
        raise foreign


def test_refused_credentials_are_told_from_other_refusals() -> None:
    answer: Any = {"Error": {"Code": "ExpiredToken", "Message": "log in again"}}
    with pytest.raises(CredentialError, match="ExpiredToken: log in again"), translated("x"):
        raise botocore_errors.ClientError(answer, "GetCallerIdentity")
