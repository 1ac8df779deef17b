"""What every `Traffic` promises, whoever leads the users."""

from __future__ import annotations

import pytest

from govcloud.errors import InputError
from govcloud.model.step import Side
from govcloud.ports import Traffic


class TrafficContract:
    """To be subclassed with a fixture `traffic`, for which `application` has an entry at its source."""

    application = "GD-LAB-900"
    stranger = "GD-LAB-999"

    def test_users_are_at_the_source_until_they_are_led_away(self, traffic: Traffic) -> None:
        assert traffic.read(self.application) is Side.SOURCE

    def test_an_entry_is_a_base_url(self, traffic: Traffic) -> None:
        assert traffic.entry(self.application).startswith("http://")
        assert not traffic.entry(self.application).endswith("/")

    def test_a_switch_is_read_back(self, traffic: Traffic) -> None:
        traffic.switch(self.application, Side.TARGET)
        assert traffic.read(self.application) is Side.TARGET

    def test_a_switch_may_be_repeated(self, traffic: Traffic) -> None:
        traffic.switch(self.application, Side.TARGET)
        traffic.switch(self.application, Side.TARGET)
        assert traffic.read(self.application) is Side.TARGET

    def test_users_come_back(self, traffic: Traffic) -> None:
        traffic.switch(self.application, Side.TARGET)
        traffic.switch(self.application, Side.SOURCE)
        assert traffic.read(self.application) is Side.SOURCE

    def test_an_application_without_an_entry_has_no_side(self, traffic: Traffic) -> None:
        assert traffic.entry(self.stranger) == ""
        assert traffic.read(self.stranger) is None

    def test_an_application_without_an_entry_cannot_be_switched(self, traffic: Traffic) -> None:
        with pytest.raises(InputError, match=self.stranger):
            traffic.switch(self.stranger, Side.TARGET)
