"""What is being taken over by a stack: kept from the order until an apply has come to its good end."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from govcloud.model.stack import StackRef


@dataclass(frozen=True, slots=True)
class Adoptions:
    """One file for each stack that takes something over: `TYPE::NAME` -> id."""

    folder: Path

    def of(self, ref: StackRef) -> dict[str, str]:
        """What this stack takes over; {} for nothing."""
        try:
            found: dict[str, str] = json.loads(self._path(ref).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return found

    def order(self, ref: StackRef, what: dict[str, str]) -> None:
        """Have programs of this stack take these over from now on."""
        path = self._path(ref)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}")
        draft.write_text(json.dumps(what), encoding="utf-8")
        draft.replace(path)

    def done(self, ref: StackRef) -> None:
        """Nothing is taken over any more."""
        self._path(ref).unlink(missing_ok=True)

    def _path(self, ref: StackRef) -> Path:
        return self.folder / ref.project / f"{ref.stack}.json"
