"""What controls are judged on: the profile, what programs would register, the estate, and the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from govcloud.cli.wiring.controls_words import bearing_tags, words
from govcloud.cli.wiring.local import Desk
from govcloud.errors import UsageError
from govcloud.model.stack import StackRef
from govcloud.rules import views_controls
from govcloud.rules.cloudscape import Cloudscape, Setting
from govcloud.rules.controls import WORDING, WORDING_ZH, ControlProfile
from govcloud.rules.controls_judging import Answer, Evidence, answers
from govcloud.rules.controls_results import results
from govcloud.rules.governance import Governance, governance
from govcloud.rules.names import did_you_mean

_COMPILED = ".pyc"


def profile_of(desk: Desk, name: str) -> ControlProfile | None:
    """The profile called so, else the setting's, else that of the environment's region; None where no profile knows it.

    Raises InputError (E-PRF).
    """
    from govcloud.adapters.controls_yaml import profile_names, read_control_profile

    chosen = name or desk.settings["controls"]
    if chosen:
        return read_control_profile(desk.workspace, chosen, words())
    for each in profile_names(desk.workspace, desk.environment.region):
        found = read_control_profile(desk.workspace, each, words())
        if desk.environment.region in found.regions:
            return found
    return None


def demanded_profile(desk: Desk, name: str) -> ControlProfile:
    """As `profile_of`. Raises UsageError where no profile knows the region."""
    found = profile_of(desk, name)
    if found is None:
        from govcloud.adapters.controls_yaml import profile_names

        raise UsageError(
            f"no profile of controls knows the region {desk.environment.region}",
            hint=f"name one: --profile {' | '.join(profile_names(desk.workspace))}",
        )
    return found


def level_of(profile: ControlProfile, name: str) -> str:
    """The level called so, the profile's first if none is. Raises UsageError."""
    known = [level.id for level in profile.levels]
    if name and name not in known:
        near = did_you_mean(name, known) or f"it has: {', '.join(known)}"
        raise UsageError(f"{profile.name} has no level `{name}`", hint=near)
    return name or known[0]


def rehearsal(desk: Desk, *, places: bool = False) -> Any:
    """What the programs of all stacks would register. No cloud is asked."""
    from govcloud.adapters.pulumi_rehearsal import rehearse
    from govcloud.adapters.pulumi_settings import StackSettings
    from govcloud.provider.rehearsing import Rehearsing

    told = desk.environment
    settings = StackSettings(
        workspace=desk.workspace,
        engine_root=None,
        home=desk.home / "pulumi",
        region=told.region,
        account=told.account,
        workspace_id=desk.workspace_id,
        env_name=told.name,
    )
    return rehearse(settings, desk.refs([]), Rehearsing(desk.place), places=places)


def scape_of(desk: Desk, resources: Iterable[Any], unseen: Iterable[str] = ()) -> Cloudscape:
    """Resources in the desk's environment; of the types in `unseen` nobody can tell that there are none."""
    told = desk.environment
    lacking = frozenset((*desk.place.lacking, *(each.partition(":")[0] for each in unseen)))
    return Cloudscape(resources, Setting(told.region, told.account, bearing_tags(), lacking))


def checked_stacks(desk: Desk, names: Sequence[str], profile: str, level: str) -> Any:
    """The view of `stack check`: findings with the line that registers what they are of."""
    chosen = demanded_profile(desk, profile)
    at, refs = level_of(chosen, level), desk.refs(names)
    found = rehearsal(desk, places=True)
    judged = of_plan(chosen, at, scape_of(desk, found.resources))
    rows = of_stacks(views_controls.findings(chosen, at, judged, {}), refs)
    return views_controls.stack_check(chosen, at, rows, _looked(desk, found, "plan", desk.today))


def audited(desk: Desk, wanted: tuple[str, str], today: date, *, running: bool) -> Any:
    """The view of `audit controls`; `wanted` are the names of profile and level, "" for the default."""
    from govcloud.cli.wiring.survey import survey_of

    chosen = demanded_profile(desk, wanted[0])
    at = level_of(chosen, wanted[1])
    found = observation(desk) if running else rehearsal(desk, places=True)
    scape = scape_of(desk, found.resources, found.untold if running else ())
    evidence = Evidence(scape, running, survey_of(desk, today), _record(desk))
    told = answers(chosen, at, evidence)
    looked = _looked(desk, found, "running" if running else "plan", today)
    return views_controls.controls(chosen, at, (results(chosen, at, told), told), looked)


