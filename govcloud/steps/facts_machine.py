"""Questions about a machine: its operating system, processors, memory, disks and file systems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from govcloud.model.facts import BlockDevice, FileSystem, NetworkMount, Processor, System
from govcloud.steps.facts_text import first, gb, number, question, sections, tagged, tidy

_SYSTEM = r"""
for file in /etc/os-release /usr/lib/os-release; do
  if [ -r "$file" ]; then
    grep -E '^(ID|NAME|VERSION_ID)=' "$file" | sed 's/^/os:/'
    break
  fi
done
for file in /etc/redhat-release /etc/kylin-release /etc/SuSE-release /etc/debian_version; do
  [ -r "$file" ] && sed -e 's/^/release:/' -e 1q "$file"
done
echo "uname:$(uname -s)|$(uname -r)|$(uname -v)|$(uname -m)|$(uname -n)"
echo "uid:$(id -u)"
for name in sys_vendor product_name product_uuid product_serial; do
  file=/sys/class/dmi/id/$name
  [ -r "$file" ] && echo "$name:$(cat "$file")"
done
grep -E '^flags.* hypervisor' /proc/cpuinfo >/dev/null 2>&1 && echo "hypervisor:yes"
:
"""
_PROCESSOR = r"""
[ -r /proc/cpuinfo ] || { echo "there is no /proc/cpuinfo to read" >&2; exit 3; }
echo "cores:$(grep -c '^processor' /proc/cpuinfo)"
grep -E -i '^(model name|cpu model|hardware)[[:space:]]*:' /proc/cpuinfo | sed -e 's/^[^:]*:/model:/' -e 1q
grep -E '^(MemTotal|SwapTotal):' /proc/meminfo
:
"""
_DISKS = r"""
if found=$(lsblk -b -n -r -o NAME,TYPE,SIZE 2>/dev/null) && [ -n "$found" ]; then
  echo @lsblk
  printf '%s\n' "$found"
elif [ -r /proc/partitions ]; then
  echo @partitions
  cat /proc/partitions
else
  echo "neither lsblk nor /proc/partitions is there" >&2
  exit 3
