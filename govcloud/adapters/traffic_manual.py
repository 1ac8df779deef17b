"""Where govcloud may not lead users itself: a person is told what to do, and says when it is done."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from govcloud.errors import InputError, IntegrityError, StepFailedError
from govcloud.model.step import Side


@dataclass(frozen=True, slots=True)
class ManualTraffic:
    """A `Traffic` that a person works: `order` shows what is to be done, `ask` waits for an answer.

    `entries` are the applications' base URLs. What was confirmed last is kept in `file`; users of an
    application of which nothing was ever confirmed are at its source, where the inventory describes it.
    """

    file: Path
    order: Callable[[str], None]
    ask: Callable[[str], str]
    entries: Mapping[str, str]

    def entry(self, application: str) -> str:
        """The base URL at which users reach the application, "" if it has none."""
        return self.entries.get(application, "")

    def read(self, application: str) -> Side | None:
        """What was confirmed last; None for an application without an entry. Raises IntegrityError."""
        if application not in self.entries:
            return None
        return self._confirmed_sides().get(application, Side.SOURCE)

    def switch(self, application: str, to: Side) -> None:
        """Have users led to the other side. Nothing is asked if that was confirmed before.

        Raises InputError for an application without an entry, StepFailedError if the answer is no, and
        whatever `ask` raises where there is nobody to ask.
        """
        if application not in self.entries:
            raise InputError(
                f"{application} has no entry to switch", hint="give it a probe in inventory.yaml"
            )
        if self.read(application) is to:
            return
        self.order(
            f"Lead the users of {application} ({self.entries[application]}) to its {to.value}: "
            "change the DNS record or load balancer that answers there, and wait until it holds."
        )
        question = f"When they are at its {to.value}, type {application}:"
        # The name in full: a stray key must not pass for a yes.
        if self.ask(question).strip() != application:
            raise StepFailedError(
                f"nobody confirmed that the users of {application} are led to its {to.value}",
                hint="switch them, then run the same command again",
            )
        self._keep({**self._confirmed_sides(), application: to})

    def _confirmed_sides(self) -> dict[str, Side]:
        try:
            told = json.loads(self.file.read_bytes())
            return {str(application): Side(side) for application, side in told.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, AttributeError) as error:
            raise IntegrityError(
                f"{self.file} does not say where users are led: {error}",
                hint="remove it once every application's users are at the source, or restore it",
            ) from error

    def _keep(self, sides: Mapping[str, Side]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_name(f"{self.file.name}.new")
        with draft.open("w", encoding="utf-8") as file:
            json.dump(
                {application: side.value for application, side in sides.items()}, file, indent=1
            )
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.file)
