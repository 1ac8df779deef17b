"""Which command lives in which module: a list, so that `--help` loads none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Late:
    """A command that is loaded when it is called. `help` is the first line of its own help (a test compares)."""

    module: str
    panel: str
    help: str


def _late(name: str, panel: str, text: str) -> Late:
    return Late(f"govcloud.cli.{name}", panel, text)


LOOK, ACT, RUN = "Look", "Act", "Run"
COMMANDS: dict[str, Late] = {
    "doctor": _late(
        "doctor", LOOK, "Show which programs are here, and the command that gets each missing one."
    ),
    "config": _late("config", LOOK, "Show each setting, its value, and where that came from."),
    "explain": _late(
        "explain",
        LOOK,
        "Explain a code: its meaning, why it matters, an example of bad and good, and what to do.",
    ),
    "inventory": _late("inventory", LOOK, "Check and show the inventory."),
    "status": _late(
        "status", LOOK, "Show where each application stands, or one of them step by step."
    ),
    "approvals": _late("approvals", LOOK, "List who decided what on which plan."),
    "audit": _late("audit", LOOK, "Show, verify and export the ledger."),
    "init": _late(
        "init",
        ACT,
        "Lay down a workspace: inventory, stacks, recipes, waves, schemas for editors, settings.",
    ),
    "stack": _late("stack", ACT, "Plan and apply the shared cloud's stacks."),
    "approve": _late(
        "approve",
        ACT,
        "Approve a plan that another operator wrote; it binds to the digest, and lapses.",
    ),
    "waves": _late("waves", ACT, "Plan waves: when each application is cut over, and why then."),
    "migrate": _late("migrate", ACT, "Move applications, wave by wave."),
    "hosts": _late("hosts", RUN, "Pin host keys."),
    "local": _late("local", RUN, "Run the embedded cloud and the lab's hosts."),
}


class LateCommands(MutableMapping[str, Any]):
    """The commands by name; each is loaded when it is first looked up."""

    def __init__(self, load: Callable[[str], Any]) -> None:
        """`load` makes the command of a name."""
        self._load = load
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Raises KeyError for a name that is none."""
        if name not in COMMANDS:
            raise KeyError(name)
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        """Put a command in the place of a late one."""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        """Forget a loaded command."""
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """In the order of the help."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """How many there are."""
        return len(COMMANDS)
