"""Several who ask one holder apart can ask together (R7; tricky case 8)."""

import pytest

from commonweal.diagnose.joint import asked_together, joining
from commonweal.model.errors import Conflict, Invalid
from commonweal.model.text import LONGEST_TEXT
from tests.diagnose.courses import CITY, TELECOM, request

APART = [request(0, "A"), request(3, "B"), request(9, "C")]


def test_whoever_asked_apart_may_join() -> None:
    assert joining(APART, TELECOM, ["A", "C"]).askers == ("A", "B", "C")


@pytest.mark.parametrize("askers", [[], ["A"], ["A", "A"], ["A", "Stranger"]])
def test_at_least_two_join_and_nobody_who_has_not_asked(askers: list[str]) -> None:
    with pytest.raises(Invalid):
        joining(APART, TELECOM, askers)


def test_whoever_asks_together_already_has_nothing_to_join() -> None:
    with pytest.raises(Conflict):
        joining([*APART, request(12, "A", "B", "C")], TELECOM, ["A", "B"])
    with pytest.raises(Conflict):
        joining(APART, CITY, ["A", "B"])


def test_what_they_ask_is_one_text_in_which_each_request_stands_once() -> None:
    same = [*APART, request(0, "D")]
    assert asked_together(same, TELECOM) == (
        "request of day 0. request of day 3. request of day 9."
    )
    assert asked_together(APART, CITY) == ""


def test_what_they_ask_together_is_never_too_long_to_be_kept() -> None:
    many = [request(day, "A") for day in range(500)]
    assert len(asked_together(many, TELECOM)) <= LONGEST_TEXT
