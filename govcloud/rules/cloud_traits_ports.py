"""Traits of the rules of security groups: from where to which ports."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from govcloud.model.cloud_resource import UNKNOWN, CloudResource, Unknown
from govcloud.rules.cloud_trait import Found, Trait, around, trait
from govcloud.rules.cloudscape import SHARED, Cloudscape
from govcloud.rules.conditions import Kind

HIGH_RISK = (
    *(21, 23, 69, 111, 135, 137, 138, 139, 445, 512, 513, 514, 515, 873, 1433, 1521, 2049),
    *(3306, 3389, 5432, 5900, 6379, 9200, 11211, 27017),
)
"""Ports that assessors ask about first [DOMAIN 8.1.4.4-b]."""

ADMIN = (22, 3389, 5985, 5986)
CLEAR = (21, 23, 69, 512, 513, 514, 5900)
"""Management without encryption."""

WEB = (80, 443)
_PORTS_MAX = 65535
_ALL = "-1"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def network_of(value: object) -> Network | None:
    """A range, None where the text is none."""
    try:
        return ipaddress.ip_network(str(value), strict=False)
    except ValueError:
        return None


def inside(part: Network, whole: Iterable[Network]) -> bool:
    """Whether a range lies in one of several."""
    return any(part.version == each.version and part.subnet_of(each) for each in whole)  # type: ignore[arg-type]  # versions are equal


def _range(rule: CloudResource) -> tuple[int, int]:
    first, last = rule.inputs.get("fromPort"), rule.inputs.get("toPort")
    if rule.inputs.get("protocol") == _ALL or not isinstance(first, int) or first < 0:
        return 0, _PORTS_MAX
    return first, last if isinstance(last, int) else first


def _from_anywhere(rule: CloudResource, _scape: Cloudscape) -> Found:
    given = rule.inputs.get("cidrBlock")
    if isinstance(given, Unknown):
        return given
    network = network_of(given)
    return network is not None and network.prefixlen == 0


def _own_network(rule: CloudResource, scape: Cloudscape) -> Network | None:
    group = scape.target("ec2:SecurityGroup", rule, "securityGroupId")
    vpc = scape.target("ec2:Vpc", group, "vpcId") if group else None
    return network_of(vpc.inputs.get("cidrBlock")) if vpc else None


def _open(ports: tuple[int, ...], rule: CloudResource, scape: Cloudscape) -> Found:
    """The ports among these that it opens to another network than the group's own."""
    given = rule.inputs.get("cidrBlock")
    if given is None:
        return ()
    if isinstance(given, Unknown):
        return given
    first, last = _range(rule)
    opened = tuple(str(port) for port in ports if first <= port <= last)
    source, own = network_of(given), _own_network(rule, scape)
    return () if source and own and inside(source, [own]) else opened


def _from_management(rule: CloudResource, scape: Cloudscape) -> Found:
    """Whether it hears a management zone's subnets, or one single host, and nobody else."""
    given = rule.inputs.get("cidrBlock")
    if given is None:
        return True
    source = network_of(given)
    if given is UNKNOWN or source is None:
        return UNKNOWN if given is UNKNOWN else False
    if source.prefixlen == source.max_prefixlen:
        return True
    held = scape.once("management networks", _management)
    return inside(source, held) if held or scape.setting.whole else UNKNOWN


def _management(scape: Cloudscape) -> list[Network]:
    """The ranges of the shared management zone's subnets, side by side ones as one."""
    zones = [one for one in scape.of("ec2:Subnet") if one.zone == "MGMT" and one.owner == SHARED]
    found = (network_of(one.inputs.get("cidrBlock")) for one in zones)
    return list(
        ipaddress.collapse_addresses(n for n in found if isinstance(n, ipaddress.IPv4Network))
    )


def _only_web(rule: CloudResource, _scape: Cloudscape) -> Found:
    first, last = _range(rule)
    return first == last and first in WEB


def _covered_by(kind: str, rule: CloudResource, scape: Cloudscape) -> Found:
    """Other rules of the same group that let in all that this one does; of two equal ones the later is told."""
    group = scape.target("ec2:SecurityGroup", rule, "securityGroupId")
    if group is None:
        return ()
    rows = scape.linked(kind, "securityGroupId", group)
    place = next(number for number, other in enumerate(rows) if other is rule)
    return tuple(
        other.name
        for number, other in enumerate(rows)
        if other is not rule and _wider(other, rule) and (number < place or not _wider(rule, other))
    )


def _wider(one: CloudResource, than: CloudResource) -> bool:
    """Whether a rule lets in all that another does."""
    if one.inputs.get("protocol") not in {_ALL, than.inputs.get("protocol")}:
        return False
    (first, last), (low, high) = _range(one), _range(than)
    peer = one.inputs.get("peerSecurityGroupId")
    if peer is not None or than.inputs.get("peerSecurityGroupId") is not None:
        same = peer is not UNKNOWN and peer == than.inputs.get("peerSecurityGroupId")
        return same and first <= low and high <= last
    wide, narrow = (network_of(each.inputs.get("cidrBlock")) for each in (one, than))
    return bool(wide and narrow) and first <= low and high <= last and _within(narrow, wide)


def _within(narrow: Network | None, wide: Network | None) -> bool:
    return narrow is not None and wide is not None and inside(narrow, [wide])


def _rule_traits(kind: str) -> Mapping[str, Trait]:
    ports: Callable[[tuple[int, ...]], Callable[..., Found]] = lambda held: partial(_open, held)  # noqa: E731 - one word
    return {
        "from_anywhere": trait(Kind.FLAG, "the other end is everybody", _from_anywhere),
        "high_risk_ports": around(
            Kind.LIST, "high-risk ports that it opens to other networks", ports(HIGH_RISK)
        ),
        "admin_ports": around(
            Kind.LIST, "ports of remote management that it opens to other networks", ports(ADMIN)
        ),
        "clear_ports": around(
            Kind.LIST, "ports of management without encryption that it opens", ports(CLEAR)
        ),
        "from_management": around(
            Kind.FLAG, "it hears the management zone or one host only", _from_management
        ),
        "only_web": trait(Kind.FLAG, "it is about one web port", _only_web),
        "covered_by": around(
            Kind.LIST, "other rules of its group that say as much", partial(_covered_by, kind)
        ),
    }


PORTS: Mapping[str, Mapping[str, Trait]] = {
    kind: _rule_traits(kind) for kind in ("ec2:SecurityGroupIngress", "ec2:SecurityGroupEgress")
}