def _record(desk: Desk) -> Governance | None:
    """What the environment's ledger proves; None where nothing was ever recorded."""
    return governance(list(desk.store.events())) if desk.store_file.exists() else None


def _looked(desk: Desk, found: Any, basis: str, today: date) -> views_controls.Looked:
    figures = {
        "resources": len(found.resources),
        "stacks": len({one.stack for one in found.resources if one.stack}),
        "applications": len(desk.inventory.applications),
    }
    told = desk.environment
    return views_controls.Looked(
        str(today),
        told.name,
        told.region,
        basis,
        figures,
        desk.inventory.digest,
        desk.inventory.synthetic,
        found.untold,
        desk.inventory.places,
    )


def policy_pack(desk: Desk, profile: str, level: str) -> Any:
    """The view of `policy`; the pack's launcher is written."""
    from dataclasses import asdict

    from govcloud.cli.wiring.policy_pack import install
    from govcloud.rules.controls_pack import RulePack

    chosen = demanded_profile(desk, profile)
    at = level_of(chosen, level)
    path = install(desk.home / "policy", desk.workspace, chosen.name, at)
    return {
        "path": str(path),
        "profile": chosen.name,
        "level": at,
        "wording": WORDING,
        "wording_zh": WORDING_ZH,
        "rules": [asdict(rule) for rule in RulePack(chosen, at).rules],
    }


def observation(desk: Desk) -> Any:
    """What stands in the environment's account, recorded or not. Raises UnreachableError, CredentialError."""
    from govcloud.adapters.pulumi_records import StackRecords
    from govcloud.cli.wiring.drift import mender_of
    from govcloud.provider.observing import Observer

    mender = mender_of(desk)
    mender.demand_account()
    records = StackRecords(
        desk.stack_settings, lambda ref: bytes(desk.healing_stacks.export(ref)), mender.opened
    )
    recorded = (one for record in records.every(desk.refs([])) for one in record.resources)
    observer = Observer(mender.settings, mender.clients, recorded)
    return observer.everything(desk.place.lacking)


def planned_findings(
    desk: Desk, refs: Sequence[StackRef], *, fresh: bool = False
) -> dict[str, Any]:
    """What the environment's profile finds in what these stacks would make: `findings`, and whose (`controls`).

    Where no profile knows the region there are none. What was found is kept by the programs, what they are told, and
    the profile, so that a plan in which nothing changed does not look again; `fresh` looks all the same, for a
    program may read more than that.
    """
    from govcloud.adapters.content_cache import ContentCache

    profile = profile_of(desk, "")
    if profile is None:
        return {"controls": {"profile": "", "level": "", "untold": {}}, "findings": []}
    level = level_of(profile, "")
    cache, key = ContentCache(desk.home / "cache"), _key(desk, profile)
    kept, untold = None if fresh else cache.get(key), {}
    if kept is None:
        found = rehearsal(desk)
        judged = of_plan(profile, level, scape_of(desk, found.resources))
        rows = views_controls.findings(profile, level, judged, {})
        kept, untold = json.dumps(rows, ensure_ascii=False).encode(), found.untold
        if not untold:
            cache.put(key, kept)
            cache.tidy()
    about = {"profile": profile.name, "level": level, "untold": untold}
    return {"controls": about, "findings": of_stacks(json.loads(kept), refs)}


def of_plan(profile: ControlProfile, level: str, scape: Cloudscape) -> list[Answer]:
    """The answers of checks that a plan can answer."""
    return list(answers(profile, level, Evidence(scape)).values())


def of_stacks(rows: Iterable[dict[str, Any]], refs: Sequence[StackRef]) -> list[dict[str, Any]]:
    """The findings of these stacks. What is of the cloud as a whole belongs to the landing zone."""
    names = {str(ref) for ref in refs}
    shared = any(ref.project == "landing-zone" for ref in refs)
    return [row for row in rows if (row["stack"] in names if row["type"] else shared)]


def _key(desk: Desk, profile: ControlProfile) -> str:
    from govcloud.adapters.code_print import code_print

    facts = [
        "controls",
        code_print(),
        repr(profile),
        *(f"{ref} {json.dumps(ref.spec, sort_keys=True)}" for ref in desk.refs([])),
        *_programs(desk.workspace / "stacks"),
    ]
    return hashlib.sha256("\n".join(facts).encode("utf-8", "surrogateescape")).hexdigest()


def _programs(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != _COMPILED:
            state = path.stat()
            yield f"{path} {state.st_size} {state.st_mtime_ns}"
