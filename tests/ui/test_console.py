"""The terminal: nothing from outside drives it, data and words keep to their streams, JSON always parses."""

from __future__ import annotations

import io
import json
import sys

import pytest
from rich.text import Text

from govcloud.errors import Fault, InputError
from govcloud.ui.clean import clean
from govcloud.ui.console import Console, Output


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]0;pwn\x07", "\\x1b]0;pwn\\x07"),
        ("a\u202eb", "a\\x202eb"),
        ("\x9b31m", "\\x9b31m"),
        ("\udcff", "\\xdcff"),
        ("省\n市", "省\n市"),
    ],
    ids=["title escape", "bidi", "C1", "no UTF-8", "Chinese"],
)
def test_what_could_drive_the_terminal_is_shown_instead(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_markup_in_what_is_said_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    Console().say("[link=http://x]name[/link] [bold]")
    assert capsys.readouterr().err == "[link=http://x]name[/link] [bold]\n"


def test_a_view_goes_to_stdout_and_words_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    console.show("x/1", {"a": 1}, lambda view: Text(f"a is {view['a']}"))
    console.say("working")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("a is 1\n", "working\n")


def test_json_is_one_document_with_its_schema_first(capsys: pytest.CaptureFixture[str]) -> None:
    Console(Output.JSON).show("x/1", {"名": "值"}, lambda _view: Text(""))
    out = capsys.readouterr().out
    assert json.loads(out) == {"schema": "govcloud.x/1", "名": "值"}
    assert out.startswith('{"schema"')


def test_an_error_tells_every_fault_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    error = InputError(
        "2 faults",
        hint="mend them",
        faults=[
            Fault("inventory.yaml", 7, "E-ID-002", "no department `X`"),
            Fault("w.yaml", 0, "E-WS-001", "empty"),
        ],
    )
    Console().complain(error)
    told = capsys.readouterr().err
    assert "error: 2 faults" in told
    assert "inventory.yaml:7  E-ID-002  no department `X`" in told
    assert "w.yaml  E-WS-001  empty" in told
    assert told.endswith("hint: mend them\n")


def test_an_error_is_one_json_object_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    Console(Output.JSON).complain(InputError("bad", hint="mend"))
    told = json.loads(capsys.readouterr().err)
    assert (told["type"], told["exit_code"], told["message"]) == ("error", 10, "bad")


def test_quiet_leaves_results_and_errors(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(quiet=True)
    console.say("working")
    console.complain(InputError("bad"))
    assert capsys.readouterr().err == "error: bad\n"


@pytest.mark.parametrize("output", list(Output))
def test_a_terminal_without_chinese_is_shown_escapes(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    Console(output).show("x/1", {"name": "省"}, lambda view: Text(view["name"]))
    assert b"\\u7701" in raw.getvalue()


def test_a_closed_stdout_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    Console().show("x/1", {"a": 1}, lambda view: Text(f"a is {view['a']}"))
