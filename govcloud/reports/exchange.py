"""The estate in the forms of other tools: Migration Hub, MGN, Cloud Migration Factory, Konveyor (their CSV columns)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Server, Utilisation
from govcloud.model.place import Place
from govcloud.model.terms import Strategy
from govcloud.reports.csv_file import csv_rows
from govcloud.reports.server_tables import HostRow, hosts
from govcloud.reports.sheets import Cell
from govcloud.rules.move_groups import move_groups

BYTES_MAX = 10_000_000
RECORDS_MAX = 25_000

_MIB = 1024
_KONVEYOR_TAGS = 20
_KONVEYOR = (
    *("Record Type 1", "Application Name", "Description", "Comments", "Business Service"),
    *("Dependency", "Dependency Direction", "Binary Group", "Binary Artifact", "Binary Version"),
    *("Binary Packaging", "Repository Type", "Repository URL", "Repository Branch"),
    *("Repository Path", "Owner", "Contributors"),
    *(f"Tag{kind} {n}" for n in range(1, _KONVEYOR_TAGS + 1) for kind in (" Category", "")),
)
_R_TYPES = {
    Strategy.REHOST: "Rehost",
    Strategy.RELOCATE: "Relocate",
    Strategy.REPLATFORM: "Replatform",
    Strategy.REFACTOR: "Rearchitect",
    Strategy.REPURCHASE: "Repurchase",
    Strategy.RETIRE: "Retire",
    Strategy.CONSOLIDATE: "Retire",
    Strategy.RETAIN: "Retain",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One tool's form: its headings, its rows, and how many rows a file may hold."""

    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    records_max: int = RECORDS_MAX

    def files(self) -> list[bytes]:
        """The form as files within the tool's limits, each with its headings; at least one."""
        made: list[bytes] = []
        start = 0
        while start < len(self.rows) or not made:
            count = self._fitting(start)
            made.append(csv_rows([self.headings, *self.rows[start : start + count]], mark=False))
            start += count
        return made

    def _fitting(self, start: int) -> int:
        size = len(csv_rows([self.headings], mark=False))
        for count, row in enumerate(self.rows[start : start + self.records_max]):
            size += len(csv_rows([row], mark=False))
            if size > BYTES_MAX:
                return max(count, 1)
        return min(self.records_max, max(len(self.rows) - start, 1))


def migration_hub(inventory: Inventory, _place: Place | None) -> Form:
    """AWS Migration Hub's import template; memory in MB there is MiB, as its servers report it."""
    headings = (
        *("ExternalId", "SMBiosId", "IPAddress", "MACAddress", "HostName", "VMware.MoRefId"),
        *("VMware.VCenterId", "CPU.NumberOfCores", "OS.Name", "OS.Version", "VMware.VMName"),
        *("RAM.TotalSizeInMB", "CPU.UsagePct.Avg", "CPU.UsagePct.Max", "Applications"),
        *("ApplicationWave", "Tags"),
    )
    return Form(headings, [_hub_row(row) for row in hosts(inventory)])


def _hub_row(row: HostRow) -> tuple[Cell, ...]:
    server, ids, app = row.server, row.server.ids, row.app
    memory = None if server.mem_gb is None else round(server.mem_gb * _MIB)
    used = server.util or Utilisation()
    tags = f"department:{app.department}, mlps:{app.mlps_level}" if app else ""
    host = ids.get("fqdn") or server.name
    made: list[Cell] = [server.name, ids.get("smbios_uuid"), server.address, ids.get("mac"), host]
    made += [*_in_vcenter(server), server.cpu_cores, server.os, server.os_version]
    made += [ids.get("vm_name"), memory, used.cpu_avg, used.cpu_p95]
    made += [app.id if app else None, app.wave if app else None, tags]
    return tuple(made)


def _in_vcenter(server: Server) -> tuple[Cell, Cell]:
    """What vCenter knows it by: the template takes both names or neither."""
    moref, vcenter = server.ids.get("moref"), server.ids.get("vcenter")
    return (moref, vcenter) if moref and vcenter else (None, None)


