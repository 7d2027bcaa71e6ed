"""The case of a party adds up to its net, and says what that hangs on."""

from dataclasses import replace
from datetime import date
from math import isclose

import pytest

from commonweal.model.ids import TrackId
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.model.value import ValueType
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.case.businesscase import BusinessCase, Side, business_case, case_ranges
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.package import solve
from tests.winwin.invented import (
    AT,
    BODY,
    COLLABORATION,
    HOLDER,
    NOW,
    PACKAGE,
    THIRD,
    USER,
    Generator,
    Size,
    element,
    figure,
    service,
    table,
    use,
)

OFFERS = table(
    [element("records", figure(4, 2, 8)), element("dear", figure(900), THIRD)],
    [use("map", 20, private=6, risk=1), use("other", 1, of="dear", user=BODY)],
    [
        service(
            "thanks", 1, {HOLDER: figure(9, 5, 12)}, needs_uses=["map"], needs_tracks=["consent"]
        )
    ],
    {"consent": figure(1)},
)


def solved(offers: Offers) -> Package:
    return solve(offers, NOW, name=PACKAGE, at=AT, draws=10)


@pytest.fixture(scope="module")
def package() -> Package:
    return solved(OFFERS)


def track(
    state: TrackState = TrackState.OPEN, due: date | None = None, country: str = "NL"
) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId("tra_1"),
        collaboration=COLLABORATION,
        name="consent",
        kind=TrackKind.LEGAL,
        authority="Council",
        country=country,
        owner="",
        due=due,
        state=state,
    )


def told(case: BusinessCase, side: Side) -> list[tuple[str, str, float, float, float]]:
    return [
        (each.item.id, each.what, each.adds.low, each.adds.likely, each.adds.high)
        for each in case.side(side)
    ]


@pytest.mark.requirement(29)
def test_a_holder_sees_what_it_gives_gets_and_risks(package: Package) -> None:
    case = business_case(package, OFFERS, HOLDER)
    assert told(case, Side.GIVES) == [("records", "cost of sharing it", -8, -4, -2)]
    assert told(case, Side.GETS) == [("thanks", "gain from it", 5, 9, 12)]
    assert told(case, Side.RISKS) == [("map", "risk of this use of its data", -1, -1, -1)]
    assert (case.net.low, case.net.likely, case.net.high) == (-4, 4, 9)
    assert [each.others for each in case.lines] == [(USER,), (USER,), (USER,)]


def test_a_user_gains_from_its_use_and_pays_for_what_it_gives_back(package: Package) -> None:
    case = business_case(package, OFFERS, USER)
    assert told(case, Side.GETS) == [("map", "gain from its own use", 6, 6, 6)]
    assert told(case, Side.GIVES) == [("thanks", "cost of giving it", -1, -1, -1)]
    assert case.side(Side.RISKS) == ()
    assert [each.others for each in case.lines] == [(HOLDER,), (HOLDER,)]


@pytest.mark.requirement(84)
def test_public_value_stands_beside_the_net_and_is_no_part_of_it(package: Package) -> None:
    case = business_case(package, OFFERS, HOLDER)
    assert [(each.use, each.value.likely) for each in case.public] == [("map", 20)]
    assert case.net.likely == sum(each.adds.likely for each in case.lines) == 4


def test_every_case_adds_up_to_the_net_of_the_package() -> None:
    size = Size(parties=6, bodies=2, elements=10, uses=20, services=6, tracks=3)
    for seed in range(4):
        made = Generator(size, seed)
        offers, kinds = made.table(), made.kinds
        package = solve(offers, Circumstance.of(kinds), name=PACKAGE, at=AT, draws=10)
        for net in package.nets:
            case = business_case(package, offers, net.party)
            assert isclose(case.net.likely, net.net, abs_tol=1e-9)
            for end in ("low", "likely", "high"):
                lines = sum(getattr(each.adds, end) for each in case.lines)
                assert isclose(lines, getattr(case.net, end), abs_tol=1e-9)
            assert case.net.low <= case.net.likely <= case.net.high


def test_a_party_that_stays_out_sees_what_lies_on_the_table_for_it(package: Package) -> None:
    assert THIRD not in package.joined
    case = business_case(package, OFFERS, THIRD)
    assert (case.joins, case.chance, case.public) == (False, None, ())
    assert told(case, Side.GIVES) == [("dear", "cost of sharing it", -900, -900, -900)]
    assert case.net.likely == -900


def test_a_gain_waits_for_the_last_day_of_its_open_tracks(package: Package) -> None:
    days = [date(2027, 1, 1), date(2027, 3, 1)]
    board = [track(due=days[1]), track(due=days[0], country="KE")]
    (waits,) = business_case(package, OFFERS, HOLDER, tracks=board).waiting
    assert (waits.track, waits.due, waits.done) == ("consent", days[1], False)
    assert waits.gains == ("invented",)


def test_a_picture_of_nothing_has_no_bars_and_one_of_a_party_four(package: Package) -> None:
    case = business_case(package, OFFERS, HOLDER)
    shown = case_ranges(case, "Telecom", "2015-04-26")
    assert [each.category for each in shown.ranges] == [
        "what it gets", "what it gives", "risks it bears", "net"
    ]  # fmt: skip
    assert (shown.caption.label, shown.caption.unit) == ("invented", "points")
    nobody = business_case(package, table([], []), HOLDER)
    assert case_ranges(nobody, "Telecom", "2015-04-26").ranges == ()


def test_what_is_off_the_table_is_not_in_the_case(package: Package) -> None:
    left = replace(OFFERS, services=())
    case = business_case(package, left, HOLDER)
    assert case.side(Side.GETS) == ()
    assert case.net.likely == -5


def test_the_type_and_indicator_of_a_use_come_along(package: Package) -> None:
    typed = replace(OFFERS.uses[0], value_type=ValueType.HEALTH, indicator="days saved")
    case = business_case(package, replace(OFFERS, uses=(typed, *OFFERS.uses[1:])), HOLDER)
    assert (case.public[0].value_type, case.public[0].indicator) == ("health", "days saved")
