"""The Pulumi engine where it is asked to heal."""

from __future__ import annotations

from govcloud.adapters.pulumi_events import unheard
from govcloud.adapters.pulumi_stack import PulumiStacks
from govcloud.model.stack import StackRef, StackResult
from govcloud.ports import Progress


class HealingStacks(PulumiStacks):
    """The stacks of one environment, which can be brought back to what their programs say."""

    def heal(self, ref: StackRef, progress: Progress) -> StackResult:
        """Look at what stands there, and make it as the program says. Raises as `apply` does.

        What is seen is recorded before it is changed: after an interruption `stack apply` goes on.
        """
        mark = self._unfinished(ref)
        with self._opened(ref, "stack drift --heal", {}) as opened:
            mark.begin()
            self._run(ref, "refresh", opened, unheard)
            result = self._run(ref, "apply", opened, progress)
            mark.end()
        return result
