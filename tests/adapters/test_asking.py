"""Real hosts that answer well, badly, endlessly or not at all: each is asked, and none of them is a danger."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from govcloud.adapters.asking import ANSWER_BYTES_MAX, Asking, reached_at
from govcloud.adapters.known_hosts import KnownHosts
from govcloud.engine.discover import Search, ask_host
from govcloud.errors import CredentialError, HostKeyError, InputError, UnreachableError
from govcloud.model.discovery import AskedHost, HostAnswer, Outcome
from govcloud.model.facts import HostFacts
from govcloud.model.inventory import Server
from govcloud.steps.facts import QUESTIONS
from tests.journey import seen
from tests.sshd import Sshd, running_sshd

pytestmark = pytest.mark.lab

CANARY = "canary-7f3a"
CRONTAB = f"""\
MAILTO=root
PASSWORD={CANARY}
*/5 * * * * app TOKEN={CANARY} /usr/bin/curl -u app:{CANARY} https://x/{CANARY} -o /srv/tree/{CANARY[:6]}.out
@reboot app /opt/sync/run.sh --password {CANARY}
"""


@contextmanager
def host(home: Path, extra: str = "") -> Iterator[tuple[Sshd, Asking, list[str]]]:
    """A small host, what is needed to ask it, and every command that it was sent."""
    sent: list[str] = []
    with running_sshd(home, extra=extra) as sshd:
        pins = KnownHosts(home / "pins")
        pins.add("127.0.0.1", sshd.identity.host_keys)
        place = ("127.0.0.1", sshd.identity.port)
        yield sshd, Asking(sshd.key_file, pins, lambda _: place, QUESTIONS, sent.append), sent


def asked(asking: Asking, address: str = "127.0.0.1", timeout_s: float = 60) -> HostAnswer:
    """How the host answers."""
    search = Search(
        *(QUESTIONS, asking.to, time.monotonic, timeout_s),
        heard=lambda _: None,
        stopped=lambda: False,
    )
    return ask_host(search, AskedHost(Server("web-01", address), known=True))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "host"


def test_a_host_tells_what_it_is_and_no_secret_and_is_left_as_it_was(home: Path) -> None:
    with host(home) as (sshd, asking, sent):
        (sshd.root / "etc/cron.d/sync").write_text(CRONTAB)
        (sshd.root / "root/.bash_profile").write_text("echo noise\n")
        before = {top: seen(sshd.root / top) for top in ("etc", "root", "run", "srv")}
        answer = asked(asking)
        assert {top: seen(sshd.root / top) for top in before} == before
    assert answer.outcome is Outcome.ANSWERED, answer.facts.untold
    facts = answer.facts
    assert facts.system is not None
    assert facts.system.kernel.startswith("Linux ")
    assert facts.processor is not None
    assert facts.processor.cores >= 1
    assert sshd.identity.port in {one.port for one in facts.listeners or ()}
    assert [entry.command for entry in facts.cron or () if entry.user == "app"] == [
        "/usr/bin/curl /srv/tree/canary.out",
        "/opt/sync/run.sh",
    ]
    assert CANARY not in repr(answer)
    assert len(sent) == len(QUESTIONS)


@pytest.mark.parametrize(
    "command",
    [
        "head -c 300000 /dev/urandom",
        "printf '\\033]0;owned\\007@begin\\n\\033[2J\\n@end\\n'",
        "true",
        "false",
        "no-such-program",
    ],
    ids=["noise", "terminal tricks", "nothing", "failure", "not found"],
)
def test_a_host_that_answers_nonsense_tells_nothing(home: Path, command: str) -> None:
    with host(home, f"ForceCommand {command}") as (_, asking, _sent):
        answer = asked(asking)
    assert answer.outcome is Outcome.ANSWERED
    told = [name for name in HostFacts.__dataclass_fields__ if name != "untold"]
    found = {name: getattr(answer.facts, name) for name in told}
    assert [
        name for name, fact in found.items() if fact not in (None, ()) and name != "interfaces"
    ] == []
    assert all(reason.isprintable() for reason in answer.facts.untold.values())


def test_an_endless_answer_is_cut_off(home: Path) -> None:
    with host(home, "ForceCommand yes govcloud") as (_, asking, _sent):
        answer = asked(asking, timeout_s=30)
    assert answer.outcome is Outcome.PARTLY
    assert f"a host answered more than {ANSWER_BYTES_MAX} bytes" in answer.facts.untold["system"]


def test_a_host_that_does_not_answer_in_its_time_is_let_go(home: Path) -> None:
    with host(home, "ForceCommand sleep 600") as (_, asking, _sent):
        answer = asked(asking, timeout_s=1.5)
    assert (answer.outcome, type(answer.error)) == (Outcome.FAILED, UnreachableError)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda asking: asking.pins.path.write_text(""), HostKeyError),
        (lambda asking: asking.pins.add("127.0.0.1", [other()], replace=True), HostKeyError),
        (lambda asking: asking.key_file.unlink(), CredentialError),
    ],
    ids=["unknown key", "changed key", "no login"],
)
def test_a_host_that_is_not_the_known_one_is_not_asked(
    home: Path, change: object, kind: type
) -> None:
    with host(home) as (_, asking, sent):
        assert callable(change)
        change(asking)
        answer = asked(asking)
    assert (answer.outcome, type(answer.error)) == (Outcome.FAILED, kind)
    assert sent[1:] == []


def other() -> str:
    """A key that no host has."""
    return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"


def test_a_server_without_an_address_is_told_so(home: Path) -> None:
    with host(home) as (_, asking, _sent):
        answer = asked(asking, address="")
    assert (answer.outcome, type(answer.error)) == (Outcome.FAILED, InputError)


def test_a_reach_is_a_host_and_perhaps_a_port() -> None:
    assert [reached_at(word) for word in ("", "a.b", "a.b:2222")] == [
        None,
        ("a.b", 22),
        ("a.b", 2222),
    ]
