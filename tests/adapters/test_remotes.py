"""Tests of the Remotes around a Remote, on a fake host."""

from __future__ import annotations

import pytest

from govcloud.adapters.remotes import Guarded, Listed, ReadOnly, Recording, Retrying
from govcloud.errors import InputError, LockedError, StepFailedError, UnreachableError
from govcloud.model.command import Completed, Secret, ask, tell
from govcloud.ports import Remote
from tests.contracts.remote import BOTH, ECHO, ODD_WORDS, SLOW, SPOKEN, RemoteContract
from tests.fakes_remote import FakeRemote, silent

YES = Completed(0, b"yes\n")


class TestFakeRemote(RemoteContract):
    @pytest.fixture
    def remote(self) -> Remote:
        return FakeRemote(
            {
                ODD_WORDS: Completed(0, SPOKEN),
                BOTH: Completed(3, b"out\n", b"err\n"),
                ECHO: Completed(0),
                SLOW: silent(),
            }
        )


def test_a_plan_cannot_give_orders() -> None:
    host = FakeRemote({("id",): YES})
    assert ReadOnly(host).run(ask("id"), timeout_s=1) == YES
    with pytest.raises(RuntimeError, match="may not change anything"):
        ReadOnly(host).run(tell("reboot"), timeout_s=1)
    assert host.asked == [ask("id")]


def test_an_unanswered_question_is_asked_again_after_each_pause() -> None:
    pauses: list[float] = []
    host = FakeRemote({("id",): [silent(), silent(), YES]})
    assert Retrying(host, pauses.append).run(ask("id"), timeout_s=1) == YES
    assert pauses == [1.0, 2.0]


def test_questions_are_given_up_in_the_end() -> None:
    host = FakeRemote({("id",): silent()})
    with pytest.raises(UnreachableError):
        Retrying(host, lambda _: None, (0.0, 0.0)).run(ask("id"), timeout_s=1)
    assert len(host.asked) == 3


def test_an_order_is_never_repeated() -> None:
    host = FakeRemote({("reboot",): silent()})
    with pytest.raises(UnreachableError):
        Retrying(host, lambda _: None).run(tell("reboot"), timeout_s=1)
    assert len(host.asked) == 1


def test_what_is_recorded_holds_no_secret() -> None:
    notes: list[str] = []
    Recording(FakeRemote(), notes.append).run(
        tell("psql", "--dbname", "per mits", stdin=Secret("canary")), timeout_s=1
    )
    assert notes == ["web-01 (10.250.0.8): psql --dbname 'per mits'"]


def test_a_question_needs_no_guard() -> None:
    host = FakeRemote({("id",): YES})
    assert Guarded(host, "GD-GSD-008", 1).run(ask("id"), timeout_s=1) == YES


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Completed(75, b"", b"govcloud-guard: locked\n"), LockedError),
        (Completed(76, b"", b"govcloud-guard: fence 9\n"), StepFailedError),
    ],
    ids=["locked", "stale"],
)
def test_what_the_guard_refuses_is_an_error(answer: Completed, kind: type[Exception]) -> None:
    class Refusing(FakeRemote):
        def run(self, command: object, *, timeout_s: float) -> Completed:
            return answer

    with pytest.raises(kind, match="GD-GSD-008"):
        Guarded(Refusing(), "GD-GSD-008", 1).run(tell("true"), timeout_s=1)


def test_a_commands_own_exit_code_75_is_not_the_guards() -> None:
    class Failing(FakeRemote):
        def run(self, command: object, *, timeout_s: float) -> Completed:
            return Completed(75, b"", b"mine\n")

    assert Guarded(Failing(), "GD-GSD-008", 1).run(tell("x"), timeout_s=1).exit_code == 75


def test_an_application_whose_name_is_no_name_of_a_file_is_refused() -> None:
    with pytest.raises(InputError):
        Guarded(FakeRemote(), "../etc", 1)


def test_only_listed_questions_get_through_word_for_word() -> None:
    host = FakeRemote({("id",): YES, ("id", "-u"): YES})
    listed = Listed(host, frozenset({("id",)}))
    assert listed.run(ask("id"), timeout_s=1) == YES
    for other in (ask("id", "-u"), tell("id"), ask("id", stdin=b"x")):
        with pytest.raises(RuntimeError, match="not on the list"):
            listed.run(other, timeout_s=1)
    assert host.asked == [ask("id")]
    assert listed.identity == host.identity
