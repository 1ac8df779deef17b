"""Which names may stand in an inventory: they become words for hosts, databases and the cloud."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from itertools import islice

DEPARTMENT = re.compile(r"[A-Z]{2}-[A-Z]{2,5}")
APPLICATION = re.compile(r"[A-Z]{2}-[A-Z]{2,5}-[0-9]{3,4}")
PARTNER = re.compile(r"[A-Z][A-Z0-9-]{0,31}")
REGION_CODE = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}")
FILING_NO = re.compile(r"[0-9]{11}-[0-9]{5}")
WAVE = re.compile(r"[A-Z][A-Z0-9-]{0,15}")
SERVER = re.compile(r"(?=.{1,63}\Z)[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MANY_SERVERS = re.compile(r"(?:[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+\n)++")
"""Many names of servers, a line each: thousands are looked at in a blink, their lengths aside."""

SERVICE = re.compile(r"[a-z][a-z0-9_-]{0,31}")
DATABASE = re.compile(r"[a-z][a-z0-9_]{0,62}")
LOGIN = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
REACH = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::[0-9]{1,5})?")
HOST_KEY = re.compile(
    r"(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]+={0,3}"
)

PATH_CHARS_MAX = 1_024
CANDIDATES_MAX = 200
ALIKE_CHARS = 6
HINTS_MAX = 100
_SYSTEM = frozenset({"bin", "boot", "dev", "lib", "lib64", "proc", "run", "sbin", "sys", "tmp"})
_PLAIN_PATH = re.compile(r"/(?:data|home|opt|srv|u01|usr|var)(?:/[A-Za-z0-9_-]{1,64}){1,8}")


def folded(name: str) -> str:
    """A name as people confuse it: composed, without case, without spaces."""
    if name.isascii():
        return "".join(name.lower().split())
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def folded_all(words: Sequence[str]) -> list[str]:
    """Many names folded at once, which is much quicker than one by one."""
    found = folded("\0".join(words)).split("\0")
    return found if len(found) == len(words) else [folded(word) for word in words]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the known name that is nearest, "" if none is near; among very many, one begun alike."""
    candidates = known if isinstance(known, Collection) else list(known)
    if len(candidates) > CANDIDATES_MAX:
        alike = (other for other in candidates if other.startswith(name[:ALIKE_CHARS]))
        candidates = list(islice(alike, CANDIDATES_MAX))
    near = get_close_matches(name, sorted(candidates), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


class Hints:
    """What may have been meant by names that are not known: for the first few, as each takes its time."""

    def __init__(self, known: Collection[str]) -> None:
        """`known` are the names that there are."""
        self._known = known
        self._alike: dict[str, list[str]] = {}
        self._left = HINTS_MAX

    def nearest(self, name: str) -> str:
        """As did_you_mean; "" for all that come after the first HINTS_MAX."""
        if self._left <= 0:
            return ""
        self._left -= 1
        if len(self._known) <= CANDIDATES_MAX:
            return did_you_mean(name, self._known)
        if not self._alike:
            for other in self._known:
                self._alike.setdefault(other[:ALIKE_CHARS], []).append(other)
        return did_you_mean(name, self._alike.get(name[:ALIKE_CHARS], [])[:CANDIDATES_MAX])


def path_fault(path: str) -> str:
    """What is wrong with a tree's path, "" if nothing is."""
    if _PLAIN_PATH.fullmatch(path) is not None:
        return ""
    parts = path.split("/")[1:]
    if not path.startswith("/"):
        return "is not absolute"
    if len(path) > PATH_CHARS_MAX or not path.isprintable():
        return f"is longer than {PATH_CHARS_MAX} characters, or holds some that cannot be seen"
    if path == "/" or parts[0] in _SYSTEM:
        return "belongs to the operating system"
    if any(part in {"", ".", ".."} for part in parts):
        return "has an empty part, `.` or `..`, or ends with a slash"
    return ""
