"""Figures of a document."""

from datetime import date

import pytest

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.winwin.table.document import Place
from commonweal.winwin.table.figure import Figures, Origin
from commonweal.winwin.table.star import WORDS

ORIGIN = Origin(source="NCell", on=date(2015, 5, 1), by="NCell")


def reading(**defaults: object) -> Figures:
    return Figures({key: Place(value=each, path=key) for key, each in defaults.items()}, ORIGIN)


def read(value: object, figures: Figures | None = None) -> Estimate:
    return (figures or reading()).value(Place(value=value, path="here"))


def bounds(figure: Estimate) -> tuple[float, float, float]:
    return figure.low, figure.likely, figure.high


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, (5, 5, 5)),
        (-2.5, (-2.5, -2.5, -2.5)),
        ([1, 2, 3], (1, 2, 3)),
        ({"low": 1, "likely": 2, "high": 3}, (1, 2, 3)),
        ({"stars": 3}, (25, 30, 35)),
        ({"stars": 0}, (0, 0, 0)),
        *((word, (max(0, 10 * n - 5) if n else 0, 10 * n, 10 * n + 5 if n else 0))
          for n, word in enumerate(WORDS)),
        (" Very Much ", (35, 40, 45)),
    ],
    ids=str,
)  # fmt: skip
def test_a_figure_can_be_told_in_every_form(
    value: object, expected: tuple[float, float, float]
) -> None:
    assert bounds(read(value)) == expected


def test_what_was_said_in_stars_or_words_stays_known() -> None:
    assert [read(each).said for each in ({"stars": 1}, "much", 5)] == ["1 star", "3 stars", ""]


def test_a_figure_says_its_own_source_day_and_who_put_it_here() -> None:
    own = {"stars": 2, "source": "a survey", "on": "2015-04-25", "by": "Ward 5"}
    found = read(own)
    assert (found.source, found.on, found.by) == ("a survey", date(2015, 4, 25), "Ward 5")
    assert (read(5).source, read(5).on, read(5).by) == ("NCell", date(2015, 5, 1), "NCell")
    top = reading(source="a workshop", by="Ward 1")
    assert (read(5, top).source, read(5, top).by) == ("a workshop", "Ward 1")
    assert read({**own, "by": ""}).by == ""


def test_a_star_is_worth_what_the_document_says_in_any_unit() -> None:
    figures = reading(unit="thousand EUR", star=200)
    assert bounds(read({"stars": 2}, figures)) == (300, 400, 500)
    assert figures.star == 200


def test_stars_without_a_worth_are_refused_where_the_unit_is_money() -> None:
    with pytest.raises(Invalid, match="does not say what one is worth") as refused:
        read("much", reading(unit="EUR"))
    assert "'star'" in refused.value.hint


@pytest.mark.parametrize("order", [("bare", "own"), ("own", "bare")])
def test_a_unit_in_one_figure_and_none_in_another_is_refused(order: tuple[str, str]) -> None:
    told = {"bare": 5, "own": {"low": 1, "likely": 2, "high": 3, "unit": "points"}}
    figures = reading()
    figures.value(Place(value=told[order[0]], path=order[0]))
    with pytest.raises(Invalid, match=r"^bare has no 'unit', but own\.unit is 'points'") as refused:
        figures.value(Place(value=told[order[1]], path=order[1]))
    assert refused.value.hint


def test_two_currencies_are_refused_with_both_places() -> None:
    figures = reading(unit="EUR")
    read(5, figures)
    with pytest.raises(Invalid, match=r"^here\.unit is 'NPR', but unit is 'EUR'"):
        read({"low": 1, "likely": 2, "high": 3, "unit": "NPR"}, figures)


@pytest.mark.parametrize(
    "value", [1e400, -1e13, float("nan"), "12", "1e3", True, None, "plenty", {"stars": 5.0}, b"5"]
)
def test_what_is_no_figure_is_a_sentence_that_says_what_would_be(value: object) -> None:
    with pytest.raises(Invalid) as refused:
        read(value)
    assert refused.value.hint.startswith("Give ")
    assert len(refused.value.detail) < 200
