"""The one tree of errors: each says what and where, what to do next, and how the command ends.

GovcloudError                 1  failed
├── FailedError               1  a step, a host or the cloud said no
│   ├── StepFailedError          a step did not reach what it promised
│   └── CloudError               the cloud or the Pulumi engine refused
├── UsageError                2  wrong words, or a question with nobody to answer
├── PartialError              3  some done, some not
├── RefusedError              4  a gate said no
│   ├── ApprovalError            approval missing, expired, of another plan, or one's own
│   └── PreflightError           a host is not fit: space, versions, missing programs there
├── FindingsError             5  something was found
├── InputError               10  inventory, waves, workspace, settings or state malformed or missing
│   └── MissingProgramError      a program that we need here is missing or too old
├── LockedError              11  somebody else is at work
├── CredentialError          12  we were refused
│   └── HostKeyError             a host key is unknown or changed
├── UnreachableError         13  no answer in time; the outcome may be unknown
├── IntegrityError           20  ledger, state, manifest does not hold
└── InterruptError          130  the operator stopped us at a safe point
    └── TerminateError      143  the machine did (SIGTERM)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with an input: where, what, and how to mend it. `line` is 1-based, 0 = the whole file."""

    file: str
    line: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}  {self.code}  {self.message}{hint}"


class GovcloudError(Exception):
    """What every expected failure is: a sentence for the operator, with the next thing to do."""

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = "failed"

    def __init__(self, message: str, *, hint: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.faults = tuple(faults)


class FailedError(GovcloudError):
    """A step, a host or the cloud said no."""


class StepFailedError(FailedError):
    """A step did not reach what it promised."""


class CloudError(FailedError):
    """The cloud or the Pulumi engine refused."""


class UsageError(GovcloudError):
    """Wrong words, or a question with nobody to answer it."""

    exit_code = 2
    kind = "usage"


class PartialError(GovcloudError):
    """Some of what was asked was done and some was not."""

    exit_code = 3
    kind = "partial"


class RefusedError(GovcloudError):
    """A gate said no."""

    exit_code = 4
    kind = "refused"


class ApprovalError(RefusedError):
    """The approval is missing, expired, of another plan, or the author's own."""


class PreflightError(RefusedError):
    """A host is not fit for what is planned: space, versions, programs."""


class FindingsError(GovcloudError):
    """A check found something."""

    exit_code = 5
    kind = "findings"


class InputError(GovcloudError):
    """Inventory, waves, workspace, settings or state are missing or malformed."""

    exit_code = 10
    kind = "input"


class MissingProgramError(InputError):
    """A program that govcloud needs on this machine is missing or too old."""


class LockedError(GovcloudError):
    """Another controller or operator is at work; the message names the holder."""

    exit_code = 11
    kind = "locked"


class CredentialError(GovcloudError):
    """The cloud or a host refused us."""

    exit_code = 12
    kind = "credential"


class HostKeyError(CredentialError):
    """A host key is unknown or changed."""


class UnreachableError(GovcloudError):
    """A host or an endpoint did not answer in time; what was asked of it may have happened or not."""

    exit_code = 13
    kind = "unreachable"


class IntegrityError(GovcloudError):
    """Ledger, state, manifest or checkpoint does not hold: stop, and do not repair by itself."""

    exit_code = 20
    kind = "integrity"


class InterruptError(GovcloudError):
    """The operator stopped us; the safe point was reached and recorded."""

    exit_code = 130
    kind = "interrupted"


class TerminateError(InterruptError):
    """The machine stopped us (SIGTERM); the safe point was reached and recorded."""

    exit_code = 143
    kind = "terminated"
