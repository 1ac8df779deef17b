"""Many resources read at once are read as one by one, and untouched ones are silent, for every entry of the table."""

from __future__ import annotations

import pytest
from moto.backends import get_backend

from govcloud.model.drift import Kind
from govcloud.provider import reading
from govcloud.provider.table import TABLE
from tests.provider.rig import Rig
from tests.provider.samples import Workshop
from tests.provider.surveyed import known, recorded, surveyor

every_type = pytest.mark.parametrize("token", sorted(TABLE))


@pytest.fixture
def workshop(rig: Rig) -> Workshop:
    """What a sample stands on is made anew for each test; an account has one recorder, which starts anew too."""
    get_backend("config").reset()
    return Workshop(rig)


@every_type
def test_read_among_many_is_as_read_alone_and_what_nobody_touched_is_silent(
    workshop: Workshop, token: str
) -> None:
    rig, looks = workshop.rig, surveyor(workshop.rig)
    made = workshop.make(token)
    every = [recorded(rig, one) for one in (*workshop.made.values(), made)]
    alone = [reading.read(looks.site(one), one.id, one.inputs) for one in every]
    assert looks.read(every) == alone
    assert all(alone)
    found = looks.look(every, known(every))
    assert (found.deviations, found.untold) == ((), ())
    rig.delete(made)
    ours = recorded(rig, made)
    assert looks.read([ours]) == [reading.read(looks.site(ours), ours.id, ours.inputs)] == [None]
    assert [one.kind for one in looks.look([ours], known(every)).deviations] == [Kind.MISSING]
