"""What the cloud itself protects from deletion, as it stands there now, and how that protection is lifted."""

from __future__ import annotations

from collections.abc import Iterable

from govcloud.model.drift import Recorded
from govcloud.provider import changing, reading
from govcloud.provider.changing import Wish
from govcloud.provider.surveying import Surveyor, plain
from govcloud.provider.table import TABLE

PROTECTION = "deletionProtection"


def protected(surveyor: Surveyor, resources: Iterable[Recorded]) -> list[Recorded]:
    """Those of `resources` that the cloud would not delete now. Raises CloudError where it does not tell."""
    kinds = {name for name, entry in TABLE.items() if PROTECTION in entry.props}
    return [one for one in resources if one.type in kinds and _stands(surveyor, one)]


def lift(surveyor: Surveyor, one: Recorded) -> None:
    """Take the protection away, and nothing else. Raises CloudError where the cloud refuses."""
    olds = {**plain(one), PROTECTION: True}
    wish = Wish(olds, {**olds, PROTECTION: False}, one.outputs)
    changing.update(surveyor.site(one), one.id, wish)


def _stands(surveyor: Surveyor, one: Recorded) -> bool:
    found = reading.read(surveyor.site(one), one.id, None)
    return found is not None and bool({**found.state, **found.inputs}.get(PROTECTION))
