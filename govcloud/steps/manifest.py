"""Asks a host what a file tree holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from govcloud.errors import StepFailedError
from govcloud.model.manifest import Manifest, listing, parsed
from govcloud.ports import Remote, Route
from govcloud.steps.hosts import called

LISTING_TIMEOUT_S = 3600.0
HASHING_TIMEOUT_S = 12 * 3600.0


def tree(remote: Remote, path: str, *, content: bool) -> Manifest | None:
    """The manifest of the tree at `path`, None if it is not there; with `content` all is read.

    Raises StepFailedError if it could not be read whole, or a file changed while it was.
    """
    name = f"{path} on {called(remote)}"
    timeout_s = HASHING_TIMEOUT_S if content else LISTING_TIMEOUT_S
    found = parsed(remote.run(listing(path, content=content), timeout_s=timeout_s), name)
    if found is not None and content:
        unread = [e.path for e in found.entries.values() if e.kind == "f" and not e.sha256]
        if unread:
            raise StepFailedError(
                f"{name} changed while it was read ({len(unread)} files went away)",
                hint="is the service that writes there stopped? then run again",
            )
    return found


def manifest(remote: Remote, path: str, *, content: bool) -> Manifest:
    """The manifest of a tree that has to be there. Raises as `tree` does, and if it is not."""
    found = tree(remote, path, content=content)
    if found is None:
        raise StepFailedError(
            f"{path} is not on {called(remote)}",
            hint="check `trees` of the application in inventory.yaml",
        )
    return found


def manifests(route: Route, path: str) -> tuple[Manifest, Manifest]:
    """The content of both sides, each host reading at the same time as the other. Raises as `manifest` does."""
    with ThreadPoolExecutor(2) as sides:
        source = sides.submit(manifest, route.source, path, content=True)
        target = sides.submit(manifest, route.target, path, content=True)
        return source.result(), target.result()
