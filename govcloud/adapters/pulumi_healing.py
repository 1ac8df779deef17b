"""The Pulumi engine where it is asked to heal, and for what it recorded."""

from __future__ import annotations

from pulumi.automation.errors import CommandError, StackNotFoundError

from govcloud.adapters.pulumi_errors import translated
from govcloud.adapters.pulumi_settings import ORGANIZATION
from govcloud.adapters.pulumi_stack import PulumiStacks
from govcloud.model.stack import ResourceChange, StackRef, StackResult
from govcloud.ports import Progress


class HealingStacks(PulumiStacks):
    """The stacks of one environment, which can be brought back to what their programs say."""

    def heal(self, ref: StackRef, progress: Progress) -> StackResult:
        """Look at what stands there, and make it as the program says. Raises as `apply` does.

        What is seen is recorded before it is changed: after an interruption `stack apply` goes on.
        """
        unfinished = self._unfinished(ref)
        with self._opened(ref, "stack drift --heal", {}) as opened:
            unfinished.touch()
            self._run(ref, "refresh", opened, _silent)
            result = self._run(ref, "apply", opened, progress)
            unfinished.unlink()
        return result

    def export(self, ref: StackRef) -> bytes:
        """The stack's state with its secrets sealed, from any backend; b"" if there is no such stack."""
        where = self._workspace(ref).work_dir
        words = ["stack", "export", "--stack", f"{ORGANIZATION}/{ref}"]
        try:
            return self._command.run(words, where, {}).stdout.encode()
        except StackNotFoundError:
            return b""
        except CommandError as error:
            raise translated(ref, "export", error, {}) from error


def _silent(_ref: StackRef, _change: ResourceChange) -> None:
    """No progress."""
