"""Which hosts are meant by the words of a command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govcloud.errors import InputError, UsageError
from govcloud.rules.discovery_hosts import hosts_named
from tests.rules.discovery_samples import (
    ESTATE,
    PORTAL,
)


def test_hosts_are_meant_by_server_application_department_or_address() -> None:
    def asked(*words: str, every: bool = False) -> list[tuple[str, str, bool]]:
        found = hosts_named(ESTATE, words, every=every)
        return [(host.name, host.server.user, host.known) for host in found]

    web, db = ("gsd-web", "root", True), ("gsd-db", "root", True)
    assert asked("gsd-web") == asked("GD-GSD-008") == [web]
    assert asked("GD-GSD") == asked(every=True) == asked("gsd-web", "GD-GSD") == [web, db]
    assert asked("gsd-web", "adm@10.250.0.8") == [("gsd-web", "adm", True)], "the last word counts"
    assert asked("adm@10.250.0.8") == [("gsd-web", "adm", True)]
    assert asked("adm@10.9.9.9:2222") == [("10.9.9.9:2222", "adm", False)]


def test_every_word_that_means_no_host_is_told_at_once() -> None:
    with pytest.raises(InputError) as refusal:
        hosts_named(
            ESTATE, ["gsd-wbe", "-oProxyCommand=x", "root@-x", "root@1.1.1.1:0"], every=False
        )
    assert [fault.code for fault in refusal.value.faults] == ["E-DSC-001"] * 4
    assert "gsd-web" in refusal.value.faults[0].hint
    empty = replace(ESTATE, applications=(replace(PORTAL, servers=()),))
    with pytest.raises(InputError) as refusal:
        hosts_named(empty, ["GD-GSD"], every=False)
    assert refusal.value.faults[0].code == "E-DSC-002"
    with pytest.raises(InputError, match="E-DSC-003"):
        hosts_named(empty, [], every=True)
    with pytest.raises(UsageError):
        hosts_named(ESTATE, [], every=False)
