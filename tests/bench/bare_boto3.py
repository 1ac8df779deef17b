"""The peer of `stack apply`: a list of calls made by plain boto3, 8 threads, level after level.

`python bare_boto3.py CALLS.json ENDPOINT`. CALLS.json holds the region and `levels` of resources; a resource is a
list of calls in order: service, call, params, and `gives`: where in the answer stands what later calls name.
"""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

THREADS = 8


def main(calls_file: str, endpoint: str) -> None:
    """Make all calls."""
    told = json.loads(Path(calls_file).read_text("utf-8"))
    services = sorted({c["service"] for level in told["levels"] for calls in level for c in calls})
    clients = {
        name: boto3.client(
            name, endpoint_url=endpoint, region_name=told["region"],
            aws_access_key_id="bench", aws_secret_access_key="bench",
            config=Config(
                max_pool_connections=THREADS,
                retries={"mode": "standard", "total_max_attempts": 1},
                s3={"addressing_style": "path"},
            ),
        )
        for name in services
    }  # fmt: skip
    names: dict[str, str] = {}
    with ThreadPoolExecutor(THREADS) as pool:
        for level in told["levels"]:
            list(pool.map(lambda calls: _make(calls, clients, names), level))


def _make(calls: list[dict[str, Any]], clients: dict[str, Any], names: dict[str, str]) -> None:
    for call in calls:
        params = renamed(call["params"], names)
        answer = getattr(clients[call["service"]], call["call"])(**params)
        for path, old in call["gives"]:
            names[old] = found(answer, path, names)


def renamed(value: Any, names: dict[str, str]) -> Any:
    """A value with the ids of the recorded cloud replaced by those of this one."""
    if isinstance(value, str):
        if value in names:
            return names[value]
        if len(value) < 64 or not names:
            return value
        pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        return re.sub(pattern, lambda hit: names[hit[0]], value)
    if isinstance(value, dict):
        return {key: renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    return value


def found(answer: Any, path: list[Any], names: dict[str, str]) -> str:
    """What stands at a place of an answer; of a list's items, the one with a certain member."""
    for step in path:
        if isinstance(answer, str):
            answer = answer.removeprefix(step)
        elif isinstance(step, list):
            key, old = step
            answer = next(item for item in answer if item.get(key) == names.get(old, old))
        else:
            answer = answer[step]
    return str(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
