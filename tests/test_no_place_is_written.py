"""No partition, region or ending of a cloud's names stands in code: all come from settings and botocore's data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.engine_fixtures import ROOT

PLACES = re.compile(
    r"arn:aws\b|\baws-(?:cn|us-gov|iso\w*(?:-\w)?|eusc)\b|amazonaws\.com|amazonaws\.eu|\.api\.aws\b"
    r"|\b(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(?:-gov|-iso\w?|-de)?"
    r"-(?:north|south|east|west|central)(?:east|west)?-\d\b"
)
ROOMS = ("govcloud", "stacks", "migrations")
TEXTS = {".py", ".yaml", ".toml", ".j2", ".sh", ".json", ".html", ".cfg"}

ALLOWED = {
    ("govcloud/model/place.py", "amazonaws.com"): "how principals of services end in every partition",
    ("govcloud/provider/site.py", "us-east-1"): "S3's protocol: the one location that a bucket's maker does not name",
    ("govcloud/ports.py", "aws-cn"): "an example in a sentence",
    ("govcloud/ports.py", "aws-us-gov"): "an example in a sentence",
    ("govcloud/profiles/workspace/pyproject.toml", "cn-north-1"): "settings of a new workspace's embedded cloud",
    ("stacks/support-platform/support_platform_stack/trust.py", "aws-cn"): "where the law asks for SM2, and KMS has it",
}  # fmt: skip
"""Where a place may be written, and why. Profiles of controls say for which regions they are: that is their data."""

PROFILES = re.compile(r"govcloud/profiles/[a-z-]+\.yaml")


def written(path: Path) -> set[tuple[str, str]]:
    name = path.relative_to(ROOT).as_posix()
    if PROFILES.fullmatch(name):
        return set()
    return {(name, found) for found in PLACES.findall(path.read_text("utf-8"))}


def every_text() -> list[Path]:
    found = [one for room in ROOMS for one in sorted((ROOT / room).rglob("*"))]
    return [one for one in found if one.suffix in TEXTS and one.is_file()]


def test_no_code_names_a_place() -> None:
    paths = every_text()
    assert len(paths) > 300
    found = set[tuple[str, str]]().union(*map(written, paths))
    assert found - ALLOWED.keys() == set(), "take it from Place, Settings or botocore's data"
    assert ALLOWED.keys() - found == set(), "no longer needed"


@pytest.mark.parametrize(
    "text",
    [
        "f'arn:aws:s3:::{name}'",
        "principal = 'ec2.amazonaws.com'",
        "'kms.cn-north-1.amazonaws.com.cn'",
        "region = 'us-gov-west-1'",
        "eu-central-1a-but-not-a-word us-iso-east-1",
        "if partition == 'aws-us-gov'",
        "aws-iso-b",
        "ap-southeast-2",
    ],
)
def test_a_place_is_known_when_seen(text: str) -> None:
    assert PLACES.search(text)


@pytest.mark.parametrize(
    "text", ["arn:{partition}:s3:::x", "north-1", "aws-cli", "eu-west", "west-1-2"]
)
def test_what_is_no_place_is_not_taken_for_one(text: str) -> None:
    assert not PLACES.search(text)
