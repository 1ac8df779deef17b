"""The estate's part of a desk: workspace, settings, inventory and waves, each read when first asked for."""

from __future__ import annotations

import gc
import sys
from datetime import date
from functools import cached_property
from pathlib import Path

from govcloud.cli import settings as settings_of
from govcloud.cli.flags import Flags
from govcloud.errors import Fault, InputError, UsageError
from govcloud.model.inventory import Application, Inventory
from govcloud.model.wave import Wave
from govcloud.rules.checks import inventory_warnings
from govcloud.rules.circumstances import Circumstances
from govcloud.rules.finding import placed
from govcloud.rules.software import Recogniser
from govcloud.ui.console import Console, Output


class EstateDesk:
    """Words, settings and the estate."""

    def __init__(self, flags: Flags) -> None:
        """Only the console is made at once: an error must always find it."""
        self._flags = flags
        output = flags.values["output"] or settings_of.environ().get("GOVCLOUD_OUTPUT", "table")
        known = output if output in set(Output) else Output.TABLE
        self.console = Console(Output(known), quiet=flags.quiet, verbose=flags.verbose)
        if known != output:
            raise InputError(f"E-SET-005: GOVCLOUD_OUTPUT is `{output}`, not table or json")

    @cached_property
    def workspace(self) -> Path:
        """The folder that holds inventory.yaml. Raises InputError."""
        from govcloud.adapters.workspace_place import find_workspace

        named = self._flags.values["workspace"] or settings_of.environ().get(
            "GOVCLOUD_WORKSPACE", ""
        )
        return find_workspace(Path(named) if named else Path.cwd()).resolve()

    @property
    def home(self) -> Path:
        """The workspace's `.govcloud`: store, pins, keys, Pulumi state, the lab."""
        return self.workspace / ".govcloud"

    @cached_property
    def settings(self) -> settings_of.Settings:
        """All settings and where each came from."""
        return settings_of.resolve(self._flags.values, settings_of.environ(), self.workspace)

    @cached_property
    def environment(self) -> settings_of.Environment:
        """The environment that is worked on."""
        return settings_of.environment(self.workspace, self.settings["env"])

    @property
    def operator(self) -> str:
        """Who acts."""
        return self.settings["operator"]

    @cached_property
    def inventory(self) -> Inventory:
        """The validated inventory. Raises InputError with all its faults."""
        from govcloud.adapters.content_cache import ContentCache
        from govcloud.adapters.inventory_yaml import read_inventory

        found = read_inventory(self.inventory_place, ContentCache(self.home / "cache"))
        # it stays to the end: to look for garbage in it again and again would take longer than its use
        gc.freeze()
        return found

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """The waves of migrations/waves.yaml. Raises InputError with all its faults."""
        from govcloud.adapters.waves_yaml import read_waves

        return read_waves(self._waves_file, self.inventory)

    @property
    def waves_so_far(self) -> tuple[Wave, ...]:
        """The waves; none where nobody has written the file yet. Raises InputError with all its faults."""
        return self.waves if self._waves_file.exists() else ()

    @property
    def _waves_file(self) -> Path:
        return self.workspace / "migrations" / "waves.yaml"

    @cached_property
    def today(self) -> date:
        """The day by the machine's clock, in UTC."""
        from govcloud.adapters.clock import SystemClock

        return date.fromisoformat(SystemClock().now()[:10])

    def warnings(self, today: date) -> tuple[Fault, ...]:
        """What the checks of the inventory only warn of, judged on `today`. Raises InputError for a profile."""
        from govcloud.adapters.profiles_yaml import read_profiles

        around = Circumstances(today, Recogniser(read_profiles(self.workspace)))
        found = inventory_warnings(self.inventory, around)
        return placed(found, self.inventory.places, self.inventory_place.name)

    @property
    def inventory_place(self) -> Path:
        """The file or folder of the inventory. Raises InputError (E-INV-005)."""
        from govcloud.adapters.inventory_sources import inventory_place

        return inventory_place(self.workspace)

    @property
    def ids(self) -> list[str]:
        """The applications' ids."""
        return [application.id for application in self.inventory.applications]

    def application(self, name: str) -> Application:
        """The application with this id. Raises InputError with what it may have meant."""
        from difflib import get_close_matches

        if name not in self.ids:
            near = get_close_matches(name, self.ids, 1)
            hint = f"did you mean {near[0]}?" if near else "list them: govcloud inventory list"
            raise InputError(f"E-APP-001: the inventory has no application `{name}`", hint=hint)
        return self.inventory.application(name)

    def wave(self, name: str) -> Wave:
        """The wave called `name`. Raises InputError (E-WAV-001)."""
        for wave in self.waves:
            if wave.id == name:
                return wave
        listed = ", ".join(wave.id for wave in self.waves) or "none"
        raise InputError(
            f"E-WAV-001: migrations/waves.yaml has no wave `{name}`", hint=f"known: {listed}"
        )

    def demand_somebody(self, hint: str) -> None:
        """Raise UsageError where nobody is at the terminal to be asked."""
        if not sys.stdin.isatty():
            raise UsageError("nobody is at the terminal to be asked", hint=hint)

    def ask(self, question: str) -> str:
        """What the person at the terminal types. Raises UsageError where nobody is there."""
        try:
            return self.console.confirm(question)
        except EOFError as error:
            raise UsageError(
                "there is a question, and nobody at the terminal to answer it",
                hint="give the answer as an option: see --help",
            ) from error
