"""What every `Remote` promises, whatever carries the words."""

from __future__ import annotations

import pytest

from govcloud.errors import UnreachableError
from govcloud.model.command import Completed, ask, tell
from govcloud.ports import Remote

ODD_WORDS = ("printf", "%s|", "a b", "$(touch pwned)", "'\"", "new\nline", "中文", "\udcff")
SPOKEN = b"a b|$(touch pwned)|'\"|new\nline|\xe4\xb8\xad\xe6\x96\x87|\xff|"
BOTH = ("sh", "-c", "echo out; echo err >&2; exit 3")
ECHO = ("cat",)
SLOW = ("sleep", "600")


class RemoteContract:
    """To be subclassed with a fixture `remote`, which answers the words above as a host would."""

    def test_words_reach_the_host_as_they_are(self, remote: Remote) -> None:
        assert remote.run(ask(*ODD_WORDS), timeout_s=20).stdout == SPOKEN

    def test_a_failed_command_is_an_answer(self, remote: Remote) -> None:
        assert remote.run(ask(*BOTH), timeout_s=20) == Completed(3, b"out\n", b"err\n")

    def test_stdin_arrives(self, remote: Remote) -> None:
        assert remote.run(tell(*ECHO, stdin=b"\0hello"), timeout_s=20).stdout == b"\0hello"

    def test_a_host_that_does_not_answer_in_time_is_unreachable(self, remote: Remote) -> None:
        with pytest.raises(UnreachableError):
            remote.run(ask(*SLOW), timeout_s=0.3)

    def test_who_it_is_is_known_without_asking(self, remote: Remote) -> None:
        assert remote.identity.name == "web-01"
