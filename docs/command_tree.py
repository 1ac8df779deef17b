"""Walks the command tree and writes it as a reference."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One command of the tree; `path` is what is typed, `group` whether it has commands."""

    path: str
    node: Any
    group: bool

    @property
    def help(self) -> str:
        """Its help as paragraphs."""
        return inspect.cleandoc(self.node.help or "").replace("\f", "").strip()


def entries(node: Any, path: str) -> Iterator[Entry]:
    """The node and all that is below it, in the order of the help; hidden commands stay out."""
    commands = getattr(node, "commands", {})
    yield Entry(path, node, bool(commands))
    for name, command in commands.items():
        if not command.hidden:
            yield from entries(command, f"{path} {name}")


def reference(node: Any, path: str) -> str:
    """The whole tree as Markdown."""
    return "\n\n".join(_section(entry) for entry in entries(node, path))


def _section(entry: Entry) -> str:
    parameters = [each for each in entry.node.params if not each.hidden]
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = [each for each in parameters if each.param_type_name == "option"]
    parts = [f"## `{entry.path}`", f"    {_usage(entry, arguments)}", _prose(entry.help)]
    if entry.group:
        below = [f"- [`{each.path}`](#{_anchor(each.path)})" for each in _children(entry)]
        parts.append("\n".join(below))
    if arguments:
        parts.append(_table("argument", [(_metavar(each), _meaning(each)) for each in arguments]))
    if options:
        parts.append(_table("option", [(_option(each), _meaning(each)) for each in options]))
    return "\n\n".join(parts)


def _children(entry: Entry) -> Iterator[Entry]:
    depth = entry.path.count(" ") + 1
    return (each for each in entries(entry.node, entry.path) if each.path.count(" ") == depth)


def _anchor(path: str) -> str:
    return path.replace(" ", "-")


def _usage(entry: Entry, arguments: list[Any]) -> str:
    words = [entry.path]
    if any(each.param_type_name == "option" for each in entry.node.params):
        words.append("[OPTIONS]")
    for each in arguments:
        word = _metavar(each) + ("…" if each.nargs == -1 else "")
        words.append(word if each.required else f"[{word}]")
    return " ".join([*words, *(["COMMAND"] if entry.group else [])])


def _prose(text: str) -> str:
    """Help as Markdown: what the help indents is an example."""
    lines = [f"  {line}" if line.startswith("  ") else line for line in text.splitlines()]
    return re.sub(r"\n( {4}.*)\n(?=\n {4})", r"\n\1", "\n".join(lines))


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _option(parameter: Any) -> str:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    return names if parameter.is_flag or parameter.count else f"{names} {_value(parameter)}"


def _value(parameter: Any) -> str:
    kind = parameter.type_descriptor.annotation
    if parameter.metavar:
        return str(parameter.metavar)
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return "\\|".join(str(member.value) for member in kind)
    return str(parameter.name).upper()


def _meaning(parameter: Any) -> str:
    text = " ".join((parameter.help or "").split())
    variables = parameter.envvar
    if variables:
        names = [variables] if isinstance(variables, str) else variables
        text += " Environment: " + ", ".join(f"`{name}`" for name in names) + "."
    default = parameter.default
    default = default.value if isinstance(default, Enum) else default
    if parameter.param_type_name == "option" and default not in (None, "", False, (), [], 0):
        text += f" Default: `{default}`."
    return text.replace("|", "\\|")


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {head} | meaning |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{name}` | {meaning} |" for name, meaning in rows)])
