"""What the SDK sends with each resource, and nobody reads, stays unsent: runs are shorter, and so are states."""

from __future__ import annotations

import contextvars
import functools
import sys
from enum import Enum
from pathlib import Path
from types import FrameType
from typing import Any

from pulumi import log
from pulumi.runtime import resource as sdk_resource
from pulumi.runtime.proto import source_pb2

_CONSTRUCTORS = 3
"""Resource's, CustomResource's or ComponentResource's, and the class's own: the program calls the third."""


class Trace(Enum):
    """What is told of where a program asks for a resource."""

    NONE = "nothing"
    PLACE = "the line"
    WHOLE = "every call that led there"


trace: contextvars.ContextVar[Trace] = contextvars.ContextVar("trace", default=Trace.PLACE)
"""Whole traces are the SDK's way: they are two thirds of a state file, where they stay, with this machine's paths."""

_whole = sdk_resource._get_stack_trace


def _traced() -> source_pb2.StackTrace:
    """In place of the SDK's own."""
    match trace.get():
        case Trace.NONE:
            return source_pb2.StackTrace()
        case Trace.WHOLE:
            return _whole()
        case Trace.PLACE:
            frame = _caller(sys._getframe(1))
            if frame is None:
                return source_pb2.StackTrace()
            place = source_pb2.SourcePosition(
                uri=_uri(frame.f_code.co_filename), line=frame.f_lineno
            )
            return source_pb2.StackTrace(frames=[source_pb2.StackFrame(pc=place)])


def _caller(frame: FrameType | None) -> FrameType | None:
    seen = 0
    while frame is not None and seen < _CONSTRUCTORS:
        seen += frame.f_code.co_name == "__init__"
        frame = frame.f_back
    return frame


@functools.cache
def _uri(file: str) -> str:
    return Path(file).as_uri() if file.startswith("/") else file


def _unsaid(*_message: Any, **_about: Any) -> None:
    """In place of messages for `pulumi --debug`, which nobody gives: the engine drops each after a call of its own."""


sdk_resource._get_stack_trace = _traced
log.debug = _unsaid
