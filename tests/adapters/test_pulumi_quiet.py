"""Of where a program asks for a resource, the line is told; of what the SDK says to itself, nothing."""

from __future__ import annotations

import contextvars
import inspect
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pulumi import log
from pulumi.runtime import Settings, configure
from pulumi.runtime import resource as sdk_resource

from govcloud.adapters.pulumi_quiet import Trace, trace


class Resource:
    """As the SDK builds them: three constructors, the innermost takes the trace."""

    def __init__(self) -> None:
        """As the SDK's."""
        self.frames = [frame.pc for frame in sdk_resource._get_stack_trace().frames]


class Custom(Resource):
    """The second."""

    def __init__(self) -> None:
        """As the SDK's."""
        super().__init__()


class Bucket(Custom):
    """The third."""

    def __init__(self) -> None:
        """As a generated class's."""
        super().__init__()


def asked(how: Trace) -> tuple[list[Any], int]:
    """A resource's frames, and the line that asked for it."""
    before = trace.set(how)
    try:
        frame = inspect.currentframe()
        assert frame
        return Bucket().frames, frame.f_lineno
    finally:
        trace.reset(before)


def test_the_line_that_asks_for_a_resource_is_told_and_nothing_else() -> None:
    (place,), line = asked(Trace.PLACE)
    assert place.line == line
    assert Path(unquote(urlsplit(place.uri).path)) == Path(__file__)


def test_the_whole_way_is_told_where_it_is_wanted_and_begins_with_that_line() -> None:
    frames, line = asked(Trace.WHOLE)
    assert frames[0].line == line
    assert len(frames) > 1


def test_what_is_only_compared_has_no_place() -> None:
    assert asked(Trace.NONE)[0] == []


def test_without_three_constructors_there_is_no_place() -> None:
    assert not sdk_resource._get_stack_trace().frames


class Listener:
    """An engine that hears what programs log."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self.heard: list[str] = []

    def Log(self, request: Any) -> None:  # noqa: N802 - as the SDK calls it
        """As the engine's."""
        self.heard.append(request.message)


def test_the_sdks_messages_to_itself_go_nowhere_and_a_programs_words_arrive() -> None:
    listener = Listener()

    def program() -> None:
        configure(Settings(project="p", stack="s", engine=listener, monitor=listener))
        log.debug("registering")
        log.info("a word")

    contextvars.copy_context().run(program)
    assert listener.heard == ["a word"]
