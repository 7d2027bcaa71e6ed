"""Which services fall with what is taken away, and why."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.model.ids import PartyId
from commonweal.winwin.table.fall import falls
from commonweal.winwin.table.withdrawal import without, without_party
from tests.scale import size
from tests.winwin.invented import (
    HOLDER,
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

OFFERS = table(
    [element("records", figure(5))],
    [use("map", 90, private=6, risk=2)],
    [service("report", 2, {HOLDER: figure(20)}, needs_uses=["map"])],
)
NAMES = {HOLDER: "carrier", USER: "mapper"}


def test_a_service_says_everything_that_it_lacks() -> None:
    (found,) = falls(OFFERS, parties=[HOLDER], names=NAMES)
    assert found.lacks == (f"the use “{OFFERS.uses[0].text or 'map'}”", "somebody who receives it")
    assert found.sentence.endswith("somebody who receives it")
    (found,) = falls(OFFERS, parties=[USER], names=NAMES)
    assert found.lacks[0] == "mapper"


def test_a_service_that_is_itself_away_is_not_told() -> None:
    assert falls(OFFERS, services=["report"], parties=[HOLDER], names=NAMES) == ()


def test_what_nobody_receives_lacks_nobody() -> None:
    idle = replace(OFFERS, services=(service("idle", 2, {}, needs_uses=["map"]),))
    assert falls(idle, parties=[THIRD], names=NAMES) == ()
    assert without_party(idle, THIRD) == idle


def test_nothing_away_fells_nothing() -> None:
    assert falls(OFFERS, names=NAMES) == ()


@settings(max_examples=size(quick=25, ci=200, full=1000), deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_those_fall_that_are_not_on_the_table_any_more(seed: int, data: st.DataObject) -> None:
    given_here = Generator(size=SMALL, seed=seed)
    made = given_here.table()
    tracks = data.draw(st.sets(st.sampled_from([each.track for each in made.tracks] or ["none"])))
    tracks &= {each.track for each in made.tracks}
    party = data.draw(st.sampled_from(sorted(given_here.kinds)))
    left = without_party(without(made, services=(), tracks=tracks), PartyId(party))
    gone = {each.id for each in made.services} - {each.id for each in left.services}
    fallen = falls(made, tracks=tracks, parties=[PartyId(party)], names={})
    assert {each.service.id for each in fallen} == gone


def test_a_track_that_rests_on_one_that_is_never_done_is_lacking_too() -> None:
    offers = table(
        [element("records", figure(5))],
        [use("map", 90)],
        [service("late", 2, {HOLDER: figure(20)}, needs_tracks=["after"])],
        {"first": figure(1), "after": figure(1)},
        {"after": ("first",)},
    )
    (found,) = falls(offers, tracks=["first"], names={})
    assert found.lacks == ("the track after",)
