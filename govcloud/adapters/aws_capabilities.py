"""What a site's own cloud lacks, learnt by asking each service that stacks can do without to list something."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any

from botocore import exceptions as botocore_errors
from botocore.parsers import ResponseParserError

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "backup": "list_backup_vaults",
        "config": "describe_configuration_recorders",
        "ecr": "describe_repositories",
        "glue": "get_databases",
        "guardduty": "list_detectors",
        "rds": "describe_db_instances",
    }
)
"""The question to each optional service: one that lists, and changes nothing."""

_NO_SUCH_PLACE = frozenset({404, 405, 501})
_NO_SUCH_CALL = frozenset(
    {
        "InvalidAction",
        "NotImplemented",
        "UnknownOperation",
        "UnknownOperationException",
        "UnrecognizedAction",
        "UnsupportedOperation",
    }
)


def lacking(clients: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of these services are not there, by name.

    Only a cloud that says so lacks a service: one that does not answer, or refuses these credentials, has it, so
    that no stack gives up what it made because of a bad hour.
    """
    with ThreadPoolExecutor(max(1, len(clients))) as asking:
        found = asking.map(lambda one: _is_absent(*one), clients.items())
        return tuple(sorted(name for name, absent in zip(clients, found, strict=True) if absent))


def _is_absent(service: str, client: Any) -> bool:
    try:
        getattr(client, QUESTIONS[service])()
    except botocore_errors.ClientError as error:
        answer = error.response
        code = str(answer.get("Error", {}).get("Code", ""))
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
        return code in _NO_SUCH_CALL or status in _NO_SUCH_PLACE
    except ResponseParserError:
        # A page for people instead of an answer: there is a server, and no such service behind it.
        return True
    except botocore_errors.BotoCoreError:
        return False
    return False
