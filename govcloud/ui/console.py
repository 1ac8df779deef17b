"""The two streams: data on stdout, words on stderr; tables for people, JSON for programs. Nothing else prints."""

from __future__ import annotations

import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console as RichConsole
from rich.console import RenderableType
from rich.markup import escape

from govcloud.errors import Fault, GovcloudError
from govcloud.ui.clean import clean

MAX_FAULTS_SHOWN = 100
PIPED_COLUMNS = 500


class Output(StrEnum):
    """How views are shown."""

    TABLE = "table"
    JSON = "json"


class Console:
    """Shows views and says words. `show` takes any view: no command ever asks which output is chosen."""

    def __init__(
        self, output: Output = Output.TABLE, *, quiet: bool = False, verbose: int = 0
    ) -> None:
        """`quiet` leaves results and errors; `verbose` 1 adds what is sent to hosts."""
        self.output = output
        self.quiet = quiet
        self.verbose = verbose
        _make_fit_to_print()
        piped = not sys.stdout.isatty()
        # a row is a line for who searches in it, however wide
        wide = PIPED_COLUMNS if piped and "COLUMNS" not in os.environ else None
        self._out = RichConsole(highlight=False, soft_wrap=piped, width=wide)
        self._err = RichConsole(stderr=True, highlight=False, soft_wrap=True)

    def show(
        self,
        schema: str,
        body: Mapping[str, Any],
        draw: Callable[[Mapping[str, Any]], RenderableType],
    ) -> None:
        """One view: a JSON document whose first key is `schema`, or what `draw` makes of it."""
        if self.output is Output.JSON:
            self._document(schema, body)
        else:
            self._out.print(draw(body))

    def preview(
        self, body: Mapping[str, Any], draw: Callable[[Mapping[str, Any]], RenderableType]
    ) -> None:
        """A view that a question is about: on stderr, so that stdout has the command's own document alone."""
        self._err.print(draw(body))

    def line(self, schema: str, body: Mapping[str, Any], text: str) -> None:
        """One event of a run: a JSON line on stdout, or a line of words on stderr."""
        if self.output is Output.JSON:
            self._document(schema, body)
        else:
            self.say(text)

    def _document(self, schema: str, body: Mapping[str, Any]) -> None:
        text = json.dumps({"schema": f"govcloud.{schema}", **body}, ensure_ascii=not _speaks_utf8())
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    def say(self, text: str, style: str = "") -> None:
        """Words for the person at the terminal, unless they asked for quiet."""
        if not self.quiet:
            self._err.print(escape(clean(text)), style=style or None)

    def detail(self, text: str) -> None:
        """What only `-v` asks for."""
        if self.verbose:
            self.say(f"  $ {text}", style="dim")

    def confirm(self, question: str) -> str:
        """The answer typed at the terminal. Raises EOFError where nobody is there."""
        if not sys.stdin.isatty():
            raise EOFError
        self._err.print(escape(clean(question)), end=" ")
        return input().strip()

    def complain(self, error: GovcloudError) -> None:
        """An error, as words or as one JSON object on stderr."""
        if self.output is Output.JSON:
            shown = {
                "type": "error",
                "exit_code": error.exit_code,
                "kind": error.kind,
                "message": error.message,
                "hint": error.hint,
                "faults": [
                    {
                        "file": f.file,
                        "line": f.line,
                        "code": f.code,
                        "message": f.message,
                        "hint": f.hint,
                    }
                    for f in error.faults
                ],
            }
            sys.stderr.write(json.dumps(shown, ensure_ascii=False) + "\n")
            return
        self._err.print(f"[bold red]error:[/] {escape(clean(error.message))}")
        for fault in error.faults[:MAX_FAULTS_SHOWN]:
            self._err.print(f"  {escape(clean(str(fault)))}")
        if (more := len(error.faults) - MAX_FAULTS_SHOWN) > 0:
            self._err.print(f"  … and {more:,} more: {_by_code(error.faults)} in all")
        if error.hint:
            self._err.print(f"\n[cyan]hint:[/] {escape(clean(error.hint))}")


def _by_code(faults: Sequence[Fault]) -> str:
    """How often each code comes, the most frequent first."""
    counts = Counter(fault.code for fault in faults)
    return ", ".join(f"{count:,} × {code}" for code, count in counts.most_common())


def _speaks_utf8() -> bool:
    return str(sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _make_fit_to_print() -> None:
    """A stream that was closed swallows what is written; one without Chinese shows escapes instead."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.StringIO())
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
