"""What discovery shows, as a plain document: hosts, what they told, how that differs, who uses whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from govcloud.model.discovery import HostAnswer, Outcome
from govcloud.model.facts import HostFacts
from govcloud.model.inventory import Inventory, plain
from govcloud.rules.discovery_compare import Difference, differences
from govcloud.rules.discovery_edges import Edge, edges, strangers
from govcloud.rules.discovery_products import LESS_TOLD, application_ports, engines_at_work

View = dict[str, Any]


def discovery(inventory: Inventory, answers: Sequence[HostAnswer], file: str = "") -> View:
    """All that was asked and told; `file` is where the proposal was written, "" if none was asked for."""
    compared = {answer.host.name: differences(inventory, answer) for answer in answers}
    counts = {outcome.value: 0 for outcome in Outcome}
    for answer in answers:
        counts[answer.outcome.value] += 1
    return {
        "asked": len(answers),
        "outcomes": counts,
        "hosts": [_host(answer, len(compared[answer.host.name])) for answer in answers],
        "differences": [_difference(each) for found in compared.values() for each in found],
        "dependencies": [_edge(edge) for edge in edges(inventory, answers)],
        "strangers": [
            {"server": server, "port": port, "addresses": number}
            for (server, port), number in strangers(inventory, answers).items()
        ],
        "proposal": file,
    }


def _host(answer: HostAnswer, differing: int) -> View:
    host, error, facts = answer.host, answer.error, answer.facts
    return {
        "name": host.name,
        "address": host.server.address,
        "user": host.server.user,
        "application": host.application,
        "in_inventory": host.known,
        "outcome": answer.outcome.value,
        "kind": error.kind if error else "",
        "message": error.message if error else "",
        "hint": error.hint if error else "",
        "seconds": round(answer.seconds, 2),
        "differences": differing,
        "lost": list(answer.lost),
        "untold": dict(facts.untold),
        "less_told": LESS_TOLD if facts.system and not facts.system.as_root else "",
        "ports": list(application_ports(facts)),
        "engines": [plain(engine) for engine in engines_at_work(facts)],
        "facts": _facts(facts),
    }


def _facts(facts: HostFacts) -> View:
    told = ((field.name, getattr(facts, field.name)) for field in fields(HostFacts))
    return {name: plain(value) for name, value in told if name != "untold" and value is not None}


def _difference(each: Difference) -> View:
    return {
        "server": each.server,
        "subject": each.subject,
        "told": each.told,
        "found": each.found,
        "asked_by": each.told_by,
        "contradicts": each.weighs,
    }


def _edge(edge: Edge) -> View:
    return {
        "from": edge.user.name,
        "from_application": edge.user.application,
        "to": edge.server.name,
        "to_application": edge.server.application,
        "to_known": edge.server.known,
        "port": edge.port,
        "kind": edge.kind.value if edge.kind else "",
        "programs": list(edge.programs),
        "connections": edge.connections,
        "asked_by": list(edge.told_by),
        "in_inventory": edge.told,
        "candidate": edge.candidate,
    }