def mgn(inventory: Inventory, place: Place | None) -> Form:
    """AWS Application Migration Service's import: applications that are rehosted, with their servers."""
    headings = (
        *("mgn:account-id", "mgn:region", "mgn:wave:name", "mgn:app:name", "mgn:app:description"),
        *(
            "mgn:server:user-provided-id",
            "mgn:server:platform",
            "mgn:server:fqdn-for-action-framework",
        ),
        *("mgn:server:tag:department", "mgn:server:tag:mlps"),
    )
    account, region = (place.account, place.region) if place else ("", "")
    rows: list[tuple[Cell, ...]] = []
    for row in hosts(inventory):
        app = row.app
        if app is not None and app.strategy is Strategy.REHOST:
            name = app.name_en or app.name_zh
            platform = "WINDOWS" if "windows" in row.server.os.lower() else "LINUX"
            fqdn = row.server.ids.get("fqdn")
            tags = (app.department, app.mlps_level)
            rows.append(
                (account, region, app.wave, app.id, name, row.server.name, platform, fqdn, *tags)
            )
    return Form(headings, rows)


def cmf(inventory: Inventory, place: Place | None) -> Form:
    """The intake form of Cloud Migration Factory."""
    headings = (
        *(
            "wave_name",
            "app_name",
            "aws_region",
            "aws_accountid",
            "server_name",
            "server_os_family",
        ),
        *(
            "server_os_version",
            "server_fqdn",
            "server_tier",
            "server_environment",
            "r_type",
            "tags",
        ),
    )
    account, region = (place.account, place.region) if place else ("", "")
    rows = []
    for row in hosts(inventory):
        if (app := row.app) is not None:
            tags = f"department={app.department};mlps={app.mlps_level}"
            kind = ("", "prod", _R_TYPES[app.strategy], tags)
            rows.append((app.wave, app.id, region, account, *_cmf_server(row.server), *kind))
    return Form(headings, rows)


def _cmf_server(server: Server) -> tuple[str, str, str, str]:
    """Name, family, version and full name; of a system known by its family only, the version stands alone."""
    family = "windows" if "windows" in server.os.lower() else "linux"
    known = "" if server.os.lower() == family else server.os
    version = f"{known} {server.os_version}".strip() or family
    return server.name, family, version, server.ids.get("fqdn") or server.name


def konveyor(inventory: Inventory, _place: Place | None) -> Form:
    """Konveyor's application import; it refuses circles, so dependencies inside a move group become a comment.

    It counts columns, and so all of its template's are there, in the template's order.
    """
    return Form(_KONVEYOR, list(_konveyor_rows(inventory)))


def _konveyor_rows(inventory: Inventory) -> Iterator[tuple[Cell, ...]]:
    group = {
        name: number
        for number, names in enumerate(move_groups(inventory.applications))
        for name in names
    }
    for app in inventory.applications:
        inside = {
            n.app for n in app.depends_on if n.app and group.get(n.app, -1) == group.get(app.id, -2)
        }
        yield _konveyor_application(app, sorted(inside))
        for needed in dict.fromkeys(need.app for need in app.depends_on):
            if needed and needed not in inside:
                told = {"Dependency": needed, "Dependency Direction": "southbound"}
                yield _konveyor_row({"Record Type 1": "2", "Application Name": app.id, **told})


def _konveyor_application(app: Application, inside: list[str]) -> tuple[Cell, ...]:
    together = f"moves together with {', '.join(inside)}" if inside else ""
    tags = {
        "Protection level": f"MLPS {app.mlps_level}",
        "Strategy": app.strategy.value,
        "Wave": app.wave,
        "Data class": app.data_class.value if app.data_class else "",
    }
    told = {
        "Record Type 1": "1",
        "Application Name": app.id,
        "Description": app.function or " ".join(filter(None, (app.name_zh, app.name_en))),
        "Comments": "; ".join(filter(None, (together, app.notes))),
        "Business Service": app.department,
    }
    for number, (category, tag) in enumerate(((c, t) for c, t in tags.items() if t), 1):
        told |= {f"Tag Category {number}": category, f"Tag {number}": tag}
    return _konveyor_row(told)


def _konveyor_row(told: Mapping[str, str]) -> tuple[Cell, ...]:
    return tuple(told.get(heading, "") for heading in _KONVEYOR)


FORMS: dict[str, Callable[[Inventory, Place | None], Form]] = {
    "cmf": cmf,
    "konveyor": konveyor,
    "mgn": mgn,
    "migration-hub": migration_hub,
}
"""The forms by the name that `--as` takes."""
