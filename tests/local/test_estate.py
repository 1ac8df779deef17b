"""The stand-ins of the sample: each comes up, serves, keeps what users write, and is restarted by `service`."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.inventory_yaml import read_inventory
from govcloud.local.estate import seed_folder
from govcloud.local.estate.common.archive import fill
from govcloud.local.lab import Lab, SourceSpec
from govcloud.model.inventory import Application
from tests.lab_fixtures import LabHosts, make_key

SAMPLE = read_inventory(Path(__file__).parents[2] / "inventory.yaml")
MOVED = [app for app in SAMPLE.applications if app.strategy.moves]
WEB = [app for app in MOVED if app.probe]
EACH_STORE = [app for app in WEB if app.id in {"GD-GSD-007", "GD-GSD-008", "GD-GSD-009"}]
SERVING = [app for app in MOVED if app.services]


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabHosts]:
    """All source hosts of the sample, seeded."""
    home = tmp_path_factory.mktemp("estate")
    public = make_key(home / "login_key")
    made = Lab(home / "local")
    sources = [
        SourceSpec(server.name, server.address, server.ports, public, seed_folder(app.id))
        for app in MOVED
        for server in app.servers
    ]
    try:
        made.up(sources, {})
        yield LabHosts(made, home / "login_key")
    finally:
        made.down()


def address(app: Application) -> str:
    return app.servers[0].address


def settings(app: Application) -> dict[str, Any]:
    folder = seed_folder(app.id)
    assert folder is not None
    found: dict[str, Any] = json.loads((folder / "app.json").read_text("utf-8"))
    return found


def asked(estate: LabHosts, app: Application, path: str, form: dict[str, str] | None = None) -> Any:
    host, _ = estate.reach(address(app))
    body = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(f"http://{host}{path}", body, timeout=20) as answer:
        text = answer.read().decode()
    return json.loads(text) if path != "/" else text


def appears(estate: LabHosts, app: Application, path: str) -> bool:
    for _ in range(100):
        if estate.ssh(address(app), "test", "-e", path).ok:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("app", MOVED, ids=lambda app: app.id)
def test_every_application_that_is_moved_has_a_seed(app: Application) -> None:
    assert seed_folder(app.id) is not None


def test_what_is_retired_has_no_seed() -> None:
    assert seed_folder("GD-HRS-002") is None


@pytest.mark.parametrize("app", SERVING, ids=lambda app: app.id)
def test_a_stand_in_is_what_the_inventory_says(app: Application) -> None:
    found, roots = settings(app), [tree.path for tree in app.trees]
    assert (found["application"], found["name_zh"]) == (app.id, app.name_zh)
    assert [found["account"]] == [*app.services]
    assert [found[key] for key in ("database",) if key in found] == [s.name for s in app.datastores]
    assert [found[key] for key in ("port",) if key in found] == [*app.servers[0].ports]
    paths = [found[key] for key in ("entries", "uploads", "from", "to") if key in found]
    assert all(any(Path(path).is_relative_to(root) for root in roots) for path in paths)


@pytest.mark.lab
@pytest.mark.parametrize("app", WEB, ids=lambda app: app.id)
def test_a_web_face_tells_its_health_with_its_data(estate: LabHosts, app: Application) -> None:
    health = asked(estate, app, "/health")
    assert (health["app"], health["host"]) == (app.id, app.servers[0].name)
    assert health["address"] == app.servers[0].address
    assert health["status"] == "ok"
    assert health["rows"] >= 200
    assert app.name_zh in asked(estate, app, "/")


@pytest.mark.lab
@pytest.mark.parametrize("app", EACH_STORE, ids=lambda app: app.id)
def test_what_a_user_writes_outlives_a_restart(estate: LabHosts, app: Application) -> None:
    text = '\'; DROP TABLE entries; -- \\ "留言" 😀'
    rows = asked(estate, app, "/health")["rows"]
    asked(estate, app, "/entries", {"text": text})
    estate.say(address(app), f"service {app.services[0]} restart")
    assert asked(estate, app, "/entries")[0]["text"] == text
    assert asked(estate, app, "/health")["rows"] == rows + 1


@pytest.mark.lab
def test_an_entry_of_the_portal_stands_among_the_uploads_too(estate: LabHosts) -> None:
    portal = SAMPLE.application("GD-GSD-008")
    number = asked(estate, portal, "/entries", {"text": "申请"})["id"]
    file = f"/srv/uploads/entries/{number:08d}.txt"
    assert estate.say(address(portal), f"cat {file}; stat -c %U:%a {file}") == "申请portal:640"


@pytest.mark.lab
@pytest.mark.parametrize("app", SERVING, ids=lambda app: app.id)
def test_a_service_tells_whether_it_runs(estate: LabHosts, app: Application) -> None:
    name = app.services[0]
    words = [f"service {name} {word} >/dev/null; echo $?" for word in ("stop", "status", "stop")]
    words += [f"service {name} {word} >/dev/null; echo $?" for word in ("start", "start", "status")]
    answers = estate.say(address(app), "; ".join(words)).split()
    assert answers == ["0", "3", "0", "0", "0", "0"]
    owner = estate.say(address(app), f"stat -c %U /proc/$(cat /run/{name}.pid)")
    assert owner == settings(app)["account"]


@pytest.mark.lab
@pytest.mark.parametrize(
    ("id_", "file", "result"),
    [
        ("FJ-PSD-001", "new/case-90000.json", "done/case-90000.json"),
        ("GD-PSD-001", "outgoing/register-900.csv", "delivered/register-900.csv.sha256"),
    ],
    ids=["牵挂你", "户籍人口信息交换"],
)
def test_a_worker_takes_up_what_is_dropped(
    estate: LabHosts, id_: str, file: str, result: str
) -> None:
    app = SAMPLE.application(id_)
    root = app.trees[1].path
    part = f"{root}/{Path(file).parent}/.part"
    say = f"printf 合成 >{part}; chown {app.services[0]}: {part}; mv {part} {root}/{file}"
    estate.say(address(app), say)
    assert appears(estate, app, f"{root}/{result}")


@pytest.mark.lab
def test_the_archive_holds_every_kind_of_file(estate: LabHosts) -> None:
    host = SAMPLE.application("GD-HRS-001").servers[0].address
    counted = estate.say(
        host,
        "cd /srv/archive; find . -printf . | wc -c; find . -type l | wc -l;"
        " find . -type f -links 3 | wc -l; find . -type d -perm -2000 | wc -l;"
        " getfattr -R -h -P . 2>/dev/null | grep -c user.; getfacl -R -s -P . | grep -c '^# file'",
    )
    entries, links, hard, setgid, attributes, acls = map(int, counted.split())
    assert entries > 4_000
    assert (links, hard) == (8, 150)
    assert setgid >= 19
    assert attributes > 400
    assert acls == 3
    names = estate.ssh(host, "find", "/srv/archive", "-print0").stdout.split(b"\0")
    for odd in (b"newline\nhere", b"invalid-utf8-\xff\xfe", b"-leading-dash", b"$(touch pwned)"):
        assert any(name.endswith(b"/" + odd) for name in names)


def test_the_archive_is_the_same_at_every_birth(tmp_path: Path) -> None:
    listings = []
    for place in (tmp_path / "first", tmp_path / "second"):
        place.mkdir()
        fill(place, os.getuid())
        listings.append(sorted(looked_at(os.fsencode(place))))
    assert listings[0] == listings[1]


def looked_at(root: bytes) -> Iterator[tuple[bytes, int, int, str]]:
    """Name, mode, time and content or link of everything below, as it stands."""
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = Path(os.fsdecode(folder)) / os.fsdecode(name)
            seen = path.lstat()
            digest = str(path.readlink()) if path.is_symlink() else ""
            if stat.S_ISREG(seen.st_mode):
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield os.fsencode(path)[len(root) :], seen.st_mode, seen.st_mtime_ns, digest


@pytest.mark.lab
def test_the_databases_hold_what_is_easily_lost(estate: LabHosts) -> None:
    portal, office = (
        SAMPLE.application(id_).servers[0].address for id_ in ("GD-GSD-008", "GD-GSD-009")
    )
    count = "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM visits), (SELECT count(*) FROM workload)"
    told = estate.say(portal, f"cd /; runuser -u portal -- psql -XtA -c '{count}'")
    assert told == "6000|5166|3"
    count = "SELECT COUNT(*), COUNT(scan), COUNT(opinion) FROM circulation"
    assert estate.say(office, f"mariadb -N oa -e '{count}'") == "6000\t375\t4000"
