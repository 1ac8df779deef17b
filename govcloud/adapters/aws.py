"""The account that an environment names, asked through boto3."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore import exceptions as botocore_errors
from botocore.config import Config

from govcloud.adapters import aws_capabilities
from govcloud.errors import (
    CloudError,
    CredentialError,
    GovcloudError,
    InputError,
    UnreachableError,
)
from govcloud.model.endpoints import endpoint_of
from govcloud.model.tagging import Tags

STATE_ALIAS = "alias/govcloud-state"
_TAGS = Tags("SHARED", "SHARED", 3).of("govcloud-state")
"""Those of the one key of all environments of an account."""


_CONNECT_S, _READ_S, _TRIES = 5, 30, 8
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_DUMMY = "govcloud"
_REFUSED_CODES = {
    "AccessDenied",
    "AccessDeniedException",
    "AuthFailure",
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "MissingAuthenticationToken",
    "SignatureDoesNotMatch",
    "UnauthorizedOperation",
    "UnrecognizedClientException",
}
_FOREIGN = (
    botocore_errors.BotoCoreError,
    botocore_errors.ClientError,
    botocore_errors.UndefinedModelAttributeError,
)
_NO_ANSWER = (
    botocore_errors.HTTPClientError,
    botocore_errors.ConnectionError,
    botocore_errors.IncompleteReadError,
)
_REFUSED = (
    botocore_errors.NoCredentialsError,
    botocore_errors.PartialCredentialsError,
    botocore_errors.CredentialRetrievalError,
    botocore_errors.TokenRetrievalError,
    botocore_errors.SSOError,
    botocore_errors.NoAuthTokenError,
    botocore_errors.MetadataRetrievalError,
    botocore_errors.LoginError,
)
_MISCONFIGURED = (
    botocore_errors.ProfileNotFound,
    botocore_errors.ConfigNotFound,
    botocore_errors.ConfigParseError,
    botocore_errors.NoRegionError,
    botocore_errors.InvalidRegionError,
    botocore_errors.UnknownRegionError,
    botocore_errors.UnknownEndpointError,
    botocore_errors.InvalidConfigError,
    botocore_errors.InfiniteLoopConfigError,
)


@dataclass(frozen=True, slots=True)
class AwsSettings:
    """Where an environment's account is. `endpoint` "" is the cloud itself."""

    region: str
    account: str
    endpoint: str = ""

    @property
    def is_loopback(self) -> bool:
        """Whether the endpoint is on this machine: then ambient credentials are never used."""
        return urlsplit(self.endpoint).hostname in _LOOPBACK


class AwsCloud:
    """ports.Cloud for one environment. The first question checks that the account is the one that was named."""

    def __init__(self, settings: AwsSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._clients: dict[str, Any] = {}
        self._caller: tuple[str, str] | None = None

    def account(self) -> str:
        """The account's id. Raises CredentialError if the credentials are another account's."""
        return self._identified()[0]

    def partition(self) -> str:
        """The partition, from the caller's own ARN."""
        return self._identified()[1]

    def ensure_state_key(self) -> str:
        """Make the key that encrypts secrets in stack states, unless it is there; gives its alias."""
        self._identified()
        with translated("the state's key"):
            kms = self._client("kms")
            if not self._has_alias(kms):
                key = kms.create_key(
                    Description="govcloud: secrets in stack states",
                    Tags=[{"TagKey": key, "TagValue": value} for key, value in _TAGS.items()],
                )["KeyMetadata"]["KeyId"]
                kms.enable_key_rotation(KeyId=key)
                kms.create_alias(AliasName=STATE_ALIAS, TargetKeyId=key)
        return STATE_ALIAS

    def console_output(self, instance: str) -> str:
        """What the instance printed at boot, "" if nothing yet."""
        self._identified()
        with translated(f"the console of {instance}"):
            answer = self._client("ec2").get_console_output(InstanceId=instance)
        return str(answer.get("Output") or "")

    def lacking(self) -> tuple[str, ...]:
        """Which of the services that stacks can do without are not there, as the cloud itself says."""
        with translated("what the cloud offers"):
            # Asked once and without patience: whoever only wants to look must not wait for a cloud that is away.
            _client(self._settings, "sts", tries=1).get_caller_identity()
            questioned = {
                name: _client(self._settings, name, tries=1) for name in aws_capabilities.QUESTIONS
            }
            return aws_capabilities.lacking(questioned)

    def _has_alias(self, kms: Any) -> bool:
        try:
            kms.describe_key(KeyId=STATE_ALIAS)
        except kms.exceptions.NotFoundException:
            return False
        return True

    def _identified(self) -> tuple[str, str]:
        with self._lock:
            if self._caller is None:
                with translated("the account"):
                    told = self._client("sts").get_caller_identity()
                found = str(told["Account"])
                if found != self._settings.account:
                    raise CredentialError(
                        f"the credentials are those of account {found}; the environment names {self._settings.account}",
                        hint="choose another --env, or the credentials of that account",
                    )
                self._caller = (found, str(told["Arn"]).split(":")[1])
            return self._caller

    def _client(self, service: str) -> Any:
        """Clients may be shared by threads; making them may not, so the first question makes them one by one."""
        if service not in self._clients:
            self._clients[service] = _client(self._settings, service)
        return self._clients[service]


def _client(settings: AwsSettings, service: str, tries: int = _TRIES) -> Any:
    session, here = _session(settings), settings.is_loopback
    endpoint = settings.endpoint
    if not here:
        model = session._session.get_service_model(service)
        endpoint = endpoint_of(str(model.service_id), settings.endpoint, os.environ)
    return session.client(
        service,
        endpoint_url=endpoint or None,
        config=Config(
            connect_timeout=_CONNECT_S,
            read_timeout=_READ_S,
            retries={"mode": "standard", "total_max_attempts": 2 if here else tries},
            proxies={} if here else None,
        ),
    )


def _session(settings: AwsSettings) -> Any:
    if settings.is_loopback:
        return boto3.Session(
            aws_access_key_id=_DUMMY, aws_secret_access_key=_DUMMY, region_name=settings.region
        )
    return boto3.Session(region_name=settings.region)


@contextmanager
def translated(about: str) -> Iterator[None]:
    """Turn whatever boto3 raises into an error of ours that says what was asked about."""
    try:
        yield
    except _FOREIGN as error:
        raise _translation(about, error) from error


def _translation(about: str, error: Exception) -> GovcloudError:
    if isinstance(error, botocore_errors.ClientError):
        told = error.response.get("Error", {})
        code = str(told.get("Code", "unknown"))
        request = error.response.get("ResponseMetadata", {}).get("RequestId", "")
        trace = f" (request {request})" if request else ""
        message = f"{about}: {error.operation_name}: {code}: {told.get('Message', '')}{trace}"
        kind = CredentialError if code in _REFUSED_CODES else CloudError
        return kind(message)
    if isinstance(error, _REFUSED):
        return CredentialError(
            f"{about}: {error}", hint="log in, or set the credentials of the environment's account"
        )
    if isinstance(error, _NO_ANSWER):
        return UnreachableError(
            f"{about}: {error}", hint="govcloud local up, for the environment `local`"
        )
    if isinstance(error, _MISCONFIGURED):
        return InputError(
            f"{about}: {error}", hint="see [tool.govcloud.env] in the workspace's pyproject.toml"
        )
    return CloudError(f"{about}: {error}")
