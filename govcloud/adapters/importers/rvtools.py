"""RVTools' sheets, of all its generations; columns that only serve the hypervisor's keepers are left out by name."""

from __future__ import annotations

from govcloud.adapters.importers import quantities
from govcloud.adapters.importers.formats import (
    SERVER,
    Format,
    col,
    drop,
    exact,
    measured,
    placeholder,
)


def _template(row: dict[str, str]) -> str:
    yes = {"true", "1", "yes"}
    if row.get("template", "").lower() in yes:
        return "is a template"
    return "is a placeholder of Site Recovery" if row.get("placeholder", "").lower() in yes else ""


_KEYS = (
    col("key.vm_name", "VM"),
    col("key.moref", "VM ID"),
    col("key.vm_uuid", "VM UUID"),
    col("key.smbios_uuid", "SMBIOS UUID"),
    col("key.vcenter", "VI SDK UUID", "vCenter UUID"),
    col("skip.template", "Template"),
    col("skip.placeholder", "SRM Placeholder"),
)
_HYPERVISORS_OWN = drop(
    *("Config status", "Connection state", "Guest state", "Heartbeat", "Consolidation Needed"),
    *("Suspended To Memory", "Suspend time", "Suspend Interval", "Change Version"),
    *("Overall Cpu Readiness", "Active Memory", "NICs", "Disks", "Fixed Passthru HotPlug"),
    *("min Required EVC Mode Key", "Latency Sensitivity", "Op Notification Timeout"),
    *("Num Monitors", "Video Ram KiB", "DAS protection", "FT State", "FT Role", "FT Latency"),
    *("FT Bandwidth", "FT Sec. Latency", "Vm Failover In Progress", "Unshared MiB", "Unshared MB"),
    *("HA Restart Priority", "HA Isolation Response", "HA VM Monitoring", "Cluster rule(s)"),
    *("Boot Required", "Boot delay", "Boot retry delay", "Boot retry enabled", "Boot BIOS setup"),
    *("Reboot PowerOff", "HW upgrade status", "HW upgrade policy", "HW target", "Log directory"),
    *("Snapshot directory", "Suspend directory", "Customization Info", "Guest Detailed Data"),
    *("VI SDK Server type", "VI SDK API Version", "Internal Sort Column"),
)
_SAID_BY_VINFO = drop(
    *("Powerstate", "Annotation", "Datacenter", "Cluster", "Host", "Folder", "VI SDK Server"),
    *("OS according to the configuration file", "OS according to the VMware Tools"),
)
_SHARES = drop(
    *("Level", "Shares", "Reservation", "Entitlement", "DRS Entitlement", "Limit", "Hot Add"),
    *("Hot Remove", "Numa Hotadd Exposed", "Max", "Overall", "Overhead", "Consumed"),
    *("Consumed Overhead", "Private", "Shared", "Swapped", "Ballooned", "Active"),
    *("Memory Reservation Locked To Max", "Static Overhead", "Internal Sort Column"),
)
VINFO = Format(
    "rvtools",
    "RVTools vInfo",
    SERVER,
    (("VM",), ("VM ID", "VM UUID"), ("Powerstate",), ("CPUs",)),
    (
        *_KEYS,
        col("key.fqdn", "DNS Name", read=placeholder),
        col("key.address", "Primary IP Address", read=placeholder),
        col("field.cpu_cores", "CPUs", read=quantities.whole),
        measured("field.mem_gb", "MiB", "Memory"),
        col("field.os", "OS according to the VMware Tools", read=placeholder),
        col("field.os#", "OS according to the configuration file", read=placeholder),
        measured("total.size_gb", "MiB", "Total disk capacity"),
        measured("total.size_gb#", "MiB", "Provisioned"),
        measured("total.used_gb", "MiB", "In Use"),
        col("field.site", "Datacenter"),
        _HYPERVISORS_OWN,
    ),
    ("vinfo",),
    (("kind", "VM"), ("hypervisor", "VMware")),
    _template,
)
VDISK = Format(
    "rvtools",
    "RVTools vDisk",
    "disk",
    (("VM",), ("Disk",), ("Capacity",), ("Disk Key", "Disk Mode", "Thin", "Controller", "VM ID")),
    (
        *_KEYS,
        col("disk.name", "Disk"),
        measured("disk.size_gb", "MiB", "Capacity"),
        _SAID_BY_VINFO,
        _SHARES,
        drop(
            *("Disk Key", "Disk UUID", "Disk Path", "Path", "Raw", "Disk Mode", "Sharing mode"),
            *("Thin", "Eagerly Scrub", "Split", "Write Through", "Controller", "Label"),
            *("SCSI Unit #", "Unit #", "Shared Bus", "Raw LUN ID", "Raw Comp. Mode"),
        ),
    ),
    ("vdisk",),
    skip=_template,
)
VPARTITION = Format(
    "rvtools",
    "RVTools vPartition",
    "disk",
    (("VM",), ("Disk",), ("Consumed",), ("Free",)),
    (
        *_KEYS,
        col("partition.name", "Disk", read=exact),
        measured("partition.size_gb", "MiB", "Capacity"),
        measured("partition.used_gb", "MiB", "Consumed"),
        _SAID_BY_VINFO,
        drop("Disk Key", "Free", "Free %", "Internal Sort Column"),
    ),
    ("vpartition",),
    skip=_template,
)
VNETWORK = Format(
    "rvtools",
    "RVTools vNetwork",
    "nic",
    (("VM",), ("Adapter", "NIC label"), ("Mac Address",)),
    (
        *_KEYS,
        col("nic.mac", "Mac Address", read=placeholder),
        col("nic.network", "Network", read=placeholder),
        col("key.address", "IPv4 Address", "IP Address", read=placeholder),
        _SAID_BY_VINFO,
        drop(
            *("NIC label", "Adapter", "Switch", "Connected", "Starts Connected", "Type"),
            *("IPv6 Address", "Direct Path IO", "Internal Sort Column"),
        ),
    ),
    ("vnetwork",),
    skip=_template,
)
VCPU = Format(
    "rvtools",
    "RVTools vCPU",
    SERVER,
    (("VM",), ("CPUs",), ("Sockets",)),
    (
        *_KEYS,
        col("field.cpu_cores", "CPUs", read=quantities.whole),
        col("field.attributes.Sockets", "Sockets"),
        col("field.attributes.Cores p/s", "Cores p/s"),
        _SAID_BY_VINFO,
        _SHARES,
    ),
    ("vcpu",),
    skip=_template,
)
VMEMORY = Format(
    "rvtools",
    "RVTools vMemory",
    SERVER,
    (("VM",), ("Size",), ("Consumed", "Active", "Ballooned", "VM ID")),
    (*_KEYS, measured("field.mem_gb", "MiB", "Size"), _SAID_BY_VINFO, _SHARES),
    ("vmemory",),
    skip=_template,
)
RVTOOLS = (VINFO, VDISK, VPARTITION, VNETWORK, VCPU, VMEMORY)
