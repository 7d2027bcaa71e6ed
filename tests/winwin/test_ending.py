"""How a search ended, in words."""

from dataclasses import replace

from commonweal.model.winwin import Ended
from commonweal.winwin.ending import ended, searched
from commonweal.winwin.package import solve
from tests.winwin.invented import AT, BODY, NOW, element, figure, table, use

OFFERS = table([element("records", figure(0))], [use("map", 9, user=BODY)])
PROVED = replace(solve(OFFERS, NOW, at=AT, draws=1), seconds=0.3)
LATE = replace(PROVED, ended=Ended.TIME, gap=0.021, seconds=20.0)


def test_what_is_proved_says_how_long_it_took_of_how_much_time() -> None:
    assert searched(PROVED) == "proved in 0.3 s of at most 20 s"
    assert searched(replace(PROVED, seconds=123.4)).startswith("proved in 123 s")
    assert ended(PROVED) == "Proved in 0.3 s of at most 20 s: no gap is left."


def test_out_of_time_it_says_what_is_left_open() -> None:
    assert ended(LATE) == (
        "Ended by the time limit after 20 s: the gap left is 2.10%, so more may be had."
    )


def test_stopped_by_hand_it_is_not_called_out_of_time() -> None:
    assert ended(replace(LATE, ended=Ended.STOPPED, seconds=3.0)) == (
        "Stopped by hand, with the best found until then, after 3 s of at most 20 s: "
        "the gap left is 2.10%."
    )
