"""YAML text in, plain values and their places out: a strict subset of YAML 1.2, whoever wrote the text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import yaml

from govcloud.adapters.yaml_bounds import SMALL_BYTES, may_hold_odd_values, suspicious
from govcloud.adapters.yaml_places import Places
from govcloud.adapters.yaml_text_scan import examine, refuse
from govcloud.errors import Fault, InputError

try:
    import ryaml

    _loads: Callable[[str], Any] | None = vars(ryaml)["loads"]
except ImportError:  # no wheel for this machine: the strict parser below takes its place
    _loads = None

BYTES_MAX = 64 * 1024 * 1024
INTEGER_MAX = 2**63 - 1
NUMBER_CHARS_MAX = 140
_TOO_LARGE = "the number is too large, or none at all"
_HUGE = re.compile(r"invalid type: integer `-?\d+` as [iu]128.* at line (\d+)")
Parser = Callable[[str, str], Any]

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def load_yaml(
    content: bytes, name: str, parse: Parser | None = None, *, closely: bool | None = None
) -> tuple[Any, Places]:
    """The one document in `content`: dicts with text keys, lists, texts, numbers, booleans and None.

    No tags, no merge keys, no key twice, at most 64 MB, 64 levels and 1,000 aliases; `name` stands in
    the fault; `parse` is one of the two parsers below, by default the fastest that is there. Keys are looked at
    `closely` only, by default in a small text: none of ours is a number, so such a text is refused anyway.
    Raises InputError with the fault (E-YAML-001 … E-YAML-013) and its line; keys that come twice are told all.
    """
    text = _decoded(content, name)
    if suspicious(content, text):
        examine(text, name)
    value = (parse or (parse_strict if _loads is None else parse_fast))(text, name)
    if value is None:
        refuse(name, 0, "E-YAML-009", "is empty", "docs/inventory.md shows how to write one")
    places = Places(text, compose)
    small = len(content) <= SMALL_BYTES
    if (small if closely is None else closely) or may_hold_odd_values(content):
        _check_values(value, places, name)
    return value, places


def places_of(content: bytes) -> Places:
    """Where the values of a text stand that was read before."""
    return Places(content.decode("utf-8", "replace"), compose)


def parse_fast(text: str, name: str) -> Any:
    """`text` by ryaml, which refuses duplicate keys and knows YAML 1.2's scalars."""
    try:
        return _loads(text) if _loads is not None else None
    except ValueError as error:
        _explain(text, name, error)


def parse_strict(text: str, name: str) -> Any:
    """`text` by PyYAML, made as strict as ryaml; for machines without it."""
    examine(text, name)
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a CSafeLoader, made stricter
    except (yaml.YAMLError, ValueError) as error:
        _explain(text, name, error)


