"""Something is taken off the table, and what stands on it."""

from dataclasses import replace

import pytest

from commonweal.cases.case import NAMES
from commonweal.model.errors import Refused, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.flow import parties
from commonweal.winwin.item import Item, ItemKind, items
from commonweal.winwin.package import solve
from commonweal.winwin.table.stated import stated
from commonweal.winwin.table.withdrawal import falling, gone, withdrawn, without, without_party
from commonweal.winwin.table.written import document
from tests.app.houses import START
from tests.winwin.invented import HOLDER, THIRD, USER, element, figure, service, table, use
from tests.winwin.table.test_written import of_case, read

ELEMENT, USE, SERVICE, TRACK = ItemKind


def test_data_takes_its_uses_and_the_services_that_need_them() -> None:
    told = of_case("floraholland")
    fallen = falling(told, Item(kind=ELEMENT, id="papers-a"))
    assert [(each.kind, each.id) for each in fallen] == [
        (ELEMENT, "papers-a"),
        (USE, "check-a"),
        (SERVICE, "green-lane"),
        (SERVICE, "early-notice"),
    ]


def test_a_track_takes_the_services_that_wait_for_it_and_a_service_goes_alone() -> None:
    told = of_case("floraholland")
    waiting = falling(told, Item(kind=TRACK, id="document-link"))
    assert [each.id for each in waiting] == ["document-link", "green-lane"]
    alone = Item(kind=SERVICE, id="green-lane")
    assert falling(told, alone) == (alone,)
    assert withdrawn(told, alone).tracks == told.tracks


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_withdrawn_the_rest_is_as_it_was_and_waits_for_nothing_absent(
    name: str,
) -> None:
    told = of_case(name)
    for item in items(told):
        try:
            fallen = falling(told, item)
        except Refused:
            with pytest.raises(Refused):
                withdrawn(told, item)
            continue
        left = withdrawn(told, item)
        assert set(items(left)) == set(items(told)) - set(fallen)
        assert read(document(left), left) == left  # which refuses what refers to nothing
        before = {(each.item, each.what, each.party): each.figure for each in stated(told)}
        for each in stated(left):
            assert before[each.item, each.what, each.party] == each.figure


def test_a_track_takes_the_tracks_that_wait_for_it_and_their_services() -> None:
    told = of_case("floraholland")
    first, second, third = (each.track for each in told.tracks)
    chained = replace(
        told,
        tracks=(
            told.tracks[0],
            replace(told.tracks[1], needs_tracks=(first,)),
            replace(told.tracks[2], needs_tracks=(second,)),
        ),
    )
    fallen = falling(chained, Item(kind=TRACK, id=first))
    assert {each.id for each in fallen if each.kind is TRACK} == {first, second, third}
    left = withdrawn(chained, Item(kind=TRACK, id=first))
    assert (left.tracks, [s for s in left.services if s.needs_tracks]) == ((), [])


@pytest.mark.parametrize("name", NAMES)
def test_a_party_that_stays_out_leaves_nothing_of_its_own_and_nothing_that_needs_it(
    name: str,
) -> None:
    told = of_case(name)
    for party in parties(told):
        left = without_party(told, party)
        assert party not in parties(left)
        there = {each.id for each in left.elements}
        uses = {each.id for each in left.uses}
        assert {each.element for each in left.uses} <= there
        assert all(each.benefits and set(each.needs_uses) <= uses for each in left.services)
        assert left.tracks == told.tracks


def test_what_another_partys_staying_out_does_not_touch_stays() -> None:
    records, map_ = element("records", figure(1)), use("map", 5)
    other = element("papers", figure(1), THIRD)
    check = use("check", 4, of="papers")
    both = service("report", 1, {HOLDER: figure(3), THIRD: figure(2)}, needs_uses=["map"])
    notice = service("notice", 1, {THIRD: figure(2)}, needs_uses=["check"])
    told = table([records, other], [map_, check], [both, notice])
    left = without_party(told, THIRD)
    assert (left.elements, left.uses) == ((records,), (map_,))
    assert [(each.id, len(each.benefits)) for each in left.services] == [("report", 1)]
    left = without_party(told, HOLDER)
    assert ([each.id for each in left.uses], left.services) == (["check"], (notice,))
    left = without_party(told, USER)
    assert (left.uses, left.services, len(left.elements)) == ((), (), 2)
    assert without_party(told, PartyId("par_stranger")) == told


def test_the_last_use_stays_and_the_data_it_needs() -> None:
    told = of_case("flowminder")
    left = told
    for each in told.uses[1:]:
        left = withdrawn(left, Item(kind=USE, id=each.id))
    (last,) = left.uses
    for item in (Item(kind=USE, id=last.id), Item(kind=ELEMENT, id=last.element)):
        with pytest.raises(Refused, match="no use of any data"):
            withdrawn(left, item)


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("id", ["", "nothing", "x" * 9_999])
def test_what_is_not_on_the_table_cannot_be_withdrawn(kind: ItemKind, id: str) -> None:
    with pytest.raises(UnknownTerm) as said:
        withdrawn(of_case("flowminder"), Item(kind=kind, id=id))
    assert len(said.value.detail) < 200


def test_a_package_says_which_of_its_parts_are_gone() -> None:
    told = of_case("floraholland")
    parties = {each.party for each in stated(told) if each.party}
    kinds = {each: _kind(each) for each in parties}
    package = solve(told, Circumstance.of(kinds), at=START, draws=1)
    assert gone(package, told) == ()
    left = withdrawn(told, Item(kind=SERVICE, id="green-lane"))
    assert gone(package, left) == ("green-lane",)


def _kind(party: str) -> PartyKind:
    return PartyKind.GOVERNMENT if party.endswith("customs") else PartyKind.BUSINESS


def test_without_nothing_all_is_there() -> None:
    told = of_case("floraholland")
    assert without(told, services=(), tracks=()) == told


def test_a_service_falls_alone() -> None:
    told = of_case("floraholland")
    left = without(told, services=("green-lane",), tracks=())
    assert [each.id for each in left.services] == ["early-notice"]
    assert (left.elements, left.uses, left.tracks) == (told.elements, told.uses, told.tracks)


@pytest.mark.parametrize("track", ["voluntary-data", "document-link", "joint-inspection"])
def test_what_waits_for_a_track_falls_with_it(track: str) -> None:
    told = of_case("floraholland")
    left = without(told, services=(), tracks=(track,))
    assert "green-lane" not in {each.id for each in left.services}
    assert track not in {each.track for each in left.tracks}


def test_a_track_that_waits_for_one_that_is_never_done_falls_with_it() -> None:
    told = of_case("floraholland")
    first, *others = told.tracks
    chained = replace(
        told, tracks=(first, *(replace(each, needs_tracks=(first.track,)) for each in others))
    )
    left = without(chained, services=(), tracks=(first.track,))
    assert left.tracks == ()
    assert all(not each.needs_tracks for each in left.services)


@pytest.mark.parametrize(("services", "tracks"), [(("x",), ()), ((), ("x",)), ((), ("x" * 999,))])
def test_what_is_not_on_the_table_is_named(
    services: tuple[str, ...], tracks: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownTerm):
        without(of_case("floraholland"), services=services, tracks=tracks)
