"""A dump is carried whole or refused, and figures that differ are named."""

from __future__ import annotations

import hashlib
import random
import subprocess
from pathlib import Path

import pytest

from govcloud.errors import PreflightError, StepFailedError
from govcloud.model.command import Command, Completed
from govcloud.model.step import Observation
from govcloud.steps.contents import Contents, TableSum, compared, differences, judged, losses
from govcloud.steps.spool import RESERVE_BYTES, carried, demand_room, demand_whole, spool_path
from tests.fakes_db import ScriptedHost, means

DF = b"""Filesystem 1-blocks Used Available Capacity Mounted on
/dev/a 9 9 %d 1%% /
/dev/a 9 9 %d 1%% /
/dev/b 9 9 %d 1%% /srv/my data
"""


def here(command: Command) -> Completed:
    done = subprocess.run(
        command.words, input=command.stdin_bytes, capture_output=True, check=False
    )
    return Completed(done.returncode, done.stdout, done.stderr)


def test_a_dump_cut_anywhere_or_altered_is_refused(tmp_path: Path) -> None:
    seeded = random.Random(15)
    whole = b"PGDMP" + seeded.randbytes(50_000)
    file, host = tmp_path / "dump", ScriptedHost(here)
    figures = (len(whole), hashlib.sha256(whole).hexdigest())
    file.write_bytes(whole)
    demand_whole(host, str(file), *figures)
    for offset in seeded.sample(range(len(whole)), 24):
        flipped = bytes([whole[offset] ^ 1])
        for spoilt in (whole[:offset], whole[:offset] + flipped + whole[offset + 1 :]):
            file.write_bytes(spoilt)
            with pytest.raises(StepFailedError, match="damaged and was not restored"):
                demand_whole(host, str(file), *figures)


def test_a_dump_that_failed_on_the_source_goes_nowhere() -> None:
    def source(command: Command) -> Completed:
        failed = Completed(1, b"", b"pg_dump: error: terminating connection")
        return failed if "pg_dump" in command.words else Completed(0)

    hosts = ScriptedHost(source), ScriptedHost(lambda c: Completed(0))
    with (
        pytest.raises(StepFailedError, match="terminating connection"),
        carried(means(*hosts), "postgresql:portal", ("pg_dump",)),
    ):
        raise AssertionError("nothing was dumped")
    path = spool_path("postgresql:portal")
    assert all(host.heard[-1].words == ("rm", "-rf", "--", path) for host in hosts)


def test_room_is_asked_for_on_each_file_system_once() -> None:
    needs = {"/var/lib": 1000, "/var/lib/postgresql": 500, "/srv/my data": 10}
    enough = 1500 + RESERVE_BYTES
    demand_room(ScriptedHost(lambda c: Completed(0, DF % (enough, enough, enough))), needs)
    short = ScriptedHost(lambda c: Completed(0, DF % (enough - 1, enough - 1, enough)))
    with pytest.raises(PreflightError, match=f"{enough - 1} bytes are free on /, {enough}"):
        demand_room(short, needs)
    with pytest.raises(PreflightError, match="9 bytes are free on /srv/my data"):
        demand_room(ScriptedHost(lambda c: Completed(0, DF % (enough, enough, 9))), needs)


ONE = Contents({"a": TableSum(3, "x"), "b": TableSum(0, "0")}, {"s": "7"}, {"table a": "d"})


@pytest.mark.parametrize(
    ("other", "named"),
    [
        (ONE, []),
        (Contents({**ONE.tables, "a": TableSum(3, "y")}, ONE.sequences, ONE.schema), ["table a"]),
        (Contents({"a": ONE.tables["a"]}, ONE.sequences, ONE.schema), ["table b"]),
        (Contents({**ONE.tables, "c": TableSum(0, "0")}, ONE.sequences, ONE.schema), ["table c"]),
        (Contents(ONE.tables, {"s": "8"}, ONE.schema), ["sequence s"]),
        (Contents(ONE.tables, ONE.sequences, {"table a": "e"}), ["definition of table a"]),
    ],
    ids=["equal", "a cell", "a table less", "a table more", "a sequence", "a definition"],
)
def test_whatever_differs_is_named(other: Contents, named: list[str]) -> None:
    assert [what.partition(" (")[0] for what in differences(ONE, other)] == named
    wanted = Observation.PARTIAL if named else Observation.SATISFIED
    assert judged(ONE, other, all_equal=True) is wanted
    assert (ONE.digest != other.digest) is bool(named)


def test_rows_that_users_added_are_no_loss_but_missing_ones_are() -> None:
    more = Contents({**ONE.tables, "a": TableSum(4, "z")}, {"s": "9"}, ONE.schema)
    assert losses(ONE, more) == []
    assert compared(ONE, more, "portal", contained=True)["rows_since"] == 1
    assert losses(more, ONE) == ["table a (4 rows, 3 in the copy)"]


def test_ten_tables_are_named_and_the_others_counted() -> None:
    many = Contents({f"t{number:02}": TableSum(1, "x") for number in range(25)})
    with pytest.raises(
        StepFailedError, match=r"in 25 of its parts: .*t09.*; and 15 more"
    ) as failed:
        compared(many, Contents(), "portal", contained=False)
    assert "t10" not in failed.value.message
