import pytest

from commonweal.model.party import PartyKind
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.floor import Floor
from commonweal.winwin.flow import government, public_flows
from commonweal.winwin.item import Item, ItemKind
from commonweal.winwin.package import solve
from commonweal.winwin.selection import Selection, before, moving, nets, selection, total
from tests.winwin.invented import (
    AT,
    BODY,
    HOLDER,
    KINDS,
    NOW,
    THIRD,
    USER,
    element,
    figure,
    service,
    table,
    use,
)

BY_HAND = table(
    [element("records", figure(16)), element("towers", figure(3))],
    [
        use("map", 220, private=14, risk=6),
        use("alert", 30, user=BODY, private=9, risk=2),
        use("plan", 5, of="towers"),
    ],
    [
        service("credit", 2, {HOLDER: figure(26), THIRD: figure(4)}, needs_uses=["map"]),
        service("permit", 7, {HOLDER: figure(5)}, provider=BODY, needs_tracks=["legal"]),
    ],
    {"legal": figure(4), "it": figure(50)},
)


def chosen(*, margin: float = 0.0, services: tuple[str, ...] = ("credit", "permit")) -> Selection:
    return selection(
        BY_HAND,
        uses=["map", "alert"],
        services=services,
        floor=Floor(margin=margin, government=government(BY_HAND, KINDS)),
    )


def test_nets_agree_with_arithmetic_by_hand() -> None:
    assert nets(BY_HAND, chosen()) == {
        HOLDER: 26 + 5 - 16 - 6 - 2,  # shared once, although used twice
        USER: 14 - 2,
        BODY: 9 - 7,
        THIRD: 4,
    }


@pytest.mark.parametrize(("done", "track"), [(frozenset[str](), 4), (frozenset({"legal"}), 0)])
def test_public_value_is_less_by_what_government_and_open_tracks_cost(
    done: frozenset[str], track: int
) -> None:
    found = moving(public_flows(BY_HAND, Circumstance.of(KINDS, done)), chosen())
    assert total(found) == 220 + 30 - 7 - track


def test_costs_of_a_holder_count_as_public_if_it_is_government() -> None:
    kinds = {**KINDS, HOLDER: PartyKind.GOVERNMENT}
    found = moving(public_flows(BY_HAND, Circumstance.of(kinds)), chosen())
    assert total(found) == 220 + 30 - 7 - 4 - 16 - 6 - 2


def test_only_what_is_used_is_shared_and_only_what_is_needed_is_aligned() -> None:
    assert chosen().elements == ("records",)
    assert chosen().tracks == ("legal",)
    assert chosen(services=("credit",)).tracks == ()


def test_who_only_receives_joins_if_it_nets_the_margin() -> None:
    assert THIRD in chosen(margin=4).joined
    assert THIRD not in chosen(margin=4.5).joined


def test_a_service_that_benefits_nobody_who_joined_is_left_out() -> None:
    alone = table(
        [element("records", figure(0))],
        [use("map", 1)],
        [service("news", 1, {THIRD: figure(2)})],
    )
    floor = Floor(margin=3, government=frozenset({HOLDER}))
    found = selection(alone, uses=["map"], services=["news"], floor=floor)
    assert found.services == ()
    assert found.joined == (HOLDER, USER)


def test_nothing_chosen_is_nobody_joined() -> None:
    found = selection(BY_HAND, uses=[], services=[], floor=Floor())
    assert (found.joined, found.elements, found.tracks) == ((), (), ())


def test_who_only_receives_stays_away_from_less_than_its_own_limit() -> None:
    kept = Floor(limits={THIRD: 5.0}, government=frozenset({BODY}))
    found = selection(BY_HAND, uses=["map"], services=["credit"], floor=kept)
    assert THIRD not in found.joined


def test_a_track_is_aligned_with_all_that_come_before_it() -> None:
    chained = table(
        [element("records", figure(0))],
        [use("map", 1)],
        [service("credit", 1, {HOLDER: figure(2)}, needs_tracks=["it"])],
        {"law": figure(1), "treaty": figure(2), "it": figure(4), "other": figure(8)},
        before={"it": ("law",), "law": ("treaty",)},
    )
    found = selection(chained, uses=["map"], services=["credit"], floor=Floor())
    assert found.tracks == ("law", "treaty", "it")
    assert before(chained, ["law"]) == {"law", "treaty"}
    assert before(chained, ["elsewhere"]) == {"elsewhere"}


def test_a_selection_is_what_its_package_chose() -> None:
    package = solve(BY_HAND, NOW, at=AT, draws=1)
    found = Selection.of(package)
    assert nets(BY_HAND, found) == {each.party: each.net for each in package.nets}
    assert Item(kind=ItemKind.USE, id="map") in found.items
