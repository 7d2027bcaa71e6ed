"""The tornado: each figure at its ends, held against trying every package."""

from dataclasses import replace

import pytest

from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Turn
from commonweal.winwin.answer import Answer, answer
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.tornado import ALL, MOST, swing, tried, turns
from commonweal.winwin.question import Question
from commonweal.winwin.solver import Effort
from commonweal.winwin.table.offers import offers
from commonweal.winwin.table.stated import stated_at
from commonweal.winwin.table.written import document, restate
from tests.scale import size
from tests.winwin.bruteforce import Choice, Reading
from tests.winwin.invented import (
    BODY,
    COLLABORATION,
    HOLDER,
    MIDDLE,
    NOW,
    OFFERS,
    SMALL,
    Generator,
    element,
    figure,
    service,
    table,
    use,
)

PROVED = Effort(gap=0.0)
CASES = size(quick=6, ci=40, full=300)


def question(given: Offers, *, margin: float = 0.0, caution: float = 0.0) -> Question:
    return Question.of(given, NOW, margin=margin, caution=caution, effort=PROVED)


def turned(asked: Question) -> dict[str, Turn]:
    return {each.path: each for each in turns(asked, answer(asked))}


def at(given: Offers, path: str, value: float) -> Offers:
    """The offers with one figure as a point, by way of the document."""
    written = document(given)
    point = {"low": value, "likely": value, "high": value}
    origin = {"unit": "points", "source": "invented", "on": "2015-04-01"}
    restate(written, path, {**point, **origin})
    named: dict[str, PartyId] = {each: each for each in Generator(SMALL, 0).parties}
    return offers(written, parties=named, name=OFFERS, collaboration=COLLABORATION)


def deal(benefit: Estimate, *, public: Estimate | None = None) -> Offers:
    """A holder that pays 10 for sharing, and is given something for it by a public body."""
    given = replace(use("map", 50, user=BODY), public_value=public or figure(50))
    return table(
        [element("records", figure(10))],
        [given],
        [service("report", 1, {HOLDER: benefit}, provider=BODY, needs_uses=["map"])],
    )


def test_a_gain_that_may_be_less_than_the_cost_turns_the_answer_at_its_low_end() -> None:
    found = turned(question(deal(figure(12, 8, 20))))["services[0].benefits[0].value"]
    assert (found.at_low, found.at_high) == (0, 49)
    assert (found.flips_low, found.flips_high) == (True, False)


def test_what_a_party_lacks_counts_however_large_the_public_value_is() -> None:
    given = deal(figure(12, 8, 20), public=figure(1e9))
    found = turned(question(given))["services[0].benefits[0].value"]
    assert (found.at_low, found.flips_low) == (0, True)


def test_a_figure_that_moves_public_value_alone_turns_nothing() -> None:
    found = turned(question(deal(figure(12), public=figure(50, 20, 90))))["uses[0].public_value"]
    assert (found.at_low, found.at_high) == (19, 89)
    assert not found.flips_low
    assert not found.flips_high
    assert swing(found) == 70


def test_a_figure_at_its_better_end_brings_a_package_where_there_was_none() -> None:
    found = turned(question(deal(figure(9, 5, 14))))["services[0].benefits[0].value"]
    assert (found.at_low, found.at_high) == (0, 49)
    assert (found.flips_low, found.flips_high) == (False, True)


def test_a_figure_that_is_no_range_is_not_tried() -> None:
    assert turned(question(deal(figure(12)))) == {}


def test_what_only_government_gains_turns_nothing() -> None:
    gaining = replace(use("map", 50, user=BODY), private_value=figure(5, -90, 90))
    (found,) = turned(question(table([element("records", figure(0))], [gaining]))).values()
    assert (found.at_low, found.at_high, found.flips_low) == (50, 50, False)


def test_of_many_figures_those_with_the_widest_play_are_tried() -> None:
    made = Generator(MIDDLE, 1)
    given = made.table()
    asked = replace(
        Question.of(given, Circumstance.of(made.kinds), margin=0, caution=0, effort=Effort())
    )
    now = answer(asked)
    chosen = tried(asked, now)
    assert len(chosen) == MOST < ALL
    widest = max(
        given.uses, key=lambda each: (each.id in now.chosen.uses) * width(each.public_value)
    )
    assert any(each.item.id == widest.id and each.what == "public value" for each in chosen)


def width(figure: Estimate) -> float:
    return figure.high - figure.low


@pytest.mark.parametrize("seed", range(CASES))
def test_public_value_and_turns_are_those_of_trying_every_package(seed: int) -> None:
    made = Generator(SMALL, seed)
    given = made.table()
    done = made.done(given)
    margin, caution = (0.0, 0.3) if seed % 3 == 2 else (2.0 * (seed % 3), 0.0)
    asked = Question.of(
        given, Circumstance.of(made.kinds, done), margin=margin, caution=caution, effort=PROVED
    )
    now = answer(asked)
    found = list(turns(asked, now))
    assert found
    for turn in found[seed % 3 :: 5]:
        figure = stated_at(given, turn.path).figure
        for end, value, flips in (
            (figure.low, turn.at_low, turn.flips_low),
            (figure.high, turn.at_high, turn.flips_high),
        ):
            reading = Reading(
                offers=at(given, turn.path, end),
                kinds=made.kinds,
                done=done,
                margin=margin,
                caution=caution,
            )
            best = reading.best_value()
            assert value == pytest.approx(best, abs=1e-6), turn.path
            kept = chosen(reading.offers, now)
            stays = reading.content(kept, ()) and reading.public_value(kept) >= best - 1e-6
            assert flips == (not stays), (turn, best)


def chosen(given: Offers, now: Answer) -> Choice:
    return Choice(
        uses=tuple(each for each in given.uses if each.id in now.chosen.uses),
        services=tuple(each for each in given.services if each.id in now.chosen.services),
    )
