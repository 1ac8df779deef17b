"""A region that the profile permits is left in peace; another stops whoever moves there."""

from __future__ import annotations

from dataclasses import replace

from govcloud.model.application import Placement
from govcloud.model.inventory import Strategy
from govcloud.rules.checks_regions import names_regions, region_faults
from tests.rules.test_checks import application, estate

PERMITTED = ("cn-north-1", "cn-northwest-1")


def found(
    region: str, strategy: Strategy = Strategy.REHOST, permitted: tuple[str, ...] = PERMITTED
) -> list[str]:
    app = replace(application(), target=Placement(region=region), strategy=strategy)
    return [f"{each.code} {each.hint}" for each in region_faults(estate(app), "cn-mlps", permitted)]


def test_a_region_outside_the_profile_stops_what_moves_there() -> None:
    assert found("cn-north-2") == ["E-REG-001 did you mean `cn-north-1`?"]
    assert found("us-east-1")[0].startswith("E-REG-001")


def test_a_permitted_region_none_and_a_profile_without_a_list_are_left_in_peace() -> None:
    assert found("cn-northwest-1") == found("") == found("us-east-1", permitted=()) == []
    assert found("us-east-1", Strategy.RETAIN) == []


def test_a_profile_is_read_only_where_somebody_names_a_region() -> None:
    assert not names_regions(estate(replace(application(), target=Placement())))
    assert not names_regions(estate(application()))
    assert names_regions(estate(replace(application(), target=Placement(region="us-east-1"))))
