"""What became of things that earlier imports wrote: renamed by a person since, or taken out."""

from __future__ import annotations

from govcloud.model.provenance import Claim, Row
from govcloud.rules.identity import KEYS, pairs_of
from govcloud.rules.importing import Import
from govcloud.rules.merging import TAKEN_OUT
from govcloud.rules.names import folded


def remember(done: Import) -> None:
    """Follow what was renamed; keep in mind what was taken out, so that no import brings it back."""
    claims = done.merge.claims
    for kind, id_ in list(claims):
        if kind == "server" and id_ not in done.index.server_names:
            _server(done, id_, claims["server", id_])
        elif kind == "application" and id_ not in done.index.application_ids:
            _application(done, id_, claims["application", id_])
        elif kind == "application":
            told = claims["application", id_].get("name_zh")
            if (
                told is not None
            ):  # a person may have mended the name: the source still says the old one
                done.index.also_called(done.index.by_id(id_), str(told.value))


def _server(done: Import, name: str, held: dict[str, Claim]) -> None:
    ids = (
        (field.partition(".")[2], claim.value) for field, claim in held.items() if "ids." in field
    )
    keys = {key.partition("@")[0]: str(value) for key, value in ids}
    if "address" in held:
        keys["address"] = str(held["address"].value)
    now, _ = done.index.servers.find(list(pairs_of(keys)), lambda _name, by: by in KEYS)
    if now and ("server", now) not in done.merge.claims:
        done.merge.claims["server", now] = done.merge.claims.pop(("server", name))
    else:
        done.gone_servers.learn(name, {**keys, "name": name})


def _application(done: Import, id_: str, held: dict[str, Claim]) -> None:
    name = str(held["name_zh"].value) if "name_zh" in held else id_
    department = str(held["department"].value) if "department" in held else ""
    found = done.index.applications_called(name, department)
    if len(found) == 1 and ("application", found[0]["id"]) not in done.merge.claims:
        moved = done.merge.claims.pop(("application", id_))
        done.merge.claims["application", found[0]["id"]] = moved
        return
    for called in (id_, name):
        done.gone_applications[f"{department}/{folded(called)}"] = id_


def left_out(done: Import, row: Row, kind: str, id_: str) -> None:
    """Say that a row tells of what a person took out."""
    about = (row.source, row.number, id_)
    if about in done.told:
        return
    done.told.add(about)
    claim = next(iter(done.merge.claims[kind, id_].values()))
    place = Claim(row.source, row.number, claim.told._replace(column="", raw=""))
    done.merge.differ((kind, id_), "", (None, "a person"), place, TAKEN_OUT)