def compose(text: str) -> Any:
    """PyYAML's nodes of a part of a text, with their lines; None where it cannot stand by itself."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None


def _decoded(content: bytes, name: str) -> str:
    if len(content) > BYTES_MAX:
        what = f"has {len(content):,} bytes; {BYTES_MAX:,} is the most"
        refuse(name, 0, "E-YAML-010", what, "is it the right file?")
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        refuse(name, 1, "E-YAML-007", "begins with a byte order mark", "save it as UTF-8, no BOM")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        refuse(name, line, "E-YAML-007", "is not UTF-8 from here on", "save it as UTF-8, no BOM")
    if (found := _FORBIDDEN.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        refuse(name, line, "E-YAML-006", _unseen(found.group()), "delete it")
    return text


def _unseen(character: str) -> str:
    return f"holds U+{ord(character):04X}, a character that cannot be seen"


class _StrictLoader(yaml.CSafeLoader):
    """PyYAML's safe loader with YAML 1.2's scalars, no merging, and no key twice."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own name; filled below

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping as it is written. Raises ValueError for a key that comes twice or is a collection."""
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, dict | list) or key in mapping:
                raise ValueError(f"key {key!r}")
            mapping[key] = self.construct_object(value_node, deep=deep)
        return mapping

    def construct_number(self, node: Any) -> int | float | str:
        """A number as ryaml reads it: what 128 bits cannot hold is a float, or else a text."""
        text: str = node.value
        if text.lower().endswith(("inf", "nan")):
            return float(text.replace(".", "", 1))
        prefixed = text.lstrip("+-")[1:2] in {"x", "o", "b"}
        if prefixed or text.lstrip("+-").isdigit():
            number = int(text, 0) if len(text) < NUMBER_CHARS_MAX else 2**128
            if -(2**127) <= number < 2**128:
                return number
        real = math.inf if prefixed else float(text)
        return text if math.isinf(real) else real


_NUMBER = "tag:yaml.org,2002:float"
_DIGITS = r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
_SCALARS = (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", ["t", "T", "f", "F"]),
    # leading zeros make a text: a telephone number or a code, no number
    ("tag:yaml.org,2002:str", r"[-+]?0[0-9]+", [*"-+0"]),
    (_NUMBER, r"[-+]?0x[0-9a-fA-F]+|[-+]?0o[0-7]+|[-+]?0b[01]+", [*"-+0"]),
    (_NUMBER, rf"[-+]?(?:{_DIGITS})(?:[eE][-+]?[0-9]+)?", [*"-+.0123456789"]),
    (_NUMBER, r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", [*"-+."]),
)
for _tag, _pattern, _first in _SCALARS:
    _StrictLoader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), _first)
_StrictLoader.add_constructor(_NUMBER, _StrictLoader.construct_number)


def _explain(text: str, name: str, complaint: Exception) -> NoReturn:
    """Find what a parser complained of, and say it with its line; parsers' own words differ."""
    examine(text, name)
    root = compose(text)
    nodes = _nodes(root) if root is not None else ()
    faults = dict.fromkeys(fault for node in nodes for fault in _key_faults(name, node))
    if faults:
        raise InputError(
            f"{name} cannot be read", faults=sorted(faults, key=lambda fault: fault.line)
        )
    if (found := _HUGE.search(str(complaint))) is not None:
        refuse(name, int(found[1]), "E-YAML-012", _TOO_LARGE, "put it in quotes")
    refuse(name, 0, "E-YAML-001", f"is no YAML: {complaint}")


def _nodes(node: Any) -> Iterator[Any]:
    """Every node below, as often as aliases lead to it; `examine` has bounded depth and number."""
    yield node
    children = node.value if node.id == "sequence" else ()
    if node.id == "mapping":
        children = (child for pair in node.value for child in pair)
    for child in children:
        yield from _nodes(child)


def _key_faults(name: str, node: Any) -> Iterator[Fault]:
    """Each key of a mapping that is no text, or that comes twice."""
    seen: dict[str, int] = {}
    for key, _ in node.value if node.id == "mapping" else ():
        line = key.start_mark.line + 1
        if key.id != "scalar":
            yield Fault(name, line, "E-YAML-013", "a key is no text", "name it in one word")
            continue
        if key.value in seen:
            what = f"key `{key.value}` comes twice, first in line {seen[key.value]}"
            yield Fault(name, line, "E-YAML-002", what, "delete one")
        seen.setdefault(key.value, line)


def _check_values(value: Any, places: Places, name: str) -> None:
    """Refuse what no document of ours holds: keys that are no texts, odd numbers, unseen characters."""
    waiting: list[tuple[Any, Any]] = [((), value)]
    while waiting:
        path, item = waiting.pop()
        if wrong := _wrong(item):
            refuse(name, places.line(_flat(path)), *wrong)
        if isinstance(item, dict):
            for key in item:
                if wrong := _wrong_key(key):
                    refuse(name, places.line((*_flat(path), str(key))), *wrong)
            waiting += [((path, key), child) for key, child in item.items()]
        elif isinstance(item, list):
            waiting += [((path, index), child) for index, child in enumerate(item)]


def _wrong(item: Any) -> tuple[str, str, str] | None:
    """Code, message and hint of what is wrong with one value."""
    if isinstance(item, str) and (found := _FORBIDDEN.search(item)) is not None:
        return "E-YAML-006", _unseen(found.group()), "delete it"
    huge = isinstance(item, int) and not -INTEGER_MAX <= item <= INTEGER_MAX
    if huge or (isinstance(item, float) and not math.isfinite(item)):
        return "E-YAML-012", _TOO_LARGE, "put it in quotes"
    return None


def _wrong_key(key: Any) -> tuple[str, str, str] | None:
    if not isinstance(key, str):
        return "E-YAML-013", f"key `{key}` is no text", "put it in quotes"
    return _wrong(key)


def _flat(path: Any) -> tuple[str | int, ...]:
    steps: list[str | int] = []
    while path:
        path, step = path
        steps.append(step)
    return tuple(reversed(steps))
