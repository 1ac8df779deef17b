"""A ledger row as one line of words: progress is a view of what is recorded."""

from __future__ import annotations

from govcloud.model.event import Event
from govcloud.ui.console import Console, Output

_SHOWN = ("files", "bytes", "tables", "rows", "found", "error", "reason", "side")


def narrated(console: Console, event: Event) -> None:
    """Tell one row: a JSON line on stdout, or a line on stderr; intents are told only with -v."""
    if console.output is Output.JSON:
        console.line("event/1", _plain(event), "")
    elif event.event != "intent":
        told = words(event)
        if told:
            console.say(told)


def words(event: Event) -> str:
    """The row in words, "" for those that the command's own result tells."""
    what = event.step_id.partition("/")[2] or str(event.data.get("stack", ""))
    if not event.application_id and not what:
        return ""
    figures = ", ".join(f"{k} {event.data[k]}" for k in _SHOWN if k in event.data)
    parts = [event.application_id, what, event.event, f"({figures})" if figures else ""]
    return "  ".join(part for part in parts if part)


def _plain(event: Event) -> dict[str, object]:
    return {
        "msgid": event.event,
        "seq": event.seq,
        "at": event.at,
        "actor": event.actor,
        "application": event.application_id,
        "wave": event.wave,
        "step": event.step_id,
        "data": event.data,
    }
