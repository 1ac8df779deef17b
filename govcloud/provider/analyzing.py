"""The engine's policy protocol: every resource and every stack is held against a pack of rules before it is made."""

# ruff: noqa: N802 - the protocol names the methods
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent import futures
from dataclasses import dataclass
from typing import Any, Protocol

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as pb
from pulumi.runtime.proto import analyzer_pb2_grpc, plugin_pb2

from govcloud.model.cloud_resource import CloudResource
from govcloud.provider.rehearsing import PACKAGE, plain
from govcloud.provider.table import TABLE

_THREADS = 4


class Rule(Protocol):
    """One rule of a pack."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def says(self) -> str:
        """What should be."""

    @property
    def remedy(self) -> str:
        """What to do where it is not."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """Which clauses of the standard it answers."""

    @property
    def mandatory(self) -> bool:
        """Whether it stops an update."""

    @property
    def whole(self) -> bool:
        """Whether it is asked of a stack, not of a resource by itself."""


class Broken(Protocol):
    """A rule that something does not keep."""

    @property
    def rule(self) -> str:
        """The rule's name."""

    @property
    def urn(self) -> str:
        """Of which resource; "" for the stack."""

    @property
    def message(self) -> str:
        """What should be, what was found, and the remedy."""


@dataclass(frozen=True, slots=True)
class Where:
    """The stack that is analysed, by its project and its configuration."""

    project: str = ""
    region: str = ""
    account: str = ""
    lacking: tuple[str, ...] = ()


class Pack(Protocol):
    """What judges."""

    @property
    def name(self) -> str:
        """As pipelines show it."""

    @property
    def title(self) -> str:
        """For people."""

    @property
    def version(self) -> str:
        """Its version."""

    @property
    def standard(self) -> str:
        """Where its clauses come from."""

    @property
    def rules(self) -> Sequence[Rule]:
        """All rules."""

    def of_resource(self, one: CloudResource, where: Where) -> Iterable[Broken]:
        """What a resource by itself breaks."""

    def of_stack(self, resources: Sequence[CloudResource], where: Where) -> Iterable[Broken]:
        """What the resources of a stack together break."""


class Analyzer(analyzer_pb2_grpc.AnalyzerServicer):
    """Serves one engine with one pack. Resources of other providers are none of its business."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._rules = {rule.name: rule for rule in pack.rules}
        self._where = Where()

    def Handshake(self, request: Any, context: Any) -> pb.AnalyzerHandshakeResponse:
        """Nothing to agree on."""
        return pb.AnalyzerHandshakeResponse()

    def ConfigureStack(self, request: Any, context: Any) -> pb.AnalyzerStackConfigureResponse:
        """Hear which stack it is."""
        config = dict(request.config)
        self._where = Where(
            request.project,
            config.get("govcloud:region", ""),
            config.get("govcloud:accountId", ""),
            _lacking(config.get(f"{request.project}:spec", "")),
        )
        return pb.AnalyzerStackConfigureResponse()

    def Configure(self, request: Any, context: Any) -> empty_pb2.Empty:
        """The profile is the configuration: no policy takes any other."""
        return empty_pb2.Empty()

    def GetPluginInfo(self, request: Any, context: Any) -> plugin_pb2.PluginInfo:
        """The version."""
        return plugin_pb2.PluginInfo(version=self._pack.version)

    def GetAnalyzerInfo(self, request: Any, context: Any) -> pb.AnalyzerInfo:
        """Which rules there are."""
        return pb.AnalyzerInfo(
            name=self._pack.name,
            displayName=self._pack.title,
            version=self._pack.version,
            policies=[self._policy(rule) for rule in self._rules.values()],
        )

    def Analyze(self, request: Any, context: Any) -> pb.AnalyzeResponse:
        """Judge one resource by itself."""
        one = _resource(request, request.properties, {})
        return self._answer(self._pack.of_resource(one, self._where) if one else ())

    def AnalyzeStack(self, request: Any, context: Any) -> pb.AnalyzeResponse:
        """Judge all resources of the stack together."""
        made = (_resource(one, one.properties, _links(one)) for one in request.resources)
        held = [one for one in made if one is not None]
        return self._answer(self._pack.of_stack(held, self._where))

    def Remediate(self, request: Any, context: Any) -> pb.RemediateResponse:
        """Nothing is changed behind the program's back."""
        return pb.RemediateResponse()

    def Cancel(self, request: Any, context: Any) -> empty_pb2.Empty:
        """Nothing takes long."""
        return empty_pb2.Empty()

    def _policy(self, rule: Rule) -> pb.PolicyInfo:
        kind = pb.POLICY_TYPE_STACK if rule.whole else pb.POLICY_TYPE_RESOURCE
        framework = pb.PolicyComplianceFramework(
            name=self._pack.standard, reference=", ".join(rule.clauses)
        )
        return pb.PolicyInfo(
            name=rule.name,
            displayName=rule.name,
            description=rule.says,
            enforcementLevel=_level(rule),
            policy_type=kind,
            framework=framework,
            tags=list(rule.clauses),
            remediation_steps=rule.remedy,
        )

    def _answer(self, broken: Iterable[Broken]) -> pb.AnalyzeResponse:
        return pb.AnalyzeResponse(
            diagnostics=[
                pb.AnalyzeDiagnostic(
                    policyName=each.rule,
                    policyPackName=self._pack.name,
                    policyPackVersion=self._pack.version,
                    description=self._rules[each.rule].says,
                    message=each.message,
                    enforcementLevel=_level(self._rules[each.rule]),
                    urn=each.urn,
                )
                for each in broken
            ]
        )


def serve(pack: Pack) -> tuple[grpc.Server, int]:
    """Start serving; gives the server and its port."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=_THREADS))
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Analyzer(pack), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


def _level(rule: Rule) -> Any:
    return pb.MANDATORY if rule.mandatory else pb.ADVISORY


def _resource(
    request: Any, properties: Any, refers: Mapping[str, tuple[str, ...]]
) -> CloudResource | None:
    """A resource of ours; None of anybody else's. Its properties are inputs, and outputs once it is made."""
    entry = TABLE.get(request.type)
    if entry is None:
        return None
    told = plain(properties)
    stack, project = request.urn.removeprefix("urn:pulumi:").split("::")[:2]
    return CloudResource(
        type=request.type.removeprefix(PACKAGE),
        name=request.name,
        stack=f"{project}/{stack}",
        inputs={name: told[name] for name in entry.all_props if told.get(name) is not None},
        outputs={name: told[name] for name in entry.outputs if name in told},
        urn=request.urn,
        refers=refers,
    )


def _links(one: Any) -> dict[str, tuple[str, ...]]:
    return {name: tuple(held.urns) for name, held in one.propertyDependencies.items()}


def _lacking(spec: str) -> tuple[str, ...]:
    try:
        return tuple(json.loads(spec)["place"]["lacking"])
    except (ValueError, KeyError, TypeError):
        return ()
