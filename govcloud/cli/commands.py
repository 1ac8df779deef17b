"""Which command lives in which module: a list, so that `--help` loads none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Late:
    """A command that is loaded when it is called. `help` is the first line of its own help (a test compares).

    `verb` is the function in the module, whose help is HELP there; "" where the module has a whole `app`.
    """

    module: str
    panel: str | None
    help: str
    verb: str = ""


def _late(name: str, panel: str, text: str) -> Late:
    return Late(f"govcloud.cli.{name}", panel, text)


def _verb(noun: str, verb: str, text: str) -> Late:
    return Late(f"govcloud.cli.{noun}_{verb}", None, text, verb)


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
    "policy": Late(
        "govcloud.cli.policy",
        ACT,
        "Write a profile's rules as a policy pack, and show its path: any `pulumi preview` or `up` then keeps them.",
        "policy",
    ),
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


INVENTORY: dict[str, Late] = {
    "check": _verb(
        "inventory",
        "check",
        "Check inventory and waves: every fault is told with its file and line, warnings by their code.",
    ),
    "completeness": _verb(
        "inventory",
        "completeness",
        "Show how complete the inventory is: four practices, a league table of departments, and who lacks what.",
    ),
    "list": Late(
        "govcloud.cli.inventory_list",
        None,
        "List the applications of the inventory, all or those that the options ask for.",
        "list_",
    ),
    "show": _verb("inventory", "show", "Show all that the inventory says of one application."),
    "discover": _verb(
        "inventory",
        "discover",
        "Ask hosts over SSH what they are and whom they talk with; neither they nor the inventory are changed.",
    ),
    "assess": _verb(
        "inventory",
        "assess",
        "Suggest a strategy for each application with its reasons, and show what stands in the way of the move.",
    ),
    "generate": _verb(
        "inventory",
        "generate",
        "Generate a synthetic province (合成数据): departments, partners, applications, servers, dependencies.",
    ),
    "import": Late(
        "govcloud.cli.inventory_import",
        None,
        "Import servers, applications and interfaces from workbooks, CSV and archives of CSV.",
        "import_",
    ),
    "source": _verb(
        "inventory",
        "source",
        "Show where the imported values of a server or application came from, cell by cell.",
    ),
    "diff": _verb(
        "inventory",
        "diff",
        "Show what differs between two inventories: departments, partners, applications and servers, field by field.",
    ),
    "export": _verb(
        "inventory",
        "export",
        "Write the inventory to files; the suffix of each chooses its form.",
    ),
    "graph": _verb(
        "inventory",
        "graph",
        "Show who needs whom: an application among its neighbours, a department, the move groups, or the estate.",
    ),
}


class LateCommands(MutableMapping[str, Any]):
    """The commands by name; each is loaded when it is first looked up."""

    def __init__(
        self, table: Mapping[str, Late], load: Callable[[str, Late], Any], more: Mapping[str, Any]
    ) -> None:
        """`load` makes the command of a name in `table`; those of `more` are made already."""
        self._table = table
        self._load = load
        self._loaded: dict[str, Any] = {**more}

    def __getitem__(self, name: str) -> Any:
        """Raises KeyError for a name that is none."""
        if name not in self._loaded:
            self._loaded[name] = self._load(name, self._table[name])
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        """Put a command in the place of a late one."""
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        """Forget a loaded command."""
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """In the order of the help."""
        return iter({**self._table, **self._loaded})

    def __len__(self) -> int:
        """How many there are."""
        return len({**self._table, **self._loaded})
