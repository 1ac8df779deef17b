"""A stable code of something wrong or refused, and all that is known to say of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code in both languages.

    `exit_code` is how a command ends that stops on it; a warning (`W-`) stops only where warnings do.
    `bad` and `good` are lines of a file of ours, before and after it is mended; "" where nothing is to show.
    """

    code: str
    en: str
    zh: str
    remedy: str
    exit_code: int
    remedy_zh: str = ""
    why: str = ""
    why_zh: str = ""
    bad: str = ""
    good: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing goes on before it is mended."""
        return self.code.startswith("E-")


@dataclass(frozen=True, slots=True)
class CodeFamily:
    """Codes of one subject, in the order in which they are listed; `name` is that of their file."""

    name: str
    en: str
    zh: str
    codes: tuple[Code, ...]
