import pytest

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Standing
from commonweal.winwin.floor import Floor
from commonweal.winwin.selection import Selection
from commonweal.winwin.standing import standing
from tests.winwin.invented import BODY, HOLDER, USER, element, figure, service, table, use

OFFERS = table(
    [element("records", figure(5)), element("maps", figure(1), BODY)],
    [use("map", 100), use("plan", 10, of="maps")],
    [service("credit", 1, {HOLDER: figure(9)})],
)


def called(
    nets: dict[PartyId, float],
    *,
    elements: tuple[str, ...] = ("records",),
    services: tuple[str, ...] = ("credit",),
    margin: float = 0.0,
    chance: float = 1.0,
    limits: dict[PartyId, float] | None = None,
) -> Standing:
    chosen = Selection(
        joined=tuple(nets), elements=elements, uses=("map",), services=services, tracks=()
    )
    floor = Floor(margin=margin, government=frozenset({BODY}), limits=limits or {})
    moved = {party: (net,) for party, net in nets.items()}
    return standing(OFFERS, chosen, moved=moved, floor=floor, chance=chance)


@pytest.mark.parametrize(
    ("margin", "chance", "expected"),
    [
        (3.0, 0.95, Standing.WIN_WIN),
        (3.0, 0.9499, Standing.ONE_SIDED),
        (3.1, 1.0, Standing.ONE_SIDED),
    ],
)
def test_win_win_needs_the_margin_for_all_and_a_chance_of_nineteen_in_twenty(
    margin: float, chance: float, expected: Standing
) -> None:
    assert called({HOLDER: 3.0, USER: 4.0}, margin=margin, chance=chance) is expected


def test_a_loss_is_never_a_win_even_if_the_margin_allows_it() -> None:
    assert called({HOLDER: -2.0, USER: 4.0}, margin=-5.0) is Standing.ONE_SIDED


def test_less_than_a_party_keeps_as_its_limit_is_no_win_for_it() -> None:
    nets = {HOLDER: 3.0, USER: 4.0}
    assert called(nets, limits={HOLDER: 3.0}) is Standing.WIN_WIN
    assert called(nets, limits={HOLDER: 3.5}) is Standing.ONE_SIDED


def test_losses_of_government_are_no_obstacle() -> None:
    assert called({HOLDER: 3.0, USER: 4.0, BODY: -50.0}) is Standing.WIN_WIN


@pytest.mark.parametrize("net", [-1.0, 0.0])
def test_a_holder_that_gains_nothing_and_gets_no_service_donates(net: float) -> None:
    assert called({HOLDER: net, USER: 4.0}, services=(), margin=-2.0) is Standing.DONATION


def test_a_holder_that_gains_by_a_use_of_its_own_does_not_donate() -> None:
    assert called({HOLDER: 1.0, USER: 4.0}, services=()) is Standing.WIN_WIN


def test_a_deal_among_public_bodies_alone_is_nobodys_win_win() -> None:
    assert called({BODY: -1.0}, elements=("maps",), services=()) is Standing.ONE_SIDED


def test_nothing_shared_is_no_deal() -> None:
    assert called({}, elements=(), services=()) is Standing.NO_DEAL
