"""Why there is no package: each kind of obstacle, the least change, and no private limit told."""

from dataclasses import replace

import pytest

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Blocked, Offers
from commonweal.winwin.answer import answer
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.explain.blocking import SHARE, blocked, least, most_tries
from commonweal.winwin.question import Question
from commonweal.winwin.solver import Effort
from tests.scale import size
from tests.winwin.bruteforce import Choice, Reading
from tests.winwin.invented import (
    BODY,
    HOLDER,
    KINDS,
    SMALL,
    THIRD,
    USER,
    Generator,
    element,
    figure,
    service,
    table,
    use,
)

PROVED = Effort(gap=0.0)
NAMES = {HOLDER: "Holder", USER: "User", THIRD: "Third", BODY: "Body"}
CASES = size(quick=8, ci=100, full=600)


def why(
    given: Offers, *, margin: float = 0.0, caution: float = 0.0, **limits: float
) -> tuple[Blocked, ...]:
    asked = Question.of(
        given,
        Circumstance.of(
            KINDS, limits={PartyId(f"par_{name}"): limit for name, limit in limits.items()}
        ),
        margin=margin,
        caution=caution,
        effort=PROVED,
    )
    assert answer(asked).none
    tried = list(blocked(asked, NAMES))
    assert len(tried) <= most_tries(asked)
    return least(tried)


def shared(cost: float, public: float = 50, benefit: float = 0) -> Offers:
    """A holder that shares at a cost, and may be given something for it."""
    given = service("report", 0, {HOLDER: figure(benefit)}, provider=BODY, needs_uses=["map"])
    return table(
        [element("records", figure(cost))],
        [use("map", public, user=BODY)],
        [given] if benefit else [],
    )


def test_the_party_that_lacks_something_is_named_with_how_much() -> None:
    (found,) = why(shared(10, benefit=7))
    assert (found.party, found.amount) == (HOLDER, 3)
    assert found.constraint == "Holder gains too little: it lacks 3 points."
    assert "3 points more" in found.change


def test_public_value_below_its_cost_is_named_with_how_much() -> None:
    (found,) = why(
        table([element("records", figure(60), BODY)], [use("map", 50)]),
    )
    assert (found.party, found.amount) == (None, 10)
    assert "10 points more than its public value" in found.constraint


def test_public_value_equal_to_its_cost_says_that_any_more_would_do() -> None:
    (found,) = why(table([element("records", figure(50), BODY)], [use("map", 50)]))
    assert found.amount == 0
    assert found.change.startswith("With any more public value")


def test_a_track_that_is_too_costly_is_named_with_what_it_may_cost() -> None:
    given = replace(
        shared(10, benefit=12),
        services=(
            service(
                "report",
                0,
                {HOLDER: figure(12)},
                provider=BODY,
                needs_uses=["map"],
                needs_tracks=["link"],
            ),
        ),
        tracks=table([], [], tracks={"link": figure(70)}).tracks,
    )
    found = why(given)
    track = next(each for each in found if each.constraint.startswith("Track link"))
    assert track.amount == 20
    assert "less than 50 points" in track.change


def test_a_margin_that_is_too_high_is_told_with_the_largest_that_is_not() -> None:
    found = why(shared(10, benefit=17), margin=20)
    lower = next(each for each in found if "margin" in each.change)
    assert (lower.amount, lower.change) == (13, "At a margin of 7 points there is one.")


def test_caution_that_is_too_great_is_told() -> None:
    given = shared(10, benefit=12)
    wide = replace(given.services[0].benefits[0], value=figure(12, 0, 14))
    given = replace(given, services=(replace(given.services[0], benefits=(wide,)),))
    assert any("as they are likely" in each.change for each in why(given, caution=0.9))


