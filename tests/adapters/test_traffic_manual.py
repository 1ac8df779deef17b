"""Traffic that a person switches: asked once, believed when confirmed, remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from govcloud.adapters.traffic_manual import ManualTraffic
from govcloud.errors import IntegrityError, StepFailedError
from govcloud.model.step import Side
from tests.contracts.traffic import TrafficContract

ENTRIES = {"GD-LAB-900": "http://portal.example"}


@dataclass
class Person:
    """Someone who reads orders and answers questions always the same."""

    answer: str = "GD-LAB-900"
    orders: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def traffic(self, file: Path) -> ManualTraffic:
        """A traffic that this person works."""
        return ManualTraffic(file, self.orders.append, self.asked, ENTRIES)

    def asked(self, question: str) -> str:
        """The answer, after the question was noted."""
        self.questions.append(question)
        return self.answer


class TestManualTraffic(TrafficContract):
    """Manual traffic keeps what every traffic promises."""

    @pytest.fixture
    def traffic(self, tmp_path: Path) -> ManualTraffic:
        return Person().traffic(tmp_path / "traffic.json")


def test_the_order_names_application_address_and_side(tmp_path: Path) -> None:
    person = Person()
    person.traffic(tmp_path / "t.json").switch("GD-LAB-900", Side.TARGET)
    (order,) = person.orders
    assert "GD-LAB-900" in order
    assert "http://portal.example" in order
    assert "target" in order


def test_what_was_confirmed_is_not_asked_again_by_a_later_command(tmp_path: Path) -> None:
    Person().traffic(tmp_path / "t.json").switch("GD-LAB-900", Side.TARGET)
    later = Person()
    later.traffic(tmp_path / "t.json").switch("GD-LAB-900", Side.TARGET)
    assert later.questions == []


@pytest.mark.parametrize("answer", ["", "no", "y", "GD-LAB-901"])
def test_what_is_no_yes_is_a_failure_and_changes_nothing(tmp_path: Path, answer: str) -> None:
    traffic = Person(answer).traffic(tmp_path / "t.json")
    with pytest.raises(StepFailedError, match="nobody confirmed"):
        traffic.switch("GD-LAB-900", Side.TARGET)
    assert traffic.read("GD-LAB-900") is Side.SOURCE


@pytest.mark.parametrize("content", ["{", "[]", '{"GD-LAB-900": "elsewhere"}'])
def test_a_damaged_record_is_told_and_not_guessed(tmp_path: Path, content: str) -> None:
    file = tmp_path / "t.json"
    file.write_text(content)
    with pytest.raises(IntegrityError, match=r"t\.json"):
        Person().traffic(file).read("GD-LAB-900")
