"""RVTools' headings as its exports have them: a real export's, the fuller one of an emulator, and an old one."""

from __future__ import annotations

REAL = tuple(
    """
VM|Powerstate|Template|SRM Placeholder|Config status|Connection state|Guest state|Heartbeat|Consolidation Needed
PowerOn|Suspended To Memory|Suspend time|Suspend Interval|Creation date|Change Version|CPUs|Overall Cpu Readiness
Memory|Active Memory|NICs|Disks|Total disk capacity MiB|Fixed Passthru HotPlug|min Required EVC Mode Key
Latency Sensitivity|Op Notification Timeout|EnableUUID|CBT|Primary IP Address|Network #1|Network #2|Network #3
Network #4|Network #5|Network #6|Network #7|Network #8|Num Monitors|Video Ram KiB|Resource pool|Folder ID|Folder
vApp|DAS protection|FT State|FT Role|FT Latency|FT Bandwidth|FT Sec. Latency|Vm Failover In Progress
Provisioned MiB|In Use MiB|Unshared MiB|HA Restart Priority|HA Isolation Response|HA VM Monitoring
Cluster rule(s)|Cluster rule name(s)|Boot Required|Boot delay|Boot retry delay|Boot retry enabled|Boot BIOS setup
Reboot PowerOff|EFI Secure boot|Firmware|HW version|HW upgrade status|Datacenter|Cluster|Host
OS according to the configuration file|OS according to the VMware Tools|Customization Info|Guest Detailed Data
VM ID|VM UUID|VI SDK Server type|VI SDK API Version
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""An anonymised real export: 79 columns, no DNS name, no annotation, no vCenter's UUID."""


def _fuller() -> tuple[str, ...]:
    found = list(REAL)
    found.insert(found.index("Config status") + 1, "DNS Name")
    at = found.index("Datacenter")
    found[at:at] = [
        *("HW upgrade policy", "HW target", "Path", "Log directory", "Snapshot directory"),
        *("Suspend directory", "Annotation"),
    ]
    found.insert(found.index("VM ID") + 1, "SMBIOS UUID")
    return (*found, "VI SDK Server", "VI SDK UUID")


FULLER = _fuller()
"""The header that four versions of a public emulator agree on."""

OLD = tuple(
    {
        "Provisioned MiB": "Provisioned MB",
        "In Use MiB": "In Use MB",
        "VI SDK UUID": "vCenter UUID",
        "EnableUUID": "disk.EnableUUID",
    }.get(name, name)
    for name in FULLER
    if name not in {"Total disk capacity MiB", "SMBIOS UUID", "Suspended To Memory"}
)
"""A legacy export: sizes in MB, the vCenter under its older name."""
