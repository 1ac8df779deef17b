"""The forms that are known: by which columns each is recognised, and what each column says of what."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from govcloud.adapters.importers import cells
from govcloud.adapters.importers.cells import Reader
from govcloud.adapters.importers.tables import Raw
from govcloud.model.technical_terms import Arch, ServerKind
from govcloud.model.terms import Strategy

APPLICATION, SERVER, DEPENDENCY = "application", "server", "dependency"


@dataclass(frozen=True, slots=True)
class Col:
    """One column: its headings, where its value goes, and how its cells are read.

    `to` begins with `key.` (what names the thing), `field.` (a field of the model, dots lead inwards) or `link.`
    (something else that it names).
    """

    names: tuple[str, ...]
    to: str
    read: Reader = cells.text


@dataclass(frozen=True, slots=True)
class Format:
    """One form: what its rows are, which headings it cannot lack, its columns, and which rows to leave out.

    `needs` are groups of headings of which each must be there by one name. `sheets` are the sheets it is looked for
    in (any if none). `fixed` are fields that every row has.
    """

    name: str
    title: str
    kind: str
    needs: tuple[tuple[str, ...], ...]
    columns: tuple[Col, ...]
    sheets: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    skip: Callable[[dict[str, str]], str] | None = None


def heading(raw: str) -> str:
    """A heading as it is compared: folded, without stars, line breaks and units in full-width brackets."""
    folded = unicodedata.normalize("NFKC", raw).casefold().replace("*", "")
    return " ".join(folded.split())


def col(to: str, *names: str, read: Reader = cells.text) -> Col:
    """A column."""
    return Col(tuple(heading(name) for name in names), to, read)


def _template(row: dict[str, str]) -> str:
    return "is a template" if row.get("template", "").lower() in {"true", "1", "yes"} else ""


def _vm(raw: Raw) -> str:
    """RVTools writes the literal `VM` where it knows nothing."""
    told = cells.text(raw)
    return "" if told == "VM" else told


_VM_KEYS = (
    col("key.vm_name", "VM"),
    col("key.moref", "VM ID"),
    col("key.vm_uuid", "VM UUID"),
    col("key.smbios_uuid", "SMBIOS UUID"),
    col("key.vcenter", "VI SDK UUID", "vCenter UUID"),
    col("skip.template", "Template"),
)
RVTOOLS = (
    Format(
        "rvtools",
        "RVTools vInfo",
        SERVER,
        (("vm",), ("vm id",), ("powerstate",), ("cpus",)),
        (
            *_VM_KEYS,
            col("key.fqdn", "DNS Name", read=_vm),
            col("key.address", "Primary IP Address", read=_vm),
            col("field.cpu_cores", "CPUs", read=cells.whole),
            col("field.mem_gb", "Memory", read=cells.from_mib),
            col("field.os", "OS according to the VMware Tools", read=_vm),
            col("field.os#", "OS according to the configuration file", read=_vm),
            col(
                "total.size_gb",
                "Total disk capacity MiB",
                "Provisioned MiB",
                "Provisioned MB",
                read=cells.from_mib,
            ),
            col("total.used_gb", "In Use MiB", "In Use MB", read=cells.from_mib),
            col("field.site", "Datacenter"),
            col("field.attributes.Annotation", "Annotation"),
        ),
        ("vinfo",),
        (("kind", "VM"), ("hypervisor", "VMware")),
        _template,
    ),
    Format(
        "rvtools",
        "RVTools vDisk",
        "disk",
        (("vm",), ("disk",), ("capacity mib", "capacity mb")),
        (
            *_VM_KEYS,
            col("disk.name", "Disk"),
            col("disk.size_gb", "Capacity MiB", "Capacity MB", read=cells.from_mib),
        ),
        ("vdisk",),
        skip=_template,
    ),
    Format(
        "rvtools",
        "RVTools vNetwork",
        SERVER,
        (("vm",), ("adapter",), ("mac address",)),
        (
            *_VM_KEYS,
            col("field.ids.mac", "Mac Address", read=_vm),
            col("key.address", "IPv4 Address", "IP Address", read=_vm),
        ),
        ("vnetwork",),
        skip=_template,
    ),
    Format(
        "rvtools",
        "RVTools vCPU",
        SERVER,
        (("vm",), ("cpus",), ("sockets",)),
        (*_VM_KEYS, col("field.cpu_cores", "CPUs", read=cells.whole)),
        ("vcpu",),
        skip=_template,
    ),
    Format(
        "rvtools",
        "RVTools vMemory",
        SERVER,
        (("vm",), ("size mib", "size mb")),
        (*_VM_KEYS, col("field.mem_gb", "Size MiB", "Size MB", read=cells.from_mib)),
        ("vmemory",),
        skip=_template,
    ),
)
_STRATEGIES = {"rearchitect": Strategy.REFACTOR.value, "tbc": "", "上云": Strategy.REHOST.value}
STRATEGY = cells.term(Strategy, **_STRATEGIES)
HUB = Format(
    "migration-hub",
    "AWS Migration Hub",
    SERVER,
    (
        ("hostname", "ipaddress", "externalid", "vmware.morefid"),
        ("ram.totalsizeinmb", "os.name", "applications"),
    ),
    (
        col("key.instance", "ExternalId"),
        col("key.smbios_uuid", "SMBiosId"),
        col("key.address", "IPAddress"),
        col("field.ids.mac", "MACAddress"),
        col("key.fqdn", "HostName"),
        col("key.moref", "VMware.MoRefId"),
        col("key.vcenter", "VMware.VCenterId"),
        col("key.vm_name", "VMware.VMName"),
        col("field.cpu_cores", "CPU.NumberOfCores", read=cells.whole),
        col("field.cpu_cores#", "CPU.NumberOfLogicalCores", read=cells.whole),
        col("field.os", "OS.Name"),
        col("field.os_version", "OS.Version"),
        col("field.mem_gb", "RAM.TotalSizeInMB", read=cells.from_mib),
        col("field.util.cpu_avg", "CPU.UsagePct.Avg", read=cells.number),
        col("field.util.cpu_p95", "CPU.UsagePct.Max", read=cells.number),
        col("link.application", "Applications"),
        col("link.wave", "ApplicationWave"),
    ),
)
CMF = Format(
    "cmf",
    "Cloud Migration Factory intake",
    SERVER,
    (("server_name",), ("app_name",)),
    (
        col("key.instance", "server_name"),
        col("key.fqdn", "server_fqdn"),
        col("key.address", "private_ip"),
        col("field.os", "server_os_family"),
        col("field.os_version", "server_os_version"),
        col("link.application", "app_name"),
        col("link.wave", "wave_name"),
        col("link.strategy", "r_type", read=STRATEGY),
    ),
)
MGN = Format(
    "mgn",
    "AWS Application Migration Service",
    SERVER,
    (("mgn:server:user-provided-id",), ("mgn:app:name",)),
    (
        col("key.instance", "mgn:server:user-provided-id"),
        col("key.fqdn", "mgn:server:fqdn-for-action-framework"),
        col("field.os", "mgn:server:platform"),
        col("link.application", "mgn:app:name"),
        col("link.wave", "mgn:wave:name"),
    ),
)
AZURE = Format(
    "azure-migrate",
    "Azure Migrate",
    SERVER,
    (("server name",), ("cores",), ("memory (in mb)", "memory")),
    (
        col("key.instance", "Server name"),
        col("key.address", "IP addresses", "IP address"),
        col("field.cpu_cores", "Cores", read=cells.whole),
        col("field.mem_gb", "Memory (In MB)", "Memory", read=cells.from_mib),
        col("field.os", "OS name"),
        col("field.os_version", "OS version"),
        col(
            "field.arch",
            "OS architecture",
            read=cells.term(Arch, x64=Arch.X86_64.value, **{"64-bit": Arch.X86_64.value}),
        ),
        col("field.hypervisor", "Hypervisor"),
        col("field.util.cpu_avg", "CPU utilization percentage", read=cells.number),
        col("field.util.mem_avg", "Memory utilization percentage", read=cells.number),
        col("field.ids.mac", "MAC address"),
        *(
            col(f"disk{n}.size_gb", f"Disk {n} size (In GB)", read=cells.in_gb)
            for n in range(1, 17)
        ),
    ),
)
SERVICENOW = Format(
    "servicenow",
    "ServiceNow cmdb_ci_server",
    SERVER,
    (
        ("name",),
        ("sys_id", "serial_number", "serial number"),
        ("os", "operating system", "ram", "ram (mb)"),
    ),
    (
        col("key.instance", "sys_id", "Sys ID"),
        col("key.vm_name", "name", "Name"),
        col("key.fqdn", "fqdn", "Fully qualified domain name"),
        col("key.address", "ip_address", "IP Address"),
        col("key.serial", "serial_number", "Serial number"),
        col("field.ids.mac", "mac_address", "MAC Address"),
        col("field.os", "os", "Operating System"),
        col("field.os_version", "os_version", "OS Version"),
        col("field.cpu_cores", "cpu_count", "CPU count", read=cells.whole),
        col("field.mem_gb", "ram", "RAM (MB)", read=cells.from_mib),
        col("total.size_gb", "disk_space", "Disk space (GB)", read=cells.in_gb),
        col("field.site", "location", "Location"),
        col("link.department", "department", "Department"),
        col("skip.install_status", "install_status", "Install status"),
    ),
    skip=lambda row: (
        "is retired" if row.get("install_status", "").lower() in {"6", "retired"} else ""
    ),
)
KIND = cells.term(ServerKind, 物理=ServerKind.PHYSICAL.value, 虚拟=ServerKind.VM.value)
