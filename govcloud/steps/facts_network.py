"""Questions about a host's network: its addresses, the ports it serves, and whom it talks with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from govcloud.model.facts import Connection, Interfaces, Listener
from govcloud.steps.facts_text import first, number, question, sections, tidy

_INTERFACES = r"""
if found=$(ip -o addr 2>/dev/null) && [ -n "$found" ]; then
  printf '%s\n' "$found"
elif found=$(ifconfig -a 2>/dev/null) && [ -n "$found" ]; then
  printf '%s\n' "$found"
else
  echo "neither ip nor ifconfig is there" >&2
  exit 3
fi
for file in /sys/class/net/*/address; do
  [ -r "$file" ] && echo "mac $(cat "$file")"
done
:
"""
_LISTENERS = r"""
if found=$(ss -lntup 2>/dev/null) && [ -n "$found" ]; then
  echo @ss
  printf '%s\n' "$found"
elif found=$(netstat -lntup 2>/dev/null) && [ -n "$found" ]; then
  echo @netstat
  printf '%s\n' "$found"
elif [ -r /proc/net/tcp ]; then
  for kind in tcp tcp6 udp udp6; do
    echo "@proc-$kind"
    [ -r "/proc/net/$kind" ] && awk '{ print $2, $3, $4 }' "/proc/net/$kind"
  done
elif found=$(netstat -an 2>/dev/null) && [ -n "$found" ]; then
  echo @unix
  printf '%s\n' "$found" | grep LISTEN
else
  echo "neither ss, netstat nor /proc/net is there" >&2
  exit 3
fi
:
"""
_CONNECTIONS = r"""
echo "@own"
echo "${SSH_CONNECTION:-}"
if found=$(ss -tnp state established 2>/dev/null) && [ -n "$found" ]; then
  echo @ss
  printf '%s\n' "$found" | head -n 40000
  echo @ss-closing
  ss -tn state time-wait 2>/dev/null | head -n 10000
elif found=$(netstat -tnp 2>/dev/null) && [ -n "$found" ]; then
  echo @netstat
  printf '%s\n' "$found" | head -n 40000
elif [ -r /proc/net/tcp ]; then
  for kind in tcp tcp6; do
    echo "@proc-$kind"
    [ -r "/proc/net/$kind" ] && awk '{ print $2, $3, $4 }' "/proc/net/$kind" | head -n 40000
  done
elif found=$(netstat -an 2>/dev/null) && [ -n "$found" ]; then
  echo @unix
  printf '%s\n' "$found" | grep -E 'ESTABLISHED|TIME_WAIT' | head -n 40000
else
  echo "neither ss, netstat nor /proc/net is there" >&2
  exit 3
fi
:
"""

_PLACE = re.compile(
    r"(?P<host>\[?[0-9A-Fa-f:.]*[0-9A-Fa-f.:*]\]?(?:%[\w.-]+)?)[:.](?P<port>\d{1,5}|\*)"
)
_PLACE_CHARS_MAX = 96
_OWNER = re.compile(r'\("(?P<program>[^"]{1,64})",(?:pid=)?(?P<pid>\d{1,10})')
_NETSTAT_OWNER = re.compile(r"(?P<pid>\d{1,10})/(?P<program>[\w.+-]{1,64})")
_OPEN, _CLOSING = {"ESTAB", "ESTABLISHED", "01"}, {"TIME_WAIT", "TIME-WAIT", "06"}
_HEX_PLACE = re.compile(r"(?P<host>[0-9A-F]{8}|[0-9A-F]{32}):(?P<port>[0-9A-F]{4})")
_NO_MAC = "00:00:00:00:00:00"

Place = tuple[str, int]


def read_interfaces(lines: list[str]) -> Interfaces:
    """The host's addresses and network cards, loopback left out."""
    text = "\n".join(" ".join(line.split()) for line in lines)
    found = re.findall(r"\binet6? (?:addr: ?)?([0-9A-Fa-f.:]{2,45})", text)
    named = (_address(word) for word in found)
    macs = re.findall(r"^mac ([0-9a-f:]{17})$", text, re.MULTILINE)
    return Interfaces(
        first((a if a and not _stays(a) else None for a in named), 256),
        first((mac for mac in sorted(macs) if mac != _NO_MAC), 64),
    )


def read_listeners(lines: list[str]) -> tuple[Listener, ...]:
    """Served ports, each with the program behind it where the host tells."""
    every = first(_listener(how, line) for how, line in sections(lines))
    return tuple(sorted(every, key=lambda one: (one.protocol, one.port, one.address)))


def read_connections(lines: list[str]) -> tuple[Connection, ...]:
    """Connections with other hosts, our own and those within the host left out."""
    own = next((line.split() for how, line in sections(lines) if how == "own"), [])
    ours = (own[0], number(own[1])) if own[1:] else ("", 0)
    every = (_connection(how, line) for how, line in sections(lines) if how != "own")
    return first((c for c in every if c and (c.peer, c.peer_port) != ours), 50_000)


def _listener(how: str, line: str) -> Listener | None:
    words = line.split()
    protocol = how.partition("-")[2] if how.startswith("proc-") else (words or [""])[0]
    if how.startswith("proc-") and not _waits(protocol, words):
        return None
    places = list(_places(how, words))
    if protocol.rstrip("46") not in {"tcp", "udp"} or not places or not places[0][1]:
        return None
    program, pid = _owner(line)
    (host, port), kind = places[0], protocol.rstrip("46")
    return Listener(kind, host, port, program, pid)


def _waits(protocol: str, words: list[str]) -> bool:
    """Whether a line of /proc/net is of a socket that waits for others (LISTEN, or unconnected UDP)."""
    return words[2:] == ["0A" if protocol.startswith("tcp") else "07"]


def _connection(how: str, line: str) -> Connection | None:
    words = line.split()
    closing = how == "ss-closing" or bool(_CLOSING & set(words))
    if not (how.startswith("ss") or closing or _OPEN & set(words)):
        return None
    match list(_places(how, words)):
        case [(local, local_port), (peer, peer_port), *_] if local_port and peer_port:
            if _stays(local) or _stays(peer) or local == peer:
                return None
            return Connection(local, local_port, peer, peer_port, _owner(line)[0], closing)
    return None


def _places(how: str, words: list[str]) -> Iterator[Place]:
    """Every `address:port` among the words; a port that may be any is 0."""
    for word in (word for word in words if len(word) <= _PLACE_CHARS_MAX):
        if how.startswith("proc-"):
            if found := _HEX_PLACE.fullmatch(word):
                yield _from_hex(found["host"]), int(found["port"], 16)
        elif found := _PLACE.fullmatch(word):
            host = _address(found["host"].strip("[]").partition("%")[0].strip("[]"))
            port = 0 if found["port"] == "*" else number(found["port"], 65_535)
            if host is not None and port is not None:
                yield host, port


def _owner(line: str) -> tuple[str, int]:
    found = _OWNER.search(line) or _NETSTAT_OWNER.search(line)
    return (tidy(found["program"], 64), number(found["pid"]) or 0) if found else ("", 0)


def _address(word: str) -> str | None:
    """An address as text; "" is any of them; an IPv4 address within IPv6 is that IPv4 address."""
    if word in {"*", "::", "0.0.0.0"}:  # noqa: S104 - read, not bound
        return ""
    try:
        found = ip_address(word)
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found)


def _stays(address: str) -> bool:
    """Whether packets to it never leave the host or its wire: loopback, link-local."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found.is_loopback or found.is_link_local


def _from_hex(host: str) -> str:
    """/proc/net writes addresses as 32-bit words in the machine's order; the machines we know are little-endian."""
    raw = bytes.fromhex(host)
    ordered = b"".join(raw[at : at + 4][::-1] for at in range(0, len(raw), 4))
    return _address(str(ip_address(ordered))) or ""


NETWORK = (
    question("interfaces", _INTERFACES, read_interfaces, "addresses and network cards"),
    question(
        "listeners", _LISTENERS, read_listeners, "ports that are served, and by which program"
    ),
    question(
        "connections",
        _CONNECTIONS,
        read_connections,
        "TCP connections with other hosts, now and just over",
    ),
)
