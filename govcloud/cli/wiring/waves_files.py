"""A wave plan's view as files: page, calendar, tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from govcloud import __version__
from govcloud.cli.exports import Makers


def makers(view: Mapping[str, Any], digest: str, today: date) -> Makers:
    """What each suffix is made by; nothing is loaded before it is asked for."""
    given = (view, digest, today)
    return {
        ".html": partial(_html, *given),
        ".ics": partial(_ics, *given),
        ".csv": partial(_csv, *given),
        ".xlsx": partial(_xlsx, *given),
        ".md": partial(_md, *given),
    }


def _html(view: Mapping[str, Any], _digest: str, today: date) -> bytes:
    from govcloud.reports.waves_page import waves_page

    return waves_page(view, made_on=str(today), version=__version__)


def _ics(view: Mapping[str, Any], _digest: str, today: date) -> bytes:
    from govcloud.reports.waves_ics import calendar

    return calendar(view, made_on=str(today), version=__version__)


def _csv(view: Mapping[str, Any], digest: str, today: date) -> bytes:
    from govcloud.reports.csv_file import csv_bytes
    from govcloud.reports.sheets import About
    from govcloud.reports.waves_tables import applications_table

    about = About(_TITLE, digest, __version__, str(today), view["synthetic"])
    return csv_bytes(applications_table(view), about)


def _xlsx(view: Mapping[str, Any], digest: str, today: date) -> bytes:
    from govcloud.reports.sheets import About
    from govcloud.reports.waves_tables import applications_table, waves_table
    from govcloud.reports.workbook import workbook

    about = About(_TITLE, digest, __version__, str(today), view["synthetic"])
    return workbook(about, [waves_table(view), applications_table(view)])


def _md(view: Mapping[str, Any], digest: str, today: date) -> bytes:
    from govcloud.reports.markdown import markdown
    from govcloud.reports.sheets import About
    from govcloud.reports.waves_tables import applications_table, waves_table

    about = About(_TITLE, digest, __version__, str(today), view["synthetic"])
    return markdown(about, [waves_table(view), applications_table(view)])


_TITLE = "迁移批次计划 Migration waves"
