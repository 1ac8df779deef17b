"""What an assessment shows adds up, for the estate, for a department, for nobody at all."""

from __future__ import annotations

import json

import pytest

from govcloud.rules import views_assess
from govcloud.rules.survey import Survey
from tests.assess_estates import PROFILES, TODAY, estate, province

LOOK = Survey(province(300, 12), PROFILES, TODAY)
FOUND = views_assess.assessed(LOOK, LOOK.inventory.applications)
VIEWS = views_assess.views()


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_a_plain_document_that_says_its_rules_and_its_day(name: str) -> None:
    view = VIEWS[name](LOOK, FOUND)
    assert json.loads(json.dumps(view)) == view
    assert (view["view"], view["on"]) == (name, TODAY.isoformat())
    assert view["profiles"]["assessment.yaml"] == "built in"


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_of_an_empty_estate_is_there(name: str) -> None:
    look = Survey(estate(), PROFILES, TODAY)
    assert VIEWS[name](look, [])["assessed"] == 0


def test_strategies_add_up_to_the_applications() -> None:
    view = views_assess.strategy(LOOK, FOUND)
    assert sum(row["declared"] for row in view["totals"]["strategies"]) == len(FOUND)
    assert sum(row["suggested"] for row in view["totals"]["strategies"]) == len(FOUND)
    assert sum(row["applications"] for row in view["matrix"]) == len(FOUND)
    assert len(view["applications"]) == view["totals"]["differ"]


def test_effort_by_department_and_by_strategy_adds_up_to_the_total() -> None:
    view = VIEWS["effort"](LOOK, FOUND)
    for rows in (view["departments"], view["strategies"]):
        assert sum(row["applications"] for row in rows) == len(FOUND)
        days = sum(row["person_days"] for row in rows)
        assert days == pytest.approx(view["totals"]["person_days"], abs=1)


def test_exchanges_are_through_past_or_untold() -> None:
    totals = VIEWS["walls"](LOOK, FOUND)["totals"]
    told = totals["through_platform"] + totals["direct"] + totals["untold"]
    assert told == totals["exchanges"]


def test_a_department_sees_its_own_part() -> None:
    code = LOOK.inventory.departments[3].id
    own = views_assess.assessed(LOOK, LOOK.inventory.of_department(code))
    view = VIEWS["summary"](LOOK, own)
    assert {row["department"] for row in view["applications"]} == {code}
    for wall in VIEWS["walls"](LOOK, own)["pairs"]:
        assert code in wall["departments"]


def test_an_application_in_full_tells_every_reason_with_its_values() -> None:
    view = views_assess.applications(LOOK, FOUND[:5])
    for row, found in zip(view["applications"], FOUND, strict=False):
        assert [r["strategy"] for r in row["reasons"]] == [r.strategy.value for r in found.reasons]
        assert all("because" in reason for reason in row["reasons"])
