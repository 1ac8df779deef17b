"""What Pulumi is told of an environment: settings, explicit process environment, and the files of a project."""

from __future__ import annotations

import json
import os
import re
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from govcloud.adapters.pulumi_adoption import Adoptions
from govcloud.adapters.pulumi_own import config_of, own_project
from govcloud.errors import UnreachableError
from govcloud.model.endpoints import EVERY
from govcloud.model.stack import SECRET, UNKNOWN, StackRef

STATE_ALIAS = "alias/govcloud-state"
ORGANIZATION = "organization"
_ANSWER_S = 5.0
_KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
)
_BACKEND_KEYS = ("PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE")
_DATA_KEY = re.compile(r'"?\b(encryptedkey|encryptionsalt)"?\s*:\s*"?([A-Za-z0-9+/=:_-]+)')


@dataclass(frozen=True, slots=True)
class StackSettings:
    """One environment of one workspace, as the Pulumi engine needs to know it.

    `engine_root` holds `bin/pulumi`; None: the one on PATH. `home` is `.govcloud/pulumi`. `backend` is a URL,
    "" for files below `home`. `secrets_provider` "" is the environment's KMS key. `endpoint` "" is the real cloud.
    `partition` "" is the region's. `plugin_dir` holds the site's plugins.
    """

    workspace: Path
    engine_root: Path | None
    home: Path
    region: str
    account: str
    workspace_id: str
    env_name: str
    endpoint: str = ""
    backend: str = ""
    secrets_provider: str = ""
    partition: str = ""
    plugin_dir: Path | None = None

    @property
    def backend_url(self) -> str:
        """Where the engine keeps its state."""
        return self.backend or f"file://{self.home.absolute()}"

    @property
    def state_root(self) -> Path | None:
        """The directory of a file backend; None for any other."""
        url = urlsplit(self.backend_url)
        return Path(url.path) if url.scheme == "file" else None

    @property
    def secrets_url(self) -> str:
        """What encrypts secrets in the state."""
        if self.secrets_provider not in {"", "awskms"}:
            return self.secrets_provider
        return f"awskms://{STATE_ALIAS}?region={self.region}"

    @property
    def is_loopback(self) -> bool:
        """Whether the endpoint is on this very machine: then ambient credentials are never used."""
        return urlsplit(self.endpoint).hostname in {"127.0.0.1", "localhost", "::1"}

    def demand_loopback(self) -> None:
        """See that an endpoint of this machine answers, before an engine tries in vain. Raises UnreachableError."""
        if self.is_loopback:
            place = urlsplit(self.endpoint)
            try:
                socket.create_connection((place.hostname, place.port), _ANSWER_S).close()
            except OSError as error:
                raise UnreachableError(
                    f"the embedded cloud does not answer at {self.endpoint}: {error}",
                    hint="govcloud local up",
                ) from error

    def environment(self) -> dict[str, str]:
        """All that the engine and our plugin see of the process environment."""
        kept = {name: os.environ[name] for name in (*_KEPT, *_BACKEND_KEYS) if name in os.environ}
        excepted = (os.environ.get(name, "") for name in ("no_proxy", "NO_PROXY"))
        explicit = {
            "NO_PROXY": ",".join(filter(None, ("127.0.0.1", "localhost", *excepted))),
            "PULUMI_HOME": str(self.home.absolute()),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_IGNORE_AMBIENT_PLUGINS": "true",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": self.region,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        }
        return kept | explicit | (self._loopback() if self.is_loopback else self._ambient())

    def _loopback(self) -> dict[str, str]:
        return {
            "AWS_ACCESS_KEY_ID": "govcloud",
            "AWS_SECRET_ACCESS_KEY": "govcloud",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ENDPOINT_URL_KMS": self.endpoint,
        }

    def _ambient(self) -> dict[str, str]:
        """The operator's; the engine itself asks the same cloud as our plugin, for keys and for its state."""
        found = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
        return found | ({EVERY: self.endpoint} if self.endpoint else {})


