"""A wave plan as migrations/waves.yaml: made to be read in review, the same plan always the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from govcloud.errors import FailedError
from govcloud.model.canonical import digest
from govcloud.model.inventory import Inventory
from govcloud.model.wave import PlanOrigin, Wave, WaveFile

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff./()（） -]*")
_UNSEEN = re.compile(
    r"[^\S ]|[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+"
)
_NAME_CHARS_MAX = 60


def waves_text(waves: Sequence[Wave], origin: PlanOrigin, inventory: Inventory) -> str:
    """The file. Names stand beside ids as comments; they are no part of the content."""
    names = {app.id: app.name_zh for app in inventory.applications}
    label = "合成数据 / SYNTHETIC. " if inventory.synthetic else ""
    lines = [
        f"# {label}批次：同批在同一窗口割接 / A wave's applications are cut over in one window.",
        "# Written by `govcloud waves plan --write`; who changes it by hand checks it: govcloud waves check",
        "",
        "plan:",
        f"  inventory: {origin.inventory}",
        f"  programme: {origin.programme}",
        f"  counted_from: {origin.counted_from}",
        f"  begun: {origin.begun}",
        f"  made_by: {_scalar(origin.made_by)}",
        f"  waves: {waves_digest(waves)}",
        "",
        "waves:",
    ]
    for wave in waves:
        lines += _wave(wave, names)
    return "\n".join(lines if waves else [*lines[:-1], "waves: []"]) + "\n"


def waves_digest(waves: Sequence[Wave]) -> str:
    """Names what stands in the waves, totals left out: whether somebody changed them since."""
    return digest([_content(wave) for wave in waves])


def made_by_hand(file: WaveFile) -> bool:
    """Whether people wrote or changed it: it was never written by the planner, or is not as it was written."""
    return file.origin is None or file.origin.waves != waves_digest(file.waves)


def write_waves(path: Path, content: str) -> None:
    """Put the text in the place of the file, whole or not at all. Raises FailedError where that cannot be done."""
    draft = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(content, "utf-8")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise FailedError(
            f"{path} cannot be written: {error.strerror or error}", hint="the file is as it was"
        ) from error


def _content(wave: Wave) -> dict[str, Any]:
    told = {
        "id": wave.id,
        "name": wave.name,
        "kind": wave.kind.value if wave.kind else "",
        "applications": list(wave.applications),
    }
    times = ("starts", "ends", "approval_by", "rehearsal_on")
    return told | {name: str(getattr(wave, name) or "") for name in times}


def _wave(wave: Wave, names: dict[str, str]) -> Iterator[str]:
    yield f"  - id: {wave.id}"
    yield f"    name: {_scalar(wave.name)}"
    if wave.kind is not None:
        yield f"    kind: {wave.kind.value}"
    if wave.starts is not None and wave.ends is not None:
        yield f"    starts: {wave.starts.isoformat(timespec='minutes')}"
        yield f"    ends: {wave.ends.isoformat(timespec='minutes')}"
    if wave.approval_by is not None:
        yield f"    approval_by: {wave.approval_by}"
    if wave.rehearsal_on is not None:
        yield f"    rehearsal_on: {wave.rehearsal_on}"
    if wave.totals is not None:
        told = wave.totals
        yield (
            f"    totals: {{applications: {told.applications}, hosts: {told.hosts}, "
            f"data_gb: {told.data_gb}, person_days: {told.person_days}, users: {told.users}, "
            f"departments: {told.departments}}}"
        )
    yield "    applications:" if wave.applications else "    applications: []"
    for id_ in wave.applications:
        yield f"      - {id_}  # {_shown(names.get(id_, ''))}".rstrip(" #")


def _scalar(value: str) -> str:
    """A text as a plain scalar where that is safe, else in double quotes."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _shown(name: str) -> str:
    """A name on one line, with nothing in it that cannot be seen."""
    shown = _UNSEEN.sub(" ", name)
    return shown if len(shown) <= _NAME_CHARS_MAX else f"{shown[:_NAME_CHARS_MAX]}…"
