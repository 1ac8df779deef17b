"""Controls and findings as files: SARIF, OSCAL, JUnit and tables hold what the view says, in the form they promise."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from govcloud.adapters.controls_yaml import read_control_profile
from govcloud.cli.wiring.controls_words import words
from govcloud.model.cloud_resource import CloudResource
from govcloud.reports.controls_tables import controls_tables
from govcloud.reports.junit import controls_junit, findings_junit
from govcloud.reports.oscal_results import oscal_results, token
from govcloud.reports.sarif import sarif
from govcloud.rules import views_controls
from govcloud.rules.controls_judging import answers
from govcloud.rules.controls_results import results
from govcloud.rules.views_controls import Looked
from tests.reports.oscal_results_schema import RESULTS
from tests.reports.sarif_schema import SARIF
from tests.rules.check_samples import Scene, app, bucket, made

HOSTILE = 'a"<b>&\u202e\x1b[31m=1+1 名'
LOOKED = Looked("2026-11-25", "local", "cn-north-1", "plan", {"resources": 3}, "abc")


def told(scene: Scene, profile: str = "cn-mlps") -> dict[str, Any]:
    held = read_control_profile(None, profile, words())
    level = held.levels[0].id
    found = answers(held, level, scene.evidence())
    return views_controls.controls(held, level, (results(held, level, found), found), LOOKED)


@cache
def view() -> dict[str, Any]:
    """An estate with something wrong in it, by a program, by hand, and in the inventory."""
    registered = made("logs:LogGroup", HOSTILE, retentionInDays=7)
    placed = CloudResource(
        **{k: getattr(registered, k) for k in CloudResource.__slots__ if k not in {"file", "line"}},
        file="stacks/own stack/__main__.py",
        line=12,
    )
    return told(Scene([*bucket().resources, placed], app().applications))


@pytest.mark.parametrize("scene", [None, Scene()], ids=["findings", "nothing looked at"])
def test_sarif_is_formed_as_the_standard_says(scene: Scene | None) -> None:
    found = view() if scene is None else told(scene)
    document = json.loads(sarif(found, "1.2.3"))
    jsonschema_rs.validator_for(SARIF).validate(document)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(found["findings"])
    for result, row in zip(run["results"], found["findings"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == row["rule"]
        assert result["level"] == {"mandatory": "error", "advisory": "warning"}[row["binding"]]
    prints = [tuple(result["partialFingerprints"].values()) for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_a_place_in_a_program_is_told_so_that_a_code_host_finds_it() -> None:
    (run,) = json.loads(sarif(view(), "1.2.3"))["runs"]
    places = [
        place["physicalLocation"]
        for result in run["results"]
        for place in result["locations"]
        if "physicalLocation" in place
    ]
    assert places[0]["artifactLocation"]["uri"] == "stacks/own%20stack/__main__.py"
    assert places[0]["region"] == {"startLine": 12}


@pytest.mark.parametrize("profile", ["cn-mlps", "us-fedramp", "it-pa"])
@pytest.mark.parametrize("scene", [bucket(), Scene()], ids=["findings", "little"])
def test_oscal_results_are_formed_as_the_model_says(profile: str, scene: Scene) -> None:
    found = told(scene, profile)
    document = json.loads(oscal_results(found, "1.2.3"))
    jsonschema_rs.validator_for(RESULTS).validate(document)
    assert oscal_results(found, "1.2.3") == oscal_results(found, "1.2.3")


def test_oscal_findings_lead_to_their_observations_and_leave_out_what_nobody_decided() -> None:
    (result,) = json.loads(oscal_results(view(), "1.2.3"))["assessment-results"]["results"]
    observed = {one["uuid"] for one in result["observations"]}
    related = {
        link["observation-uuid"]
        for finding in result["findings"]
        for link in finding.get("related-observations", ())
    }
    assert related == observed
    reviewed = {
        one["control-id"]
        for each in result["reviewed-controls"]["control-selections"]
        for one in each["include-controls"]
    }
    judged = [
        row for row in view()["controls"] if row["status"] in {"MET", "PARTLY_MET", "NOT_MET"}
    ]
    assert reviewed == {token(row["clause"]) for row in judged}
    assert "8.2.6.1-a…e" in result["description"]


@pytest.mark.parametrize(
    ("number", "formed"),
    [
        ("AC-2(3)", "ac-2.3"),
        ("8.1.4.3-c", "c-8.1.4.3-c"),
        ("8.1.5.1-a · 8.1.5.2-a", "c-8.1.5.1-a-8.1.5.2-a"),
        ("8.1.10.11-a…c", "c-8.1.10.11-a-c"),
        ("PR.DS-1", "pr.ds-1"),
    ],
)
def test_numbers_become_tokens(number: str, formed: str) -> None:
    assert token(number) == formed


def test_junit_counts_what_is_short_and_skips_what_nobody_decided() -> None:
    suite = ET.fromstring(controls_junit(view()))
    totals = view()["totals"]
    assert suite.get("failures") == str(totals["NOT_MET"] + totals["PARTLY_MET"])
    assert suite.get("skipped") == str(totals["NOT_DECIDED"] + totals["NOT_APPLICABLE"])
    assert len(suite.findall(".//testcase")) == len(view()["controls"])
    found = ET.fromstring(findings_junit(view()))
    mandatory = sum(row["binding"] == "mandatory" for row in view()["findings"])
    assert len(found.findall(".//failure")) == mandatory


def test_tables_hold_every_control_and_every_finding() -> None:
    totals, controls, findings, checks = controls_tables(view())
    assert len(controls.rows) == 80
    assert len(findings.rows) == len(view()["findings"])
    assert len(checks.rows) > 100
    assert any("不构成任何认证" in str(row) for row in totals.rows)
    for table in (totals, controls, findings, checks):
        assert all(len(row) == len(table.headings) for row in table.rows)
