"""Where in a stack's program its failure is, out of the traceback that the engine passes on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from govcloud.errors import GovcloudError, InputError
from govcloud.model.stack import StackRef

_TRACE = "Traceback (most recent call last)"
_PREFIX = "python inline source runtime error: "
_FRAME = re.compile(r'File "[^"\n]*/(stacks/[^"/\n]+/[^"\n]+)", line (\d+)')
_PLACE = re.compile(r"stacks/.+?:\d+: ")
_UNSET = re.compile(r"Missing required configuration variable '([^']+)'")


def placed(message: str) -> str:
    """A program's failure as `FILE:LINE: WHAT` where a traceback says it; anything else without its traceback."""
    said, _, trace = message.partition(_TRACE)
    frames = list(_FRAME.finditer(trace))
    if not frames:
        return said.removeprefix(_PREFIX)
    file, line = frames[-1].groups()
    after = trace[frames[-1].end() :].splitlines()[1:]
    what = next((each for each in after if each and not each[0].isspace()), said)
    return f"{file}:{line}: {what}"


def faulty_program(
    ref: StackRef, failures: Mapping[str, Sequence[str]], said: str
) -> GovcloudError | None:
    """The error where the program is at fault, not a resource."""
    for text in (*(text for texts in failures.values() for text in texts), said):
        if unset := _UNSET.search(text):
            env = ref.stack.partition("-")[0]
            return InputError(
                f"E-STK-016: {ref}: its program needs the setting `{unset[1]}`",
                hint=f"write it below `config:` in stacks/{ref.project}/Pulumi.{env}.yaml",
            )
        if _PLACE.match(text):
            return InputError(
                f"E-STK-016: {ref}: its program fails: {text}",
                hint="mend it there; docs/own-stacks.md says what programs may rely on",
            )
    return None
