"""Which base URL answers for a service."""

from __future__ import annotations

import pytest

from govcloud.model.endpoints import endpoint_of, fault, is_own, variable_of


@pytest.mark.parametrize(
    ("service_id", "variable"),
    [
        ("S3", "AWS_ENDPOINT_URL_S3"),
        ("Secrets Manager", "AWS_ENDPOINT_URL_SECRETS_MANAGER"),
        ("Elastic Load Balancing v2", "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2"),
    ],
)
def test_a_services_variable_bears_the_services_id(service_id: str, variable: str) -> None:
    assert variable_of(service_id) == variable


@pytest.mark.parametrize(
    ("told", "variables", "expected"),
    [
        ("", {}, ""),
        ("https://told", {}, "https://told"),
        ("", {"AWS_ENDPOINT_URL": "https://all"}, "https://all"),
        ("https://told", {"AWS_ENDPOINT_URL": "https://all"}, "https://told"),
        ("https://told", {"AWS_ENDPOINT_URL_S3": "https://s3"}, "https://s3"),
        ("", {"AWS_ENDPOINT_URL": "https://all", "AWS_ENDPOINT_URL_S3": "https://s3"}, "https://s3"),
        ("", {"AWS_ENDPOINT_URL_KMS": "https://kms"}, ""),
        (
            "https://told",
            {"AWS_ENDPOINT_URL_S3": "https://s3", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"},
            "https://told",
        ),
    ],
)  # fmt: skip
def test_the_nearest_word_counts(told: str, variables: dict[str, str], expected: str) -> None:
    assert endpoint_of("S3", told, variables) == expected


def test_a_cloud_is_a_sites_own_if_all_of_it_is_behind_an_endpoint() -> None:
    assert is_own("https://told", {})
    assert is_own("", {"AWS_ENDPOINT_URL": "https://all"})
    assert not is_own("", {"AWS_ENDPOINT_URL_S3": "https://s3"})
    assert not is_own("", {"AWS_ENDPOINT_URL": "x", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE"})


@pytest.mark.parametrize("url", ["https://cloud.example", "http://127.0.0.1:5000", "https://c/api"])
def test_a_base_url_is_an_endpoint(url: str) -> None:
    assert fault(url) == ""


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("cloud.example", "is no URL"),
        ("ftp://cloud.example", "is no URL"),
        ("https://", "is no URL"),
        ("https://user:hush@cloud.example", "with credentials"),
        ("https://hush@cloud.example", "with credentials"),
        ("https://cloud.example?key=hush", "more than a base URL"),
    ],
)
def test_what_is_no_endpoint_is_said_without_what_is_secret_in_it(url: str, reason: str) -> None:
    assert reason in fault(url)
    assert "hush" not in fault(url)
