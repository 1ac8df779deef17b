"""The default recipe: an application moves as it is, and everything it takes with it can come home again."""

from __future__ import annotations

from govcloud.model.inventory import Application, Datastore
from govcloud.model.plan import Phase
from govcloud.model.step import Side
from govcloud.ports import Step
from govcloud.steps.accounts import Accounts
from govcloud.steps.assess import AssessSource, AssessTarget
from govcloud.steps.cutover import ProbeApplication, SwitchTraffic
from govcloud.steps.databases import CompareDatabase, CopyDatabase, DatabaseReady
from govcloud.steps.dialects import DIALECTS, Dialect
from govcloud.steps.files import CompareTree, CopyTree, MakeParents
from govcloud.steps.services import InstallService, StartService, StopService


def steps(application: Application) -> list[Step]:
    """Everything from the first look to the last, in order."""
    return [
        *_assess(application),
        *_provision(application),
        *_replicate(application),
        *_cut_over(application),
        *_accept(application),
    ]


def rollback(application: Application) -> list[Step]:
    """The way home, along the reversed route: what users wrote in the cloud comes with it."""
    phase, home = Phase.ROLLBACK, application.service_server
    return [
        *_stopped(application, phase),
        *_copied(application, phase, final=True),
        *_compared(application, phase),
        *[StartService(phase, home, service) for service in application.services],
        SwitchTraffic(phase, home, application.id, Side.SOURCE),
        *_probed(application, phase, Side.SOURCE),
    ]


def _assess(application: Application) -> list[Step]:
    found: list[Step] = []
    for server in application.servers:
        paths = _paths(application, server.name)
        services = application.services if server.name == application.service_server else ()
        found.append(AssessSource(Phase.ASSESS, server.name, paths, services))
        found.append(AssessTarget(Phase.ASSESS, server.name, paths))
    return found


def _provision(application: Application) -> list[Step]:
    phase, found = Phase.PROVISION, list[Step]()
    for server in application.servers:
        services = application.services if server.name == application.service_server else ()
        found.append(Accounts(phase, server.name, _paths(application, server.name), services))
    found += [MakeParents(phase, tree.server, tree.path) for tree in application.trees]
    found += [DatabaseReady(phase, *_database(store)) for store in application.datastores]
    home = application.service_server
    found += [InstallService(phase, home, service) for service in application.services]
    return found


def _replicate(application: Application) -> list[Step]:
    return _copied(application, Phase.REPLICATE, final=False)


def _cut_over(application: Application) -> list[Step]:
    phase, home = Phase.CUTOVER, application.service_server
    return [
        *_stopped(application, phase),
        *_copied(application, phase, final=True),
        *_compared(application, phase),
        *[StartService(phase, home, service) for service in application.services],
        SwitchTraffic(phase, home, application.id, Side.TARGET),
    ]


def _accept(application: Application) -> list[Step]:
    return [
        *_compared(application, Phase.ACCEPT, contained=True),
        *_probed(application, Phase.ACCEPT, Side.TARGET),
    ]


def _stopped(application: Application, phase: Phase) -> list[Step]:
    home = application.service_server
    return [StopService(phase, home, service) for service in reversed(application.services)]


def _copied(application: Application, phase: Phase, *, final: bool) -> list[Step]:
    trees = [CopyTree(phase, tree.server, tree.path, final) for tree in application.trees]
    stores = [CopyDatabase(phase, *_database(store), final) for store in application.datastores]
    return [*trees, *stores]


def _compared(application: Application, phase: Phase, *, contained: bool = False) -> list[Step]:
    trees = [CompareTree(phase, tree.server, tree.path, contained) for tree in application.trees]
    stores = [
        CompareDatabase(phase, *_database(store), contained) for store in application.datastores
    ]
    return [*trees, *stores]


def _probed(application: Application, phase: Phase, side: Side) -> list[Step]:
    if application.probe is None:
        return []
    home = application.service_server
    return [ProbeApplication(phase, home, application.id, application.probe, side)]


def _database(store: Datastore) -> tuple[str, Dialect, str]:
    """Where a database is, how its engine is spoken to, and its name."""
    return store.server, DIALECTS[store.engine], store.name


def _paths(application: Application, server: str) -> tuple[str, ...]:
    return tuple(tree.path for tree in application.trees if tree.server == server)
