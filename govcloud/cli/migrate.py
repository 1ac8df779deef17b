"""`govcloud migrate`: plan, run and roll back."""

from __future__ import annotations

from typing import Annotated

import typer

from govcloud.cli.desk import desk_of
from govcloud.engine import migrate as engine
from govcloud.rules import views
from govcloud.ui import tables

app = typer.Typer(help="Move applications, wave by wave.", no_args_is_help=True)
WaveId = Annotated[str, typer.Option("--wave", help="A wave of migrations/waves.yaml.")]


@app.command()
def plan(ctx: typer.Context, wave: WaveId) -> None:
    """Show what moving a wave would do, and its digest; nothing on any host is changed.

    Exit status: 0 shown; 10 input; 12 host key unknown; 13 a host does not answer.
    """
    desk = desk_of(ctx)
    migrations = desk.migrations(wave)
    found = engine.plan_wave(wave, migrations, desk.inventory)
    seen = desk.observe(migrations)
    engine.save_plan(desk.store, found, desk.operator, desk.clock.now())
    view = views.plan(found, desk.inventory, seen)
    desk.console.show("migrate-plan/1", view, tables.plan)
    desk.console.say(
        f"next, by another operator: govcloud approve {found.digest[:12]} --operator NAME"
    )


@app.command()
def run(ctx: typer.Context, wave: WaveId) -> None:
    """Move a wave: assess, provision, replicate, cut over, accept. Running again resumes.

    Without an approval of exactly this plan it does everything up to cutover, and stops with 4.

    Exit status: 0 all moved; 1 failed; 3 some moved; 4 refused by a gate; 11 another run; 12 credential;
    13 unreachable; 130 interrupted.
    """
    desk = desk_of(ctx)
    desk.streams = True
    with desk.controller():
        desk.demand_sound_record()
        migrations = desk.migrations(wave)
        found = engine.plan_wave(wave, migrations, desk.inventory)
        engine.save_plan(desk.store, found, desk.operator, desk.clock.now())
        ended = engine.run_wave(desk.run(found), found, migrations, desk.dispatcher)
    desk.console.show(
        "migrate-run/1", views.ended(ended.cut_over, ended.already, desk.folded()), tables.ended
    )


@app.command()
def rollback(
    ctx: typer.Context, application: Annotated[str, typer.Argument(help="An application's id.")]
) -> None:
    """Bring an application home to its source, with what users wrote on the target meanwhile.

    Exit status: 0 home; 1 failed; 4 it was not cut over; 11 another run; 13 unreachable.
    """
    desk = desk_of(ctx)
    desk.streams = True
    with desk.controller():
        desk.demand_sound_record()
        found = desk.migration(desk.application(application))
        engine.roll_back(desk.run_of(application), found)
    view = {"application": application, "side": "source"}
    desk.console.show("migrate-rollback/1", view, tables.pairs)
