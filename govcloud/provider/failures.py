"""What can go wrong with the cloud, in govcloud's own words; nothing foreign gets out of this room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from botocore import exceptions as foreign
from botocore.parsers import ResponseParserError

from govcloud.errors import CloudError, CredentialError, GovcloudError, UnreachableError

_REFUSED_CREDENTIALS = frozenset(
    {"AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "ExpiredToken"}
)
_UNREACHABLE = (
    foreign.ConnectionError,
    foreign.HTTPClientError,
    foreign.EndpointConnectionError,
)
_NO_CREDENTIALS = (
    foreign.NoCredentialsError,
    foreign.PartialCredentialsError,
    foreign.CredentialRetrievalError,
    foreign.TokenRetrievalError,
)
_NOT_OFFERED = frozenset(
    {
        "404", "405", "501", "InvalidAction", "NotImplemented", "UnknownOperation", "UnknownOperationException",
        "UnrecognizedAction",
    }
)  # fmt: skip
_DO_WITHOUT = (
    "a service that stacks can do without is left out by `lacking` in the environment's settings"
)
_SERVER_ERROR = 500
_NO_ANSWER = "the cloud's answer cannot be read (so answers a cloud that does not offer this)"


class CallRefusedError(CloudError):
    """The cloud answered a call with an error; `code` is its word for it."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class InitFailedError(CloudError):
    """A resource exists, but setting it up failed: its id, state so far and inputs must be recorded."""

    def __init__(self, identity: str, state: Mapping[str, Any], reason: str) -> None:
        super().__init__(reason)
        self.identity = identity
        self.state = state
        self.inputs: Mapping[str, Any] = {}


@contextmanager
def translated(operation: str, *, embedded: bool) -> Iterator[None]:
    """Let only GovcloudErrors out of what is done inside."""
    try:
        yield
    except foreign.ClientError as error:
        raise _refusal(operation, error, embedded=embedded) from None
    except foreign.WaiterError as error:
        raise _gave_up(operation, error) from None
    except _UNREACHABLE as error:
        raise UnreachableError(f"{operation}: {error}") from None
    except _NO_CREDENTIALS as error:
        raise CredentialError(f"{operation}: {error}") from None
    except ResponseParserError:
        raise CallRefusedError(f"{operation}: {_NO_ANSWER}", "ResponseParserError") from None
    except foreign.BotoCoreError as error:
        raise CloudError(f"{operation}: {error}") from None


def _refusal(operation: str, error: foreign.ClientError, *, embedded: bool) -> GovcloudError:
    answer: Mapping[str, Any] = error.response
    code = str(answer.get("Error", {}).get("Code", "?"))
    message = str(answer.get("Error", {}).get("Message", "")).strip()
    about = answer.get("ResponseMetadata", {})
    request = about.get("RequestId") or "none"
    if embedded and about.get("HTTPStatusCode") == _SERVER_ERROR and "html" in message.lower():
        message = "unsupported by the embedded cloud"
    if code in _NOT_OFFERED and not operation.startswith("Head"):
        message = f"this cloud does not offer it; {_DO_WITHOUT}"
    text = f"{operation}: {code}: {message} (request {request})"
    if code in _REFUSED_CREDENTIALS:
        return CredentialError(text)
    return CallRefusedError(text, code)


def _gave_up(operation: str, error: foreign.WaiterError) -> GovcloudError:
    last = error.last_response if isinstance(error.last_response, Mapping) else {}
    code = str(last.get("Error", {}).get("Code", "")) if "Error" in last else ""
    text = f"{operation}: gave up waiting: {error}"
    return CallRefusedError(text, code) if code else CloudError(text)
