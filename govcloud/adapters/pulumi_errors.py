"""The engine's failures as sentences: the SDK guesses their kind from the command's text, and so must we."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pulumi.automation.errors import CommandError, ConcurrentUpdateError

from govcloud.adapters.pulumi_events import plain_text
from govcloud.adapters.pulumi_faulty import faulty_program
from govcloud.errors import (
    CloudError,
    CredentialError,
    GovcloudError,
    IntegrityError,
    LockedError,
    MissingProgramError,
    UnreachableError,
)
from govcloud.model.stack import StackRef

_SHOWN = 5
_HOLDER = re.compile(r"created by (?P<user>\S+)@(?P<host>\S+) \(pid (?P<pid>\d+)\)")
_NO_ANSWER = re.compile(
    r"connection refused|Could not connect to the endpoint|EndpointConnectionError|no such host"
    r"|Connection was closed before|Connect timeout|Read timeout",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"AuthFailure|UnrecognizedClient|InvalidClientTokenId|ExpiredToken|NoCredentials"
    r"|Unable to locate credentials|SignatureDoesNotMatch",
)
_KEY_GONE = re.compile(
    r"secrets manager|encryption key|decrypt|NotFoundException|InvalidCiphertext|AccessDeniedException",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(r'unknown stack "organization/([^"]+)"')
_PLUGIN_GONE = re.compile(
    r"no resource plugin|could not find plugin|plugin .{0,80}not found|fork/exec"
)
_PLUGIN_NAMED = re.compile(
    r"no resource plugin 'pulumi-resource-(?!govcloud')(?P<name>[^']+)' found in the workspace"
    r"(?: at version v?(?P<version>[^\s,;]+))?"
)


# What the text says, whether it must be no resource's fault, and what it means.
_SIGNS: tuple[tuple[re.Pattern[str], bool, type[GovcloudError], str, str], ...] = (
    (
        _NO_ANSWER,
        False,
        UnreachableError,
        "the cloud's endpoint does not answer",
        "govcloud local up",
    ),
    (
        _KEY_GONE,
        True,
        IntegrityError,
        "the key that its state is encrypted with is gone or refused",
        "restore the key; on the embedded cloud, govcloud local reset forgets the state too",
    ),
    (_REFUSED, False, CredentialError, "the cloud refused the credentials", ""),
    (
        _PLUGIN_GONE,
        False,
        MissingProgramError,
        "the provider plugin does not start",
        "govcloud doctor",
    ),
)


def lock_holder(error: ConcurrentUpdateError) -> tuple[str, int]:
    """Host and pid of who made the engine's lock; ("", 0) if the text does not say."""
    found = _HOLDER.search(str(error))
    return (found["host"], int(found["pid"])) if found else ("", 0)


def translated(
    ref: StackRef, verb: str, error: CommandError, failures: Mapping[str, Sequence[str]]
) -> GovcloudError:
    """The error to raise for a failed run: what failed, why, and what to type next."""
    if isinstance(error, ConcurrentUpdateError):
        host, pid = lock_holder(error)
        holder = f"process {pid} on {host}" if pid else "another run"
        return LockedError(f"{ref} is locked by {holder}", hint="wait for it to end")
    said = plain_text(_complaint(str(error)))
    reasons = " ".join(reason for texts in failures.values() for reason in texts) or said
    if needed := _NOT_THERE.search(reasons):
        sentence = f"{ref} needs the stack {needed[1]}, which is not there yet"
        return CloudError(sentence, hint="govcloud stack apply")
    if missing := _PLUGIN_NAMED.search(reasons):
        return _plugin_missing(ref, missing["name"], missing["version"] or "")
    if faulty := faulty_program(ref, failures, said):
        return faulty
    for sign, general, kind, sentence, hint in _SIGNS:
        if sign.search(reasons) and not (general and failures):
            return kind(f"{ref}: {sentence}: {_cut(reasons)}", hint=hint)
    return _failed(ref, verb, failures, said)


def _failed(
    ref: StackRef, verb: str, failures: Mapping[str, Sequence[str]], said: str
) -> CloudError:
    hint = (
        "mend it, then `govcloud stack apply` continues where it stopped" if verb == "apply" else ""
    )
    named = [
        f"{_name(urn)}: {_cut(' '.join(dict.fromkeys(texts)))}"
        for urn, texts in failures.items()
        if _name(urn)
    ]
    general = [texts[0] for urn, texts in failures.items() if texts and not _name(urn)]
    if named:
        more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
        plural = "resource" if len(named) == 1 else "resources"
        return CloudError(
            f"{ref}: {len(named)} {plural} failed: {'; '.join(named[:_SHOWN])}{more}", hint=hint
        )
    return CloudError(f"{ref}: {verb} failed: {_cut(' '.join(general) or said)}", hint=hint)


def _name(urn: str) -> str:
    """`Vpc hub` of a resource's URN; "" for the stack itself."""
    parts = urn.split("::")
    if len(parts) < 4 or parts[2] == "pulumi:pulumi:Stack":  # noqa: PLR2004 - urn:pulumi:STACK::PROJECT::TYPE::NAME
        return ""
    return f"{parts[2].rpartition(':')[2]} {parts[3]}"


def _complaint(text: str) -> str:
    """The standard error of a command, out of the SDK's account of it."""
    return text.partition("\n stderr: ")[2] or text


def _cut(text: str, length: int = 400) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _plugin_missing(ref: StackRef, name: str, version: str) -> MissingProgramError:
    wanted = f" in version {version}" if version else ""
    return MissingProgramError(
        f"E-STK-017: {ref} needs the plugin `pulumi-resource-{name}`{wanted}, which is not here",
        hint=f"name its folder below `plugins: providers:` in stacks/{ref.project}/Pulumi.yaml, or put it as "
        f"resource-{name}-v{version or 'VERSION'}/ into the folder of the setting pulumi_plugin_dir; "
        "nothing is downloaded",
    )


def no_plugin(path: Path, error: OSError) -> MissingProgramError:
    """The plugin could not be put where the engine looks for it."""
    return MissingProgramError(
        f"the provider plugin cannot be installed below {path}: {error}", hint="govcloud doctor"
    )
