"""Other tools' forms: Migration Hub, Cloud Migration Factory, MGN, Azure Migrate, ServiceNow, Konveyor."""

from __future__ import annotations

from govcloud.adapters.importers import cells, quantities
from govcloud.adapters.importers.formats import SERVER, Format, col, measured
from govcloud.model.technical_terms import Arch
from govcloud.model.terms import Strategy

STRATEGY = cells.term(
    Strategy,
    rearchitect=Strategy.REFACTOR.value,
    tbc="",
    上云=Strategy.REHOST.value,
    迁移=Strategy.REHOST.value,
    下线=Strategy.RETIRE.value,
    暂不迁移=Strategy.RETAIN.value,
)
ARCH = cells.term(
    Arch,
    x64=Arch.X86_64.value,
    amd64=Arch.X86_64.value,
    arm64=Arch.AARCH64.value,
    **{"x86-64": Arch.X86_64.value, "64-bit": Arch.X86_64.value},
)
HUB = Format(
    "migration-hub",
    "AWS Migration Hub",
    SERVER,
    (
        ("HostName", "IPAddress", "ExternalId", "VMware.MoRefId", "MACAddress"),
        ("RAM.TotalSizeInMB", "OS.Name", "ApplicationWave", "SMBiosId", "CPU.NumberOfCores"),
    ),
    (
        col("key.external_id", "ExternalId"),
        col("key.smbios_uuid", "SMBiosId"),
        col("key.address", "IPAddress"),
        col("field.ids.mac", "MACAddress"),
        col("key.fqdn", "HostName"),
        col("key.moref", "VMware.MoRefId"),
        col("key.vcenter", "VMware.VCenterId"),
        col("key.vm_name", "VMware.VMName"),
        col("field.cpu_cores", "CPU.NumberOfCores", read=quantities.whole),
        col("field.cpu_cores#", "CPU.NumberOfLogicalCores", read=quantities.whole),
        col("field.os", "OS.Name"),
        col("field.os_version", "OS.Version"),
        measured("field.mem_gb", "MB", "RAM.TotalSizeInMB"),
        col("field.util.cpu_avg", "CPU.UsagePct.Avg", read=quantities.share),
        col("field.util.cpu_p95", "CPU.UsagePct.Max", read=quantities.share),
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
    (("mgn:server:user-provided-id", "mgn:server:id"), ("mgn:app:name", "mgn:wave:name")),
    (
        col("key.instance", "mgn:server:user-provided-id"),
        col("key.external_id", "mgn:server:id"),
        col("key.fqdn", "mgn:server:fqdn-for-action-framework"),
        col("field.os", "mgn:server:platform"),
        col("link.application", "mgn:app:name"),
        col("link.wave", "mgn:wave:name"),
    ),
)
DISKS_MAX = 64
AZURE = Format(
    "azure-migrate",
    "Azure Migrate",
    SERVER,
    (("Server name",), ("Cores",), ("Memory",)),
    (
        col("key.instance", "Server name"),
        col("key.address", "IP addresses", "IP address"),
        col("field.cpu_cores", "Cores", read=quantities.whole),
        measured("field.mem_gb", "MB", "Memory"),
        col("field.os", "OS name"),
        col("field.os_version", "OS version"),
        col("field.arch", "OS architecture", read=ARCH),
        col("field.hypervisor", "Hypervisor"),
        col("field.util.cpu_avg", "CPU utilization percentage", read=quantities.share),
        col("field.util.mem_avg", "Memory utilization percentage", read=quantities.share),
        col("field.ids.mac", "MAC address"),
        *(measured(f"disk{n:02}.size_gb", "GB", f"Disk {n} size") for n in range(1, DISKS_MAX + 1)),
    ),
)
SERVICENOW = Format(
    "servicenow",
    "ServiceNow cmdb_ci_server",
    SERVER,
    (
        ("name",),
        ("sys_id", "serial_number", "serial number", "sys_class_name", "class", "asset tag"),
        ("os", "operating system", "ram", "cpu_count", "cpu count", "ip_address", "ip address"),
    ),
    (
        col("key.sys_id", "sys_id", "Sys ID"),
        col("key.vm_name", "name"),
        col("key.fqdn", "fqdn", "Fully qualified domain name"),
        col("key.address", "ip_address", "IP Address"),
        col("key.serial", "serial_number", "Serial number"),
        col("field.ids.mac", "mac_address", "MAC Address"),
        col("field.os", "os", "Operating System"),
        col("field.os_version", "os_version", "OS Version"),
        col("field.cpu_cores", "cpu_count", "CPU count", read=quantities.whole),
        measured("field.mem_gb", "MB", "ram"),
        measured("total.size_gb", "GB", "disk_space", "Disk space"),
        col("field.site", "location", "Location"),
        col("link.department", "department", "Department"),
        col("skip.install_status", "install_status", "Install status"),
        col("skip.operational_status", "operational_status", "Operational status"),
    ),
    skip=lambda row: (
        "is retired"
        if row.get("install_status", "").lower() in {"6", "7", "8", "retired", "stolen", "absent"}
        or row.get("operational_status", "").lower() in {"6", "retired"}
        else ""
    ),
)
KONVEYOR = Format(
    "konveyor",
    "Konveyor",
    "konveyor",
    (("Record Type 1",), ("Application Name",)),
    (
        col("skip.record", "Record Type 1"),
        col("key.id", "Application Name"),
        col("field.function", "Description"),
        col("field.notes", "Comments"),
        col("link.department", "Business Service"),
        col("link.to", "Dependency"),
        col("link.direction", "Dependency Direction"),
        col("field.owner_business", "Owner"),
    ),
)
TOOLS = (HUB, CMF, MGN, KONVEYOR, AZURE)
