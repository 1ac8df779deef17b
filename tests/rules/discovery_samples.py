"""A small estate and what two of its hosts told; 合成数据 / SYNTHETIC."""

from __future__ import annotations

from dataclasses import replace

from govcloud.model.discovery import AskedHost, HostAnswer, Outcome
from govcloud.model.facts import (
    BlockDevice,
    Connection,
    CronEntry,
    FileSystem,
    FoundDatabase,
    HostFacts,
    Interfaces,
    Listener,
    NetworkMount,
    Processor,
    RunningProgram,
    System,
    Unit,
)
from govcloud.model.inventory import (
    Application,
    Datastore,
    Department,
    Engine,
    FileTree,
    Inventory,
    Server,
    Strategy,
)

WEB = Server("gsd-web", "10.250.0.8", ports=(80, 81), os="CentOS", os_version="7", mem_gb=16.0)
DB = Server("gsd-db", "10.250.0.9", cpu_cores=8)
PORTAL = Application(
    *("GD-GSD-008", "门户", "Portal", "GD-GSD"),
    classified=False,
    strategy=Strategy.REHOST,
    mlps_level=3,
    servers=(WEB,),
    datastores=(Datastore("portal", Engine.POSTGRESQL, "gsd-web"),),
    trees=(FileTree("gsd-web", "/opt/portal"),),
    services=("portal",),
)
STORE = replace(PORTAL, id="GD-GSD-009", servers=(DB,), datastores=(), trees=(), services=())
DEPARTMENT = Department("GD-GSD", "局", "Bureau", "10.1.0.0/16")
ESTATE = Inventory((DEPARTMENT,), (PORTAL, STORE))

WEB_FACTS = HostFacts(
    system=System(
        *("CentOS Linux", "7.9.2009", "Linux 3.10", "x86_64", "web.example.gov.cn", "VMware, Inc."),
        *("VMware", "4223f1c0-1111-2222-3333-444455556666", "SN1", True),
    ),
    processor=Processor(8, 15.5, 2.0, "Xeon"),
    disks=(BlockDevice("sda", 100.0),),
    filesystems=(FileSystem("/", "/dev/mapper/root", "xfs", 90.0, 40.0),),
    interfaces=Interfaces(("10.250.0.8", "172.17.0.1"), ("00:50:56:00:00:01",)),
    listeners=(
        Listener("tcp", "", 22, "sshd", 1),
        Listener("tcp", "", 80, "nginx", 2),
        Listener("tcp", "10.250.0.8", 8080, "java", 3),
        Listener("tcp", "127.0.0.1", 5432, "postgres", 4),
        Listener("udp", "", 514, "rsyslogd", 5),
    ),
    connections=(
        Connection("10.250.0.8", 40000, "10.250.0.9", 3306, "java"),
        Connection("10.250.0.8", 40001, "10.250.0.9", 3306, "java"),
        Connection("10.250.0.8", 40002, "10.99.0.1", 1521, "java"),
        Connection("10.250.0.8", 80, "10.30.0.1", 50000, "nginx"),
        Connection("10.250.0.8", 80, "10.30.0.2", 50000, "nginx"),
    ),
    mounts=(NetworkMount("/mnt/x", "10.99.0.2:/x", "nfs4", "10.99.0.2"),),
    services=(
        Unit("portal", running=False, at_boot=True, kept_by="systemd"),
        Unit("tomcat", running=True, at_boot=True, kept_by="systemd"),
        Unit("sshd", running=True, at_boot=True, kept_by="systemd"),
    ),
    programs=(
        RunningProgram(3, 1, "app", "java", ("-Dcatalina.home=/opt/tomcat",), 5),
        RunningProgram(9, 1, "dmdba", "dmserver", (), 1),
        RunningProgram(4, 1, "postgres", "postgres", (), 1),
    ),
    cron=(CronEntry("@daily", "app", "sh /opt/portal/run.sh /srv/sync/go.sh", "/etc/crontab"),),
    postgresql=(
        FoundDatabase(Engine.POSTGRESQL, "15.13", "newdb", 0.5, "UTF8", 5432),
        FoundDatabase(Engine.POSTGRESQL, "15.13", "Odd Name", 0.5, "UTF8", 5432),
    ),
    mysql=(),
)
DB_FACTS = HostFacts(
    interfaces=Interfaces(("10.250.0.9", "172.17.0.1"), ()),
    listeners=(Listener("tcp", "", 3306, "mariadbd", 9),),
    connections=(Connection("10.250.0.9", 3306, "10.250.0.8", 40000, "mariadbd"),),
)


def answered(server: Server, application: str, facts: HostFacts) -> HostAnswer:
    """A host of the inventory that told these facts."""
    return HostAnswer(AskedHost(server, application, known=True), Outcome.ANSWERED, facts)


WEB_ANSWER = answered(WEB, "GD-GSD-008", WEB_FACTS)
DB_ANSWER = answered(DB, "GD-GSD-009", DB_FACTS)
