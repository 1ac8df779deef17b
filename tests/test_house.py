"""The house keeps its floors, its sizes and its words."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter

import pytest

from tests.house import MAY_IMPORT, Source, arrows, parsed, sources, strangers, trespasses

LINES_MAX = 300
FUNCTION_LINES_MAX = 40
BANNED = {"util", "utils", "helper", "helpers", "manager", "handler", "data", "info", "process"}
OTHERS_WORDS = {"info", "treat_missing_data", "user_data"}
"""Names of interfaces that are not ours: Pulumi's stack, the cloud's instance."""

EXCUSE = re.compile(r"# (noqa: [A-Z]+\d+|type: ignore\[[\w, -]+\])\S* .+")
SKIPPING = ("pytest.skip", "pytest.xfail", "pytest.importorskip", "pytest.mark.skip", "mock.patch")


@pytest.fixture(scope="module")
def house() -> list[Source]:
    """All our files, read once."""
    return sources()


def test_no_room_imports_one_that_it_may_not_know(house: list[Source]) -> None:
    none_of(fault for source in house for fault in trespasses(source))


def test_each_library_is_known_only_where_it_belongs(house: list[Source]) -> None:
    none_of(fault for source in house for fault in strangers(source))


def test_no_modules_import_each_other_in_a_circle(house: list[Source]) -> None:
    TopologicalSorter(arrows(house)).prepare()


def test_every_room_has_its_place_in_the_floor_plan(house: list[Source]) -> None:
    assert {source.room for source in house} - set(MAY_IMPORT) - {"tests"} == set()


def test_nothing_is_imported_for_typing_only(house: list[Source]) -> None:
    word = "TYPE_" + "CHECKING"
    none_of(source.path for source in house if word in source.text)


def test_no_file_is_longer_than_one_idea(house: list[Source]) -> None:
    longer = {source.path: source.text.count("\n") for source in house}
    none_of(f"{path}: {lines} lines" for path, lines in longer.items() if lines > LINES_MAX)


def test_every_function_fits_on_a_screen(house: list[Source]) -> None:
    longer = [
        f"{source.path}:{node.lineno} {node.name}"
        for source, node in functions(house)
        if source.room != "resources"  # generated: one parameter a line, one for each property
        if (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES_MAX
    ]
    none_of(longer)


def test_names_of_modules_and_functions_mean_something(house: list[Source]) -> None:
    modules = [source.path for source in house if BANNED & set(words(source.module))]
    named = [
        f"{source.path}:{node.lineno} {node.name}"
        for source, node in functions(house)
        if source.room != "tests"
        if node.name not in OTHERS_WORDS
        if BANNED & set(words(node.name)) or node.name.startswith("do_")
    ]
    none_of(modules + named)


def test_every_module_opens_with_a_sentence(house: list[Source]) -> None:
    openings = {source.path: (ast.get_docstring(source.tree) or "") for source in house}
    none_of(path for path, text in openings.items() if not text.strip())


def test_every_excuse_to_a_linter_has_its_code_and_reason(house: list[Source]) -> None:
    excuses = [
        f"{source.path}: {comment}"
        for source in house
        for comment in comments(source)
        if re.match(r"#\s*(noqa|type:\s*ignore)", comment) and not EXCUSE.match(comment)
    ]
    none_of(excuses)


def test_no_test_is_skipped_and_nothing_is_patched(house: list[Source]) -> None:
    tests = [source for source in house if source.room == "tests" and "house" not in source.path]
    none_of(source.path for source in tests for word in SKIPPING if word in source.text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("govcloud/model/wave.py", "from govcloud.ports import Remote"),
        ("govcloud/engine/migrate.py", "import govcloud.adapters.ssh"),
        ("govcloud/adapters/ssh.py", "from govcloud.local.hosts import Host"),
        ("stacks/department/__main__.py", "from govcloud.adapters import ssh"),
        ("migrations/lift_and_shift.py", "def late():\n    from govcloud.engine import migrate"),
    ],
)
def test_an_import_against_the_floors_is_seen(path: str, text: str) -> None:
    assert list(trespasses(parsed(path, text)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("govcloud/engine/migrate.py", "import paramiko"),
        ("govcloud/adapters/ssh.py", "from google.protobuf import struct_pb2"),
        ("migrations/lift_and_shift.py", "import pulumi"),
        ("stacks/department/__main__.py", "from boto3.session import Session"),
    ],
)
def test_a_library_in_the_wrong_room_is_seen(path: str, text: str) -> None:
    assert list(strangers(parsed(path, text)))


def none_of(faults: Iterable[str]) -> None:
    """Fails with every fault on a line of its own."""
    found = sorted(faults)
    assert not found, "\n" + "\n".join(found)


def functions(
    house: list[Source],
) -> Iterator[tuple[Source, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function with the file it stands in."""
    for source in house:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield source, node


def words(name: str) -> list[str]:
    """The words a name is made of."""
    return [word.lower() for word in re.split(r"[._]+", name)]


def comments(source: Source) -> Iterator[str]:
    """The comments of a file."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
