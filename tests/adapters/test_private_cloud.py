"""A site's own cloud: TLS by its own authority, through the proxy, buckets in paths, and what it lacks."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from govcloud.adapters.aws import AwsCloud, AwsSettings
from govcloud.adapters.aws_capabilities import QUESTIONS
from govcloud.adapters.aws_places import OPTIONAL
from govcloud.errors import UnreachableError
from govcloud.local.cloud import ACCOUNT
from govcloud.provider.clients import Clients
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.settings import Settings
from tests.private_cloud import NAME, PrivateCloud, answering, private_cloud

REGION = "cn-north-1"
UNKNOWN = json.dumps({"__type": "UnknownOperationException"})
FORBIDDEN = json.dumps({"__type": "AccessDeniedException", "message": "not you"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateCloud]:
    with private_cloud(tmp_path_factory.mktemp("private")) as found:
        yield found


@pytest.fixture
def private(made: PrivateCloud, monkeypatch: pytest.MonkeyPatch) -> PrivateCloud:
    """The same, in the variables of this process."""
    for name, value in made.variables.items():
        monkeypatch.setenv(name, value)
    made.asked.clear()
    return made


@pytest.mark.parametrize("told", ["settings", "variable"])
def test_a_private_cloud_is_reached_by_name_through_the_proxy(
    private: PrivateCloud, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    if told == "variable":
        monkeypatch.setenv("AWS_ENDPOINT_URL", private.url)
    endpoint = private.url if told == "settings" else ""
    assert AwsCloud(AwsSettings(REGION, ACCOUNT, endpoint)).account() == ACCOUNT
    clients, settings = Clients(), Settings(REGION, endpoint)
    where = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
    clients.call(settings, "s3", "create_bucket", {"Bucket": f"archive-{told}", **where})
    clients.call(
        settings, "s3", "put_object", {"Bucket": f"archive-{told}", "Key": "a", "Body": b"1"}
    )
    assert clients.account(settings) == ACCOUNT
    assert clients.partition(settings) == "aws-cn"
    assert set(private.asked) == {f"{NAME}:443"}, "buckets are in paths, not in hosts"


def test_one_service_may_stand_elsewhere(
    private: PrivateCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(200, json.dumps({"Keys": [{"KeyId": "elsewhere"}]})) as elsewhere:
        monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", elsewhere)
        clients, settings = Clients(), Settings(REGION, private.url)
        found = clients.call(settings, "kms", "list_keys", {})
        assert [one["KeyId"] for one in found["Keys"]] == ["elsewhere"]
    assert clients.call(settings, "s3", "list_buckets", {})["Owner"]


def test_the_embedded_cloud_is_asked_without_proxy_or_foreign_endpoint(
    private: PrivateCloud, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HTTP_PROXY", private.variables["HTTPS_PROXY"])
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", "https://foreign")
    mine = json.dumps({"GetCallerIdentityResponse": {}})
    with answering(200, mine) as here:
        Clients().call(Settings(REGION, here), "kms", "list_keys", {})
        AwsCloud(AwsSettings(REGION, ACCOUNT, here))._client("kms").list_keys()
    assert private.asked == []


def test_each_optional_service_has_its_question() -> None:
    assert set(QUESTIONS) == set(OPTIONAL)


def test_a_cloud_lacks_what_it_says_it_does_not_offer_and_nothing_else(
    private: PrivateCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as servers, socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        urls = {
            "BACKUP": servers.enter_context(answering(404, "<h1>Not here</h1>", "text/html")),
            "GLUE": servers.enter_context(answering(400, UNKNOWN)),
            "RDS": servers.enter_context(answering(501, "no", "text/plain")),
            "GUARDDUTY": servers.enter_context(answering(403, FORBIDDEN)),
            "ECR": servers.enter_context(answering(503, "later", "text/plain")),
            "CONFIG_SERVICE": f"http://127.0.0.1:{silent.getsockname()[1]}",
        }
        for service, url in urls.items():
            monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service}", url)
        cloud = AwsCloud(AwsSettings(REGION, ACCOUNT, private.url))
        assert cloud.lacking() == ("backup", "glue", "rds")


@pytest.mark.parametrize(
    ("status", "content"), [(404, ""), (400, UNKNOWN), (501, json.dumps({"__type": "NotImplemented"}))]
)  # fmt: skip
def test_a_service_that_is_not_there_is_a_sentence(
    private: PrivateCloud, monkeypatch: pytest.MonkeyPatch, status: int, content: str
) -> None:
    with answering(status, content) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDTRAIL", url)
        with pytest.raises(CallRefusedError, match=r"does not offer it; .*`lacking`"):
            Clients().call(Settings(REGION, private.url), "cloudtrail", "list_trails", {})


def test_a_cloud_that_is_away_is_not_waited_for(private: PrivateCloud) -> None:
    with pytest.raises(UnreachableError):
        AwsCloud(AwsSettings(REGION, ACCOUNT, "https://nobody-knows")).lacking()