def test_a_service_that_waits_for_a_use_that_nobody_makes_is_named() -> None:
    given = table(
        [element("records", figure(10)), element("papers", figure(0), THIRD)],
        [use("map", 50, user=BODY), use("idle", -900, of="papers", user=BODY)],
        [service("report", 0, {HOLDER: figure(12)}, provider=BODY, needs_uses=["map", "idle"])],
    )
    first, *_ = why(given)
    assert first.constraint == "Service report waits for use idle, and that is in no package."
    assert first.change == "If report did not need idle there would be a package."


def test_several_that_lack_something_at_once_are_told_together() -> None:
    given = table([element("records", figure(10))], [use("map", 50, user=USER, private=-4)])
    (found,) = why(given)
    assert found.party is None
    assert found.amount == 14
    assert "Holder 10 points, User 4 points" in found.change


def test_no_way_at_all_says_so_and_names_no_change() -> None:
    found = why(table([element("records", figure(1))], [use("map", -5, user=USER, private=-1)]))
    assert found[0].change == ""
    assert "worth more to the public" in found[0].constraint


def test_limits_are_told_all_at_once_without_any_amount() -> None:
    found = why(shared(10, benefit=17), holder=8)
    assert found == why(shared(10, benefit=17), holder=4711)
    assert found == why(shared(10, benefit=17), holder=8, user=3)
    (one,) = found
    assert (one.party, one.amount) == (None, 0)
    assert one.change == ("Without those limits there would be a package.")


def test_where_limits_are_not_all_that_blocks_no_amount_depends_on_them() -> None:
    given = shared(10, benefit=7)
    assert why(given, holder=4711) == why(given)


def nonempty(reading: Reading) -> list[Choice]:
    return [each for each in reading.choices() if each.uses and reading.public_value(each) > 1e-9]


def given_more(asked: Question, party: PartyId, amount: float) -> Question:
    """A public body gives the party that for nothing."""
    body = Generator(SMALL, 0).parties[0]
    paid = service("paid", 0, {party: figure(amount)}, provider=body)
    offers = replace(asked.offers, services=(*asked.offers.services, paid))
    government = asked.floor.government | {body}
    return replace(asked, offers=offers, floor=replace(asked.floor, government=government))


def unmet(seed: int, *margins: float) -> tuple[Question, Reading]:
    """A table without a package at the first of these margins that is too high for any."""
    made = Generator(SMALL, seed)
    given = made.table()
    done = made.done(given)
    for margin in margins:
        asked = Question.of(
            given, Circumstance.of(made.kinds, done), margin=margin, caution=0, effort=PROVED
        )
        if answer(asked).none:
            return asked, Reading(offers=given, kinds=made.kinds, done=done, margin=margin)
    raise AssertionError(seed)


@pytest.mark.parametrize("seed", range(CASES))
def test_the_least_payment_makes_a_package_and_less_does_not(seed: int) -> None:
    asked, reading = unmet(seed, 4.0, 20.0, 300.0)
    for found in blocked(asked, {}):
        if found is None or found.party is None:
            continue
        payable = [
            reading.lacking(each, found.party)
            for each in nonempty(reading)
            if reading.content(each, (found.party,))
        ]
        assert found.amount == pytest.approx(min(payable), abs=1e-4)
        for share, helps in ((1.0 + 1e-6, True), (0.99, False)):
            more = given_more(asked, found.party, found.amount * share)
            assert (answer(more).value > 0) == helps


@pytest.mark.parametrize("seed", range(CASES))
def test_the_largest_margin_is_that_of_trying_every_package(seed: int) -> None:
    asked, reading = unmet(seed, 90.0, 300.0)
    first = next(iter(blocked(asked, {})))
    largest = max(
        (
            min(reading.net(each, p) for p in reading.must_join(each) if not reading.public(p))
            for each in nonempty(reading)
        ),
        default=-1.0,
    )
    if largest < 0:
        assert first is None or "margin" not in first.change
    else:
        assert first is not None
        margin = asked.floor.margin
        assert first.amount == pytest.approx(margin - largest, abs=SHARE * margin)
