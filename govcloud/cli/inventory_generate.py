"""`govcloud inventory generate`: a synthetic province to try everything on."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govcloud.cli.days import FORMATS, in_reach
from govcloud.cli.desk import desk_of
from govcloud.cli.wiring.generation import generate_workspace
from govcloud.ui import tables_generated

SEED, DEPARTMENTS, SLOW_FROM = 20190506, 48, 5_000


class ProvinceCode(StrEnum):
    """The provinces that there are."""

    GD = "GD"
    FJ = "FJ"


class Names(StrEnum):
    """How departments are called."""

    REAL = "real"
    NEUTRAL = "neutral"


class Lang(StrEnum):
    """The language of free texts; names stand in both."""

    ZH = "zh"
    EN = "en"


HELP = """Generate a synthetic province (合成数据): departments, partners, applications, servers, dependencies.

The same options give the same bytes on every machine. What is written is a workspace of its own, with a sample
programme. A folder that holds anything is refused and not touched.

Examples:

  govcloud inventory generate --out province\n
  govcloud inventory generate --out small --departments 3 --apps 12 --single\n
  govcloud inventory generate --out large --apps 10000 --seed 7\n
  govcloud inventory generate --out twin --rvtools\n
  govcloud inventory generate --out messy --messy -o json | jq .estate.dependencies

Exit status: 0 generated; 1 it cannot be written; 2 it cannot be made so; 10 the folder is not empty.
"""


Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where; it is made if need be.")]
Departments = Annotated[int, typer.Option(min=1, max=DEPARTMENTS, help="How many departments.")]
Seed = Annotated[int, typer.Option(min=0, help="Another seed, another province.")]
Apps = Annotated[
    int | None, typer.Option(min=1, help="How many applications; 1,132 for 48 departments.")
]
Province = Annotated[ProvinceCode, typer.Option(help="Guangdong or Fujian.")]
Named = Annotated[Names, typer.Option(help="Departments by their names of 2019, or as 部门01.")]
Language = Annotated[Lang, typer.Option(help="Language of free texts; names are in both.")]
Single = Annotated[
    bool,
    typer.Option("--single/--folder", help="One inventory.yaml, or a file for each department."),
]
Messy = Annotated[bool, typer.Option("--messy", help="Plant the defects that real registers have.")]
Twin = Annotated[
    bool,
    typer.Option("--rvtools", help="The virtual machines as RVTools would export them, too."),
]
Day = Annotated[
    int | None,
    typer.Option(
        min=0, max=36_500, help="Tell the stages of that day of the programme, such as 400."
    ),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        formats=FORMATS, callback=in_reach, help="The day it is seen on; 2026-11-24 by default."
    ),
]


def generate(
    ctx: typer.Context,
    out: Out,
    departments: Departments = DEPARTMENTS,
    seed: Seed = SEED,
    apps: Apps = None,
    province: Province = ProvinceCode.GD,
    names: Named = Names.REAL,
    lang: Language = Lang.ZH,
    single: Single = False,
    messy: Messy = False,
    rvtools: Twin = False,
    day: Day = None,
    as_of: AsOf = None,
) -> None:
    """As HELP says."""
    wishes = {
        "departments": departments,
        "seed": seed,
        "applications": apps,
        "province": province.value,
        "neutral": names is Names.NEUTRAL,
        "english": lang is Lang.EN,
        "messy": messy,
        "day": day,
    }
    seen: dict[str, date] = {"as_of": as_of.date()} if as_of else {}
    console = desk_of(ctx).console
    if (apps or 0) >= SLOW_FROM:
        console.say(f"{apps:,} applications: about a second for each thousand")
    asked = {**wishes, **seen}
    view = generate_workspace(out, asked, single=single, rvtools=rvtools)
    console.show("estate/1", view, tables_generated.generated)
