"""The mark beside a stack's lease that makes the next apply look over the cloud for what the state does not know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govcloud.model.stack import StackRef


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Made where a run begins that changes anything, gone at its good end; an import leaves one that says when."""

    path: Path

    def begin(self) -> None:
        """Say that a run has begun."""
        self._write("")

    def imported(self, moment: datetime) -> None:
        """Say that the state was put in at this moment, and may be older than the cloud."""
        self._write(f"{moment:%Y-%m-%dT%H:%M:%SZ}")

    def end(self) -> None:
        """Say that the state knows the cloud."""
        self.path.unlink()

    def stands(self) -> bool:
        """Whether the next apply must look."""
        return self.path.exists()

    def since_import(self) -> str:
        """When the state was put in that no run has looked over since; "" if that is not why."""
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _write(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.new")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.path)


def unfinished(locks: Path, ref: StackRef) -> Unfinished:
    """That of a stack; `locks` is where our leases are."""
    return Unfinished(locks / f"{ref}.unfinished")
