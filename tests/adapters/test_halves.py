"""Two processes share the work; whatever becomes of the other one, nothing is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import Any

from govcloud.adapters.halves import in_halves
from tests.engine_fixtures import ROOT

SCRIPT = """
import json, os
from govcloud.adapters.halves import in_halves
HERE = os.getpid()
def work(item):
{body}
print(json.dumps(in_halves(work, range({items}))))
"""


def told(body: str, items: int) -> Any:
    """What a fresh process, in which no other thread runs, makes of it."""
    script = SCRIPT.format(body=body, items=items)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_results_are_in_order_and_another_process_made_half_of_them() -> None:
    found = told("    return item * item, os.getpid() == HERE", 9)
    assert [result for result, _ in found] == [n * n for n in range(9)]
    assert [own for _, own in found] == [True] * 4 + [False] * 5


def test_what_the_other_process_did_not_hand_back_is_done_here() -> None:
    assert told("    return item if os.getpid() == HERE else os._exit(0)", 3) == [0, 1, 2]


def test_what_cannot_be_handed_back_is_done_here() -> None:
    assert told("    return item if os.getpid() == HERE else open('/dev/null')", 3) == [0, 1, 2]


def test_beside_other_threads_all_is_done_here() -> None:
    ended = threading.Event()
    beside = threading.Thread(target=ended.wait)
    beside.start()
    try:
        assert set(in_halves(lambda _: os.getpid(), range(4))) == {os.getpid()}
    finally:
        ended.set()
        beside.join()
