"""Bucket policies on the embedded cloud: conditions are judged, and TLS is what lets an operator pass."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, SSLError

from govcloud.local import cloud_tls
from govcloud.local.cloud import EmbeddedCloud
from govcloud.local.cloud_policies import DENIED, NEUTRAL, PERMITTED, Asked, judged
from govcloud.model.place import document, plain_http_refused
from tests.engine_fixtures import REGION, client

OBJECT = "arn:aws-cn:s3:::archive/2026/log.gz"
WHOLE = ["arn:aws-cn:s3:::archive", "arn:aws-cn:s3:::archive/*"]
TLS_ONLY = document(plain_http_refused(*WHOLE))


def statement(condition: dict[str, Any], effect: str = "Deny", **more: Any) -> dict[str, Any]:
    return {"Effect": effect, "Principal": "*", "Action": "s3:*", "Resource": WHOLE} | {
        "Condition": condition,
        **more,
    }


def verdict(policy: dict[str, Any], action: str = "s3:PutObject", **context: str) -> str:
    told = {name.replace("__", ":").replace("_", "-"): value for name, value in context.items()}
    return judged(policy, Asked(action, OBJECT, told))


@pytest.mark.parametrize(
    ("policy", "context", "expected"),
    [
        (TLS_ONLY, {"aws__securetransport": "false"}, DENIED),
        (TLS_ONLY, {"aws__securetransport": "true"}, NEUTRAL),
        (document(statement({"Bool": {"aws:SecureTransport": False}})), {"aws__securetransport": "false"}, DENIED),
        (document(statement({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}})), {}, DENIED),
        (
            document(statement({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}})),
            {"s3__x_amz_server_side_encryption": "aws:kms"},
            NEUTRAL,
        ),
        (document(statement({"Null": {"s3:x-amz-acl": "true"}})), {}, DENIED),
        (document(statement({"Null": {"s3:x-amz-acl": "false"}})), {}, NEUTRAL),
        (document(statement({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}})), {"aws__sourceip": "10.1.2.3"}, DENIED),
        (document(statement({"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}})), {"aws__sourceip": "10.1.2.3"}, NEUTRAL),
        (document(statement({"StringLike": {"aws:UserAgent": "curl*"}})), {"aws__useragent": "curl/8"}, DENIED),
        (document(statement({"BoolIfExists": {"aws:SecureTransport": "false"}})), {}, DENIED),
        (document(statement({"NoSuchOperator": {"aws:SourceIp": "x"}})), {"aws__sourceip": "x"}, NEUTRAL),
        (document(statement({}, effect="Allow")), {}, PERMITTED),
        (document(statement({}, effect="Allow"), statement({})), {}, DENIED),
        (document(statement({}, Principal={"AWS": "arn:aws-cn:iam::1:root"})), {}, NEUTRAL),
        (document(statement({}, Principal={"AWS": "*"})), {}, DENIED),
        (document(statement({}, Action="s3:putobject")), {}, DENIED),
        (document(statement({}, Action=["s3:Get*", "s3:List*"])), {}, NEUTRAL),
        (document(statement({}, Resource=WHOLE[0])), {}, NEUTRAL),
        ({"Statement": statement({})}, {}, DENIED),
    ],
)  # fmt: skip
def test_a_policy_is_judged_with_its_conditions(
    policy: dict[str, Any], context: dict[str, str], expected: str
) -> None:
    assert verdict(policy, **context) == expected


def test_what_is_not_named_is_what_not_action_and_not_resource_speak_of() -> None:
    but_reading = {"Effect": "Deny", "Principal": "*", "NotAction": "s3:Get*", "NotResource": "x"}
    assert verdict(document(but_reading)) == DENIED
    assert verdict(document(but_reading), "s3:GetObject") == NEUTRAL


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedCloud]:
    made = EmbeddedCloud(tmp_path_factory.mktemp("workspace") / "local")
    made.up()
    yield made
    made.down()


def over_tls(cloud: EmbeddedCloud, trusted: Path | bool) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=cloud.endpoint.replace("http:", "https:"),
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        verify=trusted if isinstance(trusted, bool) else str(trusted),
    )


def test_a_bucket_that_refuses_plain_http_takes_objects_over_tls_only(cloud: EmbeddedCloud) -> None:
    plain = client("s3", cloud.endpoint)
    secured = over_tls(cloud, cloud.home / "cloud-ca.pem")
    plain.create_bucket(Bucket="archive", CreateBucketConfiguration={"LocationConstraint": REGION})
    plain.put_bucket_policy(Bucket="archive", Policy=json.dumps(TLS_ONLY))
    with pytest.raises(ClientError, match="403"):
        plain.put_object(Bucket="archive", Key="2026/log.gz", Body=b"one")
    secured.put_object(Bucket="archive", Key="2026/log.gz", Body=b"one")
    with pytest.raises(ClientError, match="403"):
        plain.get_object(Bucket="archive", Key="2026/log.gz")
    refused = plain.delete_objects(Bucket="archive", Delete={"Objects": [{"Key": "2026/log.gz"}]})
    assert refused["Errors"][0]["Code"] == "AccessDenied"
    assert secured.get_object(Bucket="archive", Key="2026/log.gz")["Body"].read() == b"one"


def test_nobody_is_talked_into_trusting_the_clouds_certificate(cloud: EmbeddedCloud) -> None:
    with pytest.raises(SSLError):
        over_tls(cloud, trusted=True).list_buckets()
    assert over_tls(cloud, cloud.home / "cloud-ca.pem").list_buckets()["Owner"]


def test_a_certificate_is_kept_until_it_soon_ends_or_is_no_certificate(tmp_path: Path) -> None:
    cloud_tls.context(tmp_path)
    own, authority = tmp_path / "cloud-tls.pem", tmp_path / "cloud-ca.pem"
    before = authority.read_bytes()
    cloud_tls.context(tmp_path)
    assert authority.read_bytes() == before
    own.write_bytes(b"nonsense")
    cloud_tls.context(tmp_path)
    assert authority.read_bytes() != before
    assert stat.S_IMODE(own.stat().st_mode) == 0o600


def test_a_symmetric_key_works_and_has_no_public_half(cloud: EmbeddedCloud) -> None:
    kms = client("kms", cloud.endpoint)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    sealed = kms.encrypt(KeyId=key, Plaintext=b"a data key")["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=sealed)["Plaintext"] == b"a data key"
    with pytest.raises(ClientError, match="InvalidKeyUsage"):
        kms.get_public_key(KeyId=key)