fi
"""
# -l: a network file system whose server is gone would hold df for ever.
_FILESYSTEMS = r"""
found=$(df -k -P -T -l 2>/dev/null)
[ -n "$found" ] || found=$(df -k -P -T 2>/dev/null)
[ -n "$found" ] || found=$(df -k -P)
[ -n "$found" ] || { echo "df tells nothing" >&2; exit 3; }
printf '%s\n' "$found"
"""
_MOUNTS = r"""
[ -r /proc/mounts ] || { echo "there is no /proc/mounts to read" >&2; exit 3; }
awk '$3 ~ /^(nfs4?|cifs|smb3|smbfs|ceph|glusterfs|lustre|beegfs|fuse\.(sshfs|glusterfs|s3fs|ossfs))$/ {
  sub(/\/\/[^\/@]*@/, "//", $1)
  print $3, $1, $2
}' /proc/mounts
"""

_PSEUDO = re.compile(
    r"(?:dev)?tmpfs|overlay|squashfs|iso9660|proc|sysfs|devfs|cgroup2?|efivarfs|autofs|nfs4?|cifs|ramfs|udf"
)
_DF = re.compile(
    r"(?P<device>\S+)\s+(?:(?P<kind>[A-Za-z][\w.-]*)\s+)?(?P<size>\d+)\s+(?P<used>\d+)\s+-?\d+\s+(?:\d+%|-)\s+(?P<mount>/.*)"
)
_WHOLE_DISK = re.compile(
    r"(?:[shv]d[a-z]{1,2}|xvd[a-z]{1,2}|nvme\d+n\d+|dasd[a-z]{1,2}|mmcblk\d+|c\d+d\d+|cciss/c\d+d\d+)"
)
_RELEASE = re.compile(r"(?P<name>.+?) release (?P<version>V?\d[\w.]*)(?: ?\(.*)?")
_RELEASES_MAX = 8
_ARCHES = {"amd64": "x86_64", "arm64": "aarch64", "ppc64le": "ppc64"}
_VIRTUAL_VENDORS = re.compile(
    r"vmware|qemu|kvm|xen|openstack|bochs|innotek|virtualbox|alibaba|huawei cloud|amazon|google|tencent"
    r"|nutanix|ovirt|rhev"
)
_NO_SERIAL = {"", "none", "not specified", "to be filled by o.e.m.", "default string", "0"}


def read_system(lines: list[str]) -> System | None:
    """Operating system, version, kernel, instruction set, name; None if not even uname spoke."""
    match next(tagged(lines, "uname"), "").split("|"):
        case [kernel, release, build, machine, hostname]:
            pass
        case _:
            return None
    os, version = _os(lines, (kernel, release, build))
    dmi = {name: next(tagged(lines, name), "") for name in ("sys_vendor", "product_name")}
    serial = next(tagged(lines, "product_serial"), "")
    return System(
        os=os,
        os_version=version,
        kernel=tidy(f"{kernel} {release}"),
        arch=_ARCHES.get(machine, tidy(machine)),
        hostname=tidy(hostname),
        vendor=tidy(dmi["sys_vendor"]),
        product=tidy(dmi["product_name"]),
        uuid=tidy(next(tagged(lines, "product_uuid"), "")).lower(),
        serial="" if serial.lower() in _NO_SERIAL else tidy(serial),
        virtual=_virtual(dmi, said="yes" in tagged(lines, "hypervisor")),
        as_root=next(tagged(lines, "uid"), "0") == "0",
    )


def _os(lines: list[str], uname: tuple[str, str, str]) -> tuple[str, str]:
    """Name and version; a release file is more exact than os-release where it names the same version."""
    pairs = (line.partition("=") for line in tagged(lines, "os"))
    told = {key: tidy(value.strip("\"' ")) for key, _, value in pairs}
    name, version = told.get("NAME", ""), told.get("VERSION_ID", "")
    for line in islice(tagged(lines, "release"), _RELEASES_MAX):
        if told.get("ID") == "debian" and re.fullmatch(r"\d+\.\d+", line):
            version = line
        if (match := _RELEASE.fullmatch(" ".join(line.split())[:200])) and match[
            "version"
        ].startswith(version):
            name, version = name or match["name"], match["version"]
    if name:
        return name, version
    kernel, release, build = uname
    return kernel, f"{build}.{release}" if kernel == "AIX" else release


def _virtual(dmi: Mapping[str, str], *, said: bool) -> bool | None:
    words = f"{dmi['sys_vendor']} {dmi['product_name']}".lower()
    if said or _VIRTUAL_VENDORS.search(words) or "virtual" in words:
        return True
    return False if dmi["sys_vendor"] else None


def read_processor(lines: list[str]) -> Processor | None:
    """Processors and memory; None if no processor was counted."""
    cores = number(next(tagged(lines, "cores"), ""), 65_536)
    if not cores:
        return None
    model = " ".join(next(tagged(lines, "model"), "").split())
    return Processor(cores, _kb(lines, "MemTotal"), _kb(lines, "SwapTotal"), tidy(model))


def _kb(lines: list[str], name: str) -> float | None:
    match next(tagged(lines, name), "").split():
        case [amount, "kB"]:
            return gb(amount, 1024)
    return None


def read_disks(lines: list[str]) -> tuple[BlockDevice, ...]:
    """Whole disks, no partitions, no loop devices."""
    return first(_disk(how, line.split()) for how, line in sections(lines))


def _disk(how: str, words: list[str]) -> BlockDevice | None:
    match how, words:
        case "lsblk", [name, "disk", size]:
            amount = gb(size, 1)
        case "partitions", [_, _, size, name] if _WHOLE_DISK.fullmatch(name):
            amount = gb(size, 1024)
        case _:
            return None
    return BlockDevice(tidy(name), amount) if amount else None


def read_filesystems(lines: list[str]) -> tuple[FileSystem, ...]:
    """Local file systems that keep something; those in memory and those of images are left out."""
    return first(_filesystem(line) for line in lines)


def _filesystem(line: str) -> FileSystem | None:
    found = _DF.fullmatch(line)
    if found is None:
        return None
    kind, mount = found["kind"] or "", found["mount"]
    if (_PSEUDO.fullmatch(kind) and mount != "/") or mount.startswith(("/proc", "/sys", "/dev")):
        return None
    size, used = gb(found["size"], 1024), gb(found["used"], 1024)
    if not size or used is None or ":" in found["device"]:
        return None
    return FileSystem(tidy(mount), tidy(found["device"]), kind, size, used)


def read_mounts(lines: list[str]) -> tuple[NetworkMount, ...]:
    """What is mounted from other hosts; options, which may hold a password, are not asked for."""
    return first(_mount(line.split(" ", 2)) for line in lines)


def _mount(words: Iterable[str]) -> NetworkMount | None:
    match [*words]:
        case [kind, source, mount]:
            return NetworkMount(tidy(mount), tidy(source), tidy(kind, 32), _server_of(source))
    return None


def _server_of(source: str) -> str:
    """`10.1.1.5:/export` and `//10.1.1.5/share` name their server."""
    found = re.match(r"(?://)?(?:[\w.-]+@)?([A-Za-z0-9][\w.-]*)(?::/|/|,|:$)", source)
    return found[1] if found else ""


MACHINE = (
    question(
        "system", _SYSTEM, read_system, "operating system, kernel, name, maker, virtual or not"
    ),
    question("processor", _PROCESSOR, read_processor, "processors and memory"),
    question("disks", _DISKS, read_disks, "disks and their sizes"),
    question("filesystems", _FILESYSTEMS, read_filesystems, "local file systems, size and use"),
    question("mounts", _MOUNTS, read_mounts, "file systems of other hosts; no mount options"),
)
