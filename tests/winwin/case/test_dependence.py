"""What the gains of a party wait for."""

from dataclasses import replace
from datetime import date

from commonweal.model.ids import TrackId
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.model.winwin import TrackCost
from commonweal.winwin.case.dependence import Waiting, not_before, reliances, waiting
from commonweal.winwin.item import Item, ItemKind
from tests.winwin.invented import (
    COLLABORATION,
    HOLDER,
    THIRD,
    USER,
    element,
    figure,
    service,
    table,
    use,
)

THANKS, MAP = Item(kind=ItemKind.SERVICE, id="thanks"), Item(kind=ItemKind.USE, id="map")
RECORDS = Item(kind=ItemKind.ELEMENT, id="records")
OFFERS = replace(
    table(
        [element("records", figure(4), THIRD)],
        [use("map", 20)],
        [service("thanks", 1, {HOLDER: figure(9)}, needs_uses=["map"], needs_tracks=["later"])],
    ),
    tracks=(
        TrackCost(track="first", cost=figure(1)),
        TrackCost(track="later", cost=figure(1), needs_tracks=("first",)),
    ),
)
DAYS = date(2027, 1, 1), date(2027, 3, 1)


def track(
    name: str, due: date | None = None, state: TrackState = TrackState.OPEN
) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId(f"tra_{name}"),
        collaboration=COLLABORATION,
        name=name,
        kind=TrackKind.LEGAL,
        authority="Council",
        country="NL",
        owner="",
        due=due,
        state=state,
    )


def waits(*board: AlignmentTrack, done: frozenset[str] = frozenset()) -> tuple[Waiting, ...]:
    return waiting(OFFERS, (THANKS,), board, done)


def test_a_gain_waits_for_its_tracks_and_for_those_before_them() -> None:
    assert [(each.track, each.board) for each in waits()] == [("first", ()), ("later", ())]


def test_a_gain_from_ones_own_use_waits_for_no_track() -> None:
    assert waiting(OFFERS, (MAP,), (), frozenset()) == ()


def test_not_before_is_the_latest_day_of_what_is_open() -> None:
    board = track("first", DAYS[1]), track("later", DAYS[0])
    assert not_before(waits(*board)) == (DAYS[1], ())


def test_what_is_done_delays_nothing() -> None:
    board = track("first", DAYS[1], TrackState.DONE), track("later", DAYS[0])
    assert not_before(waits(*board, done=frozenset({"first"}))) == (DAYS[0], ())


def test_a_track_without_a_day_is_told_and_never_taken_for_ready() -> None:
    assert not_before(waits(track("first", DAYS[0]), track("later"))) == (DAYS[0], ("later",))
    assert not_before(waits()) == (None, ("first", "later"))


def test_a_track_of_two_authorities_has_no_day_while_one_of_them_names_none() -> None:
    found = waits(track("first", DAYS[0]), track("first"), track("later", DAYS[0]))
    assert found[0].due is None
    assert not_before(found) == (DAYS[0], ("first",))


def test_a_gain_relies_on_who_gives_who_uses_and_who_shares() -> None:
    found = reliances(OFFERS, (THANKS,), HOLDER)
    assert [(each.party, each.does, each.item) for each in found] == [
        (USER, "gives", THANKS),
        (USER, "uses", MAP),
        (THIRD, "shares", RECORDS),
    ]


def test_what_a_party_does_itself_is_no_reliance_on_another() -> None:
    assert [each.party for each in reliances(OFFERS, (THANKS,), USER)] == [THIRD]
    assert [each.item for each in reliances(OFFERS, (MAP,), USER)] == [RECORDS]


def test_one_reliance_tells_all_gains_that_fall_without_it() -> None:
    again = replace(OFFERS.services[0], id="again", text="again")
    offers = replace(OFFERS, services=(*OFFERS.services, again))
    both = (THANKS, Item(kind=ItemKind.SERVICE, id="again"))
    shares = [each for each in reliances(offers, both, HOLDER) if each.does == "shares"]
    assert [each.gains for each in shares] == [("invented", "again")]
