"""A noun that was packed is made again as it was, whatever it holds."""

from __future__ import annotations

import marshal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govcloud.adapters.packed import packer, unpacker
from govcloud.model.application import Application
from govcloud.model.machine import Server
from govcloud.model.organisation import Department, Partner
from tests.any_noun import any_of


@pytest.mark.parametrize("noun", [Application, Server, Department, Partner])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(choose=st.data())
def test_every_field_of_a_noun_survives(noun: Any, choose: st.DataObject) -> None:
    made = choose.draw(any_of(noun))
    packed = marshal.loads(marshal.dumps(packer(noun)(made)))
    again = unpacker(noun)(packed)
    assert again == made
    assert repr(again) == repr(made)
