"""The process of a policy pack: `python -m govcloud.cli.wiring.policy_pack PROFILE LEVEL WORKSPACE ENGINE`.

It prints its port as the only line on stdout, and ends with the engine that started it.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud import __version__
from govcloud.cli.wiring.controls_words import bearing_tags, words
from govcloud.errors import GovcloudError
from govcloud.model.cloud_resource import CloudResource
from govcloud.rules.cloudscape import Setting
from govcloud.rules.controls_pack import SHARED_PROJECT, PackRule, RulePack, Violation

_MODE = 0o755


@dataclass
class Served:
    """A pack of rules as the engine's protocol asks for it."""

    pack: RulePack

    @property
    def name(self) -> str:
        """As pipelines show it."""
        return f"govcloud-{self.pack.profile.name}"

    @property
    def title(self) -> str:
        """For people."""
        return self.pack.profile.en

    @property
    def version(self) -> str:
        """Ours."""
        return __version__

    @property
    def standard(self) -> str:
        """Where the clauses come from."""
        return self.pack.profile.name

    @property
    def rules(self) -> Sequence[PackRule]:
        """All rules."""
        return self.pack.rules

    def of_resource(self, one: CloudResource, where: Any) -> list[Violation]:
        """What a resource by itself breaks."""
        return self.pack.of_resource(one, _setting(where))

    def of_stack(self, resources: Sequence[CloudResource], where: Any) -> list[Violation]:
        """What the resources of a stack together break."""
        return self.pack.of_stack(resources, _setting(where))


def _setting(where: Any) -> Setting:
    lacking, whole = frozenset(where.lacking), where.project == SHARED_PROJECT
    return Setting(where.region, where.account, bearing_tags(), lacking, whole)


def install(folder: Path, workspace: Path, profile: str, level: str) -> Path:
    """Write the pack's launcher into `folder`, for `pulumi preview --policy-pack FILE`; gives its path."""
    import govcloud

    root = Path(govcloud.__file__).resolve().parents[1]
    arguments = [sys.executable, "-P", "-m", "govcloud.cli.wiring.policy_pack"]
    words_ = [*arguments, profile, level, str(workspace)]
    text = (
        "#!/bin/sh\n"
        f"PYTHONPATH={shlex.quote(str(root))} "
        f'exec {" ".join(map(shlex.quote, words_))} "$@"\n'
    )
    launcher = folder / f"govcloud-{profile}-{level}"
    if not launcher.is_file() or launcher.read_text("utf-8") != text:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f".launcher-{os.getpid()}"
        fresh.write_text(text, "utf-8")
        fresh.chmod(_MODE)
        fresh.replace(launcher)
    return launcher


def main(given: Sequence[str]) -> int:
    """Serve until the engine is gone."""
    from govcloud.adapters.controls_yaml import read_control_profile
    from govcloud.provider.analyzing import serve
    from govcloud.provider.watching import parent, when_gone

    profile, level, workspace = given[:3]
    try:
        found = read_control_profile(Path(workspace), profile, words())
    except GovcloudError as error:
        told = [error.message, *map(str, error.faults), error.hint]
        sys.stderr.write("\n".join(filter(None, told)) + "\n")
        return error.exit_code
    server, port = serve(Served(RulePack(found, level)))
    when_gone(parent(), lambda: os._exit(0))
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    server.wait_for_termination()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
