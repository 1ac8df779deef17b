"""What the machine itself refuses, told in a sentence: a full disk takes no answer, a name is too long for it."""

from __future__ import annotations

import errno
import os
import sys

from govcloud.errors import FailedError, GovcloudError, InputError

_TAKES_NOTHING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def as_sentence(error: OSError) -> GovcloudError | None:
    """The sentence for a stream or disk that takes nothing more, or for a path that cannot be; None for all else."""
    if error.errno == errno.ENAMETOOLONG:
        return InputError(
            f"{str(error.filename)[:80]}… cannot be the name of a file: {error.strerror}"
        )
    if error.errno not in _TAKES_NOTHING:
        return None
    _let_go()
    what = f"{error.filename} cannot be written" if error.filename else "no more can be written"
    return FailedError(f"{what}: {error.strerror}", hint="make room, then try again")


def _let_go() -> None:
    """Drop what standard output does not take; Python would try it again at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
