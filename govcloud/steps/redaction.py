"""Keeps secrets of command lines on their host: of a program's words only those of known harmless forms are told.

The same rules are applied twice: by awk on the host, so that nothing else travels, and again here, since a
host's awk may be broken or not the host's own. A word is shown if one of `SAFE` matches all of it, and the
word before it is no flag that announces a secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

WORDS_SHOWN_MAX = 6

# Extended regular expressions that awk and Python read alike.
_PATH = r"/?[A-Za-z0-9_][A-Za-z0-9_.+-]*(/[A-Za-z0-9_.+-]+)*"
SAFE = (
    r"-(jar|server|daemon)",
    rf"{_PATH}\.(jar|war|py|js|php|rb|pl|sh|conf|cnf|ini|xml|yml|yaml|json|properties)",
    r"-D(catalina\.(home|base)|weblogic\.(Name|home)|jboss[.]server[.]name|kafka[.]logs[.]dir|was[.]install[.]root)=[A-Za-z0-9_./-]+",
    r"--(datadir|basedir|defaults-file|config|config-file|port|bind-address|data-dir)=[A-Za-z0-9_./:-]+",
    r"(org\.(apache|elasticsearch|jboss|eclipse|springframework|apereo)|com\.(alibaba|tongweb|bes|ibm[.]ws|inspur|primeton)|weblogic|kafka|io\.(netty|prestosql|trino)|cn[.]com[.]agree)[.][A-Za-z0-9_.$]+",
    r"run|start|serve|worker|master|main|-m",
)
ANNOUNCES = r"pass|pwd|secret|token|auth|cred|key|user|login|sign|^-[pskuaw]$"
_SAFE = re.compile("|".join(f"(?:{form})" for form in SAFE))
_ANNOUNCES = re.compile(ANNOUNCES, re.IGNORECASE)
_PROGRAM = re.compile(r"-?[A-Za-z0-9_./+-]{1,200}:?")
ELIDED = "(elided)"

AWK_FUNCTIONS = (
    "function announces(word) { return tolower(word) ~ /"
    + ANNOUNCES
    + "/ && word !~ /=./ }\n"
    + "function safe(word, before) { return !announces(before) && word ~ /^("
    + "|".join(SAFE).replace("/", "\\/")
    + ")$/ }\n"
    + 'function called(word) { return word ~ /^-?[A-Za-z0-9_.\\/+-]+:?$/ ? word : "'
    + ELIDED
    + '" }\n'
)
"""What the awk programs of questions begin with; there is no single quote in it."""


def shown_words(words: Iterable[str]) -> Iterator[str]:
    """Those of the words behind a program's name that may be told."""
    before = ""
    for word in words:
        if _SAFE.fullmatch(word) and not _announces(before):
            yield word
        before = word


def _announces(word: str) -> bool:
    """Whether the word behind this one may be a secret; one with a value of its own has said it."""
    return bool(_ANNOUNCES.search(word)) and re.search("=.", word) is None


def program_name(word: str) -> str:
    """The name of a program without its folder; "(elided)" for what does not look like one."""
    if not _PROGRAM.fullmatch(word):
        return ELIDED
    return PurePosixPath(word.rstrip(":").lstrip("-")).name or ELIDED
