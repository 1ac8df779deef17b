"""Holds a YAML text to our subset by its parser's events: no recursion, and nothing built."""

from __future__ import annotations

from typing import NoReturn

import yaml

from govcloud.errors import Fault, InputError

DEPTH_MAX = 64
ALIASES_MAX = 1_000
NODES_MAX = 5_000_000


def examine(text: str, name: str) -> None:
    """Refuse what is outside our subset, from the parser's events: no recursion, nothing built."""
    scan = _Scan(name)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            scan.see(event)
    except yaml.MarkedYAMLError as error:
        _refuse_syntax(name, error)
    except yaml.YAMLError as error:
        refuse(name, 0, "E-YAML-001", f"is no YAML: {error}")


class _Scan:
    """What the events told so far: documents, open collections, and how large each anchor's value is."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.documents = 0
        self._aliases = 0
        self._sizes: list[int] = [0]
        self._open: list[str | None] = []
        self._anchors: dict[str, int] = {}

    def see(self, event: yaml.Event) -> None:
        """Take one more event in. Raises InputError where the text leaves our subset."""
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._refuse(event, "E-YAML-005", "a second document begins", "keep one")
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.CollectionStartEvent():
                self._begin(event)
            case yaml.CollectionEndEvent():
                self._add(event, self._sizes.pop(), self._open.pop())

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._tag(event)
        self._new_anchor(event)
        self._open.append(event.anchor)
        self._sizes.append(1)
        if len(self._open) > DEPTH_MAX:
            self._refuse(
                event, "E-YAML-008", f"nested deeper than {DEPTH_MAX} levels", "flatten it"
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._tag(event)
        self._new_anchor(event)
        if event.value == "<<" and not event.style:
            self._refuse(
                event, "E-YAML-004", "merge keys (`<<`) are not taken", "write the keys out"
            )
        self._add(event, 1, event.anchor)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._aliases += 1
        wrong = ""
        if event.anchor in self._open:
            wrong = f"alias *{event.anchor} stands inside itself"
        elif event.anchor not in self._anchors:
            wrong = f"alias *{event.anchor} has no anchor before it"
        elif self._aliases > ALIASES_MAX:
            wrong = f"more than {ALIASES_MAX:,} aliases"
        if wrong:
            self._refuse(event, "E-YAML-011", wrong, "write the value out")
        self._add(event, self._anchors[event.anchor or ""], None)

    def _add(self, event: yaml.Event, size: int, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = size
        self._sizes[-1] += size
        if self._sizes[-1] > NODES_MAX:
            self._refuse(event, "E-YAML-011", "its values are too many", "write aliases out")

    def _new_anchor(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        taken = event.anchor in self._anchors or event.anchor in self._open
        if event.anchor is not None and taken:
            wrong = f"anchor &{event.anchor} comes twice"
            self._refuse(event, "E-YAML-011", wrong, "name it otherwise")

    def _tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, "E-YAML-003", f"tags (`{shown}`) are not taken", "delete the tag")

    def _refuse(self, event: yaml.Event, code: str, what: str, hint: str) -> NoReturn:
        refuse(self.name, event.start_mark.line + 1 if event.start_mark else 0, code, what, hint)


def _refuse_syntax(name: str, error: yaml.MarkedYAMLError) -> NoReturn:
    """The parser's complaint, told at the place where what it was reading began."""
    marks = [mark.line + 1 for mark in (error.context_mark, error.problem_mark) if mark is not None]
    began, noticed = (marks[0], marks[-1]) if marks else (0, 0)
    what = f"is no YAML: {error.problem or error.context}"
    if error.context:
        what += f", {error.context}"
    if began != noticed:
        what += f" (noticed in line {noticed})"
    refuse(name, began, "E-YAML-001", what, "brackets, quotes and indentation: what is not closed?")


def refuse(name: str, line: int, code: str, what: str, hint: str = "") -> NoReturn:
    """Raises InputError with one fault at `line` of the file `name`."""
    raise InputError(f"{name} cannot be read", faults=[Fault(name, line, code, what, hint)])
