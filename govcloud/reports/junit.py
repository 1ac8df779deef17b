"""Controls, or findings, as a JUnit report: a test case for each, as pipelines count them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from govcloud.reports.sheets import visible

View = Mapping[str, Any]
_SHORT = ("NOT_MET", "PARTLY_MET")


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case; `failure` and `skipped` are why it did not pass."""

    name: str
    failure: str = ""
    skipped: str = ""
    more: str = ""


def controls_junit(view: View) -> bytes:
    """A case for each control: not decided and not applicable ones are skipped."""
    rules: dict[str, list[View]] = {}
    for row in view["findings"]:
        for clause in row["clauses"]:
            rules.setdefault(clause, []).append(row)
    cases = [_control(row, rules.get(row["clause"], [])) for row in view["controls"]]
    return _suite(view, cases)


def findings_junit(view: View) -> bytes:
    """A case for each finding, advisory ones as skipped; one that passes if there is none."""
    cases = [_finding(row) for row in view["findings"]]
    return _suite(view, cases or [_Case("no finding")])


def _control(row: View, rows: list[View]) -> _Case:
    name = f"{row['clause']} {row['zh']} {row['en']}"
    status = f"{row['status_zh']} {row['status']}"
    if row["status"] in _SHORT:
        return _Case(name, failure=status, more="\n".join(map(_line, rows)))
    if row["status"] == "MET":
        return _Case(name)
    why = row["unseen"] or "; ".join(c["reason"] for c in row["checks"] if c["reason"])
    return _Case(name, skipped=f"{status}: {why}" if why else status)


def _finding(row: View) -> _Case:
    name = f"{row['rule']} {row['stack']} {row['subject']}"
    if row["binding"] == "mandatory":
        return _Case(name, failure=f"{row['en']} / {row['zh']}", more=_line(row))
    return _Case(name, skipped=f"advisory: {row['en']} / {row['zh']}")


def _line(row: View) -> str:
    place = f" ({row['file']}:{row['line']})" if row["line"] else ""
    return f"{row['rule']}: {row['stack']} {row['subject']}{place}: {row['fix']} / {row['fix_zh']}"


def _suite(view: View, cases: list[_Case]) -> bytes:
    failed = sum(bool(case.failure) for case in cases)
    skipped = sum(bool(case.skipped) for case in cases)
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="{skipped}"'
    name = _attribute(f"{view['profile']} {view['level_en']}")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {counts}>",
        f'<testsuite name={name} timestamp="{view["on"]}T00:00:00" {counts}>',
        f'<properties><property name="wording" value={_attribute(view["wording"])}/></properties>',
        *(line for case in cases for line in _written(case, view["profile"])),
        "</testsuite>",
        "</testsuites>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _written(case: _Case, profile: str) -> Iterable[str]:
    head = f"<testcase classname={_attribute(profile)} name={_attribute(case.name)}"
    if case.failure:
        yield f'{head}><failure type="finding" message={_attribute(case.failure)}>'
        yield f"{escape(visible(case.more))}</failure></testcase>"
    elif case.skipped:
        yield f"{head}><skipped message={_attribute(case.skipped)}/></testcase>"
    else:
        yield f"{head}/>"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