class ProjectFiles:
    """The project and stack files that the engine reads, in `work/ENV/PROJECT` of the home."""

    def __init__(self, settings: StackSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self.adoptions = Adoptions(settings.home / "adopting" / settings.env_name)

    def work_dir(self, project: str) -> Path:
        """Where the engine runs for a project; its Pulumi.yaml is there afterwards."""
        found = self._settings.home / "work" / self._settings.env_name / project
        with self._lock:
            found.mkdir(parents=True, exist_ok=True)
            backend = {"url": self._settings.backend_url}
            content = {"name": project, "runtime": "python", "backend": backend}
            own = own_project(self._settings.workspace, project)
            _write(found / "Pulumi.yaml", content | (own.written(found) if own else {}))
        return found

    def write_stack(self, ref: StackRef, more: Mapping[str, Any]) -> Path:
        """Write Pulumi.STACK.yaml; the data key that the engine put there stays. Gives the file."""
        path = self.work_dir(ref.project) / f"Pulumi.{ref.stack}.yaml"
        content: dict[str, Any] = {"secretsprovider": self._settings.secrets_url}
        content |= (
            dict(_DATA_KEY.findall(path.read_text(encoding="utf-8"))) if path.exists() else {}
        )
        _write(path, content | {"config": self.config(ref, more)})
        return path

    def config(self, ref: StackRef, more: Mapping[str, Any]) -> dict[str, Any]:
        """The stack's configuration: whose cloud it is, and what its program reads."""
        config: dict[str, Any] = {
            **config_of(self._settings.workspace, ref.project, self._settings.env_name),
            "govcloud:region": self._settings.region,
            "govcloud:accountId": self._settings.account,
            "govcloud:workspaceId": self._settings.workspace_id,
            f"{ref.project}:spec": dict(ref.spec),
        }
        if taken := self.adoptions.of(ref):
            config[f"{ref.project}:adopt"] = taken
        if self._settings.endpoint:
            config["govcloud:endpointUrl"] = self._settings.endpoint
        if self._settings.partition:
            config["govcloud:partition"] = self._settings.partition
        return config | dict(more)


def _write(path: Path, content: Mapping[str, Any]) -> None:
    """As JSON, which is YAML too; untouched if it says so already."""
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    draft = path.with_name(f".{path.name}.{threading.get_ident()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a state file says of its stack."""

    outputs: Mapping[str, Any]
    pending: int


class StateFiles:
    """The files of a file backend, read without the engine."""

    def __init__(self, root: Path) -> None:
        self._root = root / ".pulumi"

    def path(self, ref: StackRef) -> Path:
        """The stack's state file."""
        return self._root / "stacks" / ref.project / f"{ref.stack}.json"

    def locks(self, ref: StackRef) -> list[Path]:
        """The engine's lock files of this stack."""
        return sorted(
            (self._root / "locks" / ORGANIZATION / ref.project / ref.stack).glob("*.json")
        )

    def mend(self, ref: StackRef) -> None:
        """Take away what a killed engine left half-written beside the stack's files; it does without.

        The files themselves are renamed into place and whole, but their `.attrs` are written in place: an
        empty one makes the engine say "failed to load checkpoint: EOF". The caller holds the stack's lease.
        """
        state = self.path(ref)
        for path in (state, state.with_name(f"{state.name}.bak"), *self.locks(ref)):
            beside = path.with_name(f"{path.name}.attrs")
            if beside.exists() and not _whole(beside):
                beside.unlink(missing_ok=True)

    def read(self, ref: StackRef) -> Recorded | None:
        """What is recorded; None if there is no such stack. Secret outputs come as "[secret]"."""
        try:
            told = json.loads(self.path(ref).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        latest = told.get("checkpoint", {}).get("latest") or {}
        resources = latest.get("resources") or []
        outputs: dict[str, Any] = next(
            (r.get("outputs", {}) for r in resources if r["type"] == "pulumi:pulumi:Stack"), {}
        )
        return Recorded(masked(outputs), len(latest.get("pending_operations") or []))


def _whole(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_bytes()), dict)
    except (OSError, ValueError):
        return False


_SIGNATURE = "4dabf18193072939515e22adb298388d"
_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def masked(value: Any) -> Any:
    """Give `value` with words in place of each secret, and of what only applying tells."""
    if isinstance(value, Mapping):
        if _SIGNATURE in value:
            return SECRET
        return {key: masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return UNKNOWN if value == _UNKNOWN else value
