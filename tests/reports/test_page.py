"""A report is one file that fetches nothing and runs nothing but its own."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from govcloud.reports.page import page, text


def test_only_what_is_in_the_page_may_run() -> None:
    made = page(title="<b>", body="<p>x</p>", script="console.log(1)")
    digest = base64.b64encode(hashlib.sha256(b"console.log(1)").digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', made)
    assert "default-src &#39;none&#39;" in policy
    assert f"sha256-{digest}" in policy
    assert "unsafe-inline" not in policy
    assert "<title>&lt;b&gt;</title>" in made


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "//host/x", "data:text/html,x"]
)
def test_a_link_that_could_do_harm_is_never_written(link: str) -> None:
    with pytest.raises(ValueError, match="links to"):
        page(title="x", body=f'<a href="{link}">x</a>')


def test_a_place_in_the_page_may_be_linked_to() -> None:
    assert 'href="#GD-GSD-001"' in page(title="x", body='<a href="#GD-GSD-001">x</a>')


def test_text_from_outside_is_harmless() -> None:
    assert text("a\x1c\x85b\tc\n") == "a\ufffd\ufffdb\tc\n"
    assert text("<script>\x1b[31m\u202e合") == "&lt;script&gt;\ufffd[31m\ufffd合"


@pytest.mark.parametrize("part", ["style", "script"])
def test_a_style_or_script_cannot_end_before_its_end(part: str) -> None:
    with pytest.raises(ValueError, match="end early"):
        page(title="x", body="", **{part: "</script><b>"})
