"""Telephone numbers hidden in what leaves the house, wherever an inventory holds them."""

from __future__ import annotations

import re
from dataclasses import replace

from govcloud.model.application import Application
from govcloud.model.inventory import Inventory
from govcloud.model.organisation import Contact

NOTE = "电话号码已部分隐去 / telephone numbers are masked"

_HIDDEN = "****"
_WHOLE_DIGITS_MIN = 8
_IN_TEXT = re.compile(
    r"(?<![\d.-])(?:(?P<mobile>1[3-9]\d)[ -]?\d{4}[ -]?(?P<last>\d{4})"
    r"|(?P<area>0\d{2,3})[ -]\d{3,4}(?P<end>\d{4}))(?![\d.-])"
)


def masked(phone: str) -> str:
    """A telephone number with its middle hidden; of a short one, all but two digits."""
    if sum(c.isdigit() for c in phone) < _WHOLE_DIGITS_MIN:
        if _HIDDEN in phone:
            return phone
        return _HIDDEN + phone[-2:] if len(phone) > len(_HIDDEN) else _HIDDEN if phone else ""
    return f"{phone[:3]}{_HIDDEN}{phone[-4:]}"


def masked_text(text: str) -> str:
    """A text with the middle of each telephone number in it hidden (mobile, or area code and number)."""
    return _IN_TEXT.sub(_hide, text) if any(c.isdigit() for c in text) else text


def masked_inventory(inventory: Inventory) -> Inventory:
    """The inventory with the numbers of all contacts, owners and remarks hidden; its digest stays the whole one's."""
    return replace(
        inventory,
        departments=tuple(
            replace(one, contacts=_contacts(one.contacts)) for one in inventory.departments
        ),
        partners=tuple(
            replace(one, contacts=_contacts(one.contacts)) for one in inventory.partners
        ),
        applications=tuple(_application(app) for app in inventory.applications),
    )


def _hide(found: re.Match[str]) -> str:
    if found["mobile"]:
        return f"{found['mobile']}{_HIDDEN}{found['last']}"
    return f"{found['area']}-{_HIDDEN}{found['end']}"


def _contacts(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    return tuple(
        replace(one, name=masked_text(one.name), phone=masked(one.phone)) for one in contacts
    )


def _application(app: Application) -> Application:
    told = {
        "owner_business": app.owner_business,
        "owner_technical": app.owner_technical,
        "owner_operations": app.owner_operations,
        "reviewed_by": app.reviewed_by,
        "division": app.division,
        "notes": app.notes,
    }
    hidden = {name: shown for name, text in told.items() if (shown := masked_text(text)) != text}
    attributes = {key: masked_text(value) for key, value in app.attributes.items()}
    if attributes == app.attributes and not hidden:
        return app
    return replace(app, attributes=attributes, **hidden)  # type: ignore[arg-type] # all are texts
