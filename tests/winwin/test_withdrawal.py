"""Something is taken off the table, and what stands on it."""

import pytest

from commonweal.cases.case import NAMES
from commonweal.model.errors import Refused, UnknownTerm
from commonweal.model.ids import PackageId
from commonweal.model.party import PartyKind
from commonweal.winwin.flow import Item, ItemKind
from commonweal.winwin.package import recommended
from commonweal.winwin.stated import stated
from commonweal.winwin.withdrawal import falling, gone, items, withdrawn
from commonweal.winwin.written import document
from tests.app.houses import START
from tests.winwin.test_written import of_case, read

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


def test_the_last_use_stays_and_the_data_it_needs() -> None:
    told = of_case("flowminder")
    left = told
    for use in told.uses[1:]:
        left = withdrawn(left, Item(kind=USE, id=use.id))
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
    package, _ = recommended(told, kinds, frozenset(), name=PackageId("pkg_1"), at=START)
    assert gone(package, told) == ()
    left = withdrawn(told, Item(kind=SERVICE, id="green-lane"))
    assert gone(package, left) == ("green-lane",)


def _kind(party: str) -> PartyKind:
    return PartyKind.GOVERNMENT if party.endswith("customs") else PartyKind.BUSINESS
