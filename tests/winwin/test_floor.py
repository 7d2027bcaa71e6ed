import pytest

from commonweal.model.ids import PartyId
from commonweal.winwin.floor import Floor, net
from tests.winwin.invented import BODY, HOLDER, THIRD, USER

FLOOR = Floor(margin=2.0, limits={HOLDER: 5.0, THIRD: 1.0}, government=frozenset({BODY}))


@pytest.mark.parametrize(("party", "least"), [(HOLDER, 5.0), (THIRD, 2.0), (USER, 2.0)])
def test_a_party_is_held_to_its_limit_if_that_is_above_the_margin(
    party: PartyId, least: float
) -> None:
    assert FLOOR.of(party) == least


def test_government_is_held_to_nothing() -> None:
    assert FLOOR.binds(USER)
    assert not FLOOR.binds(BODY)
    assert FLOOR.of(BODY) == 0
    assert FLOOR.lacking(BODY, (-100.0,)) == 0


@pytest.mark.parametrize(
    ("moved", "lack"),
    [
        ((9.0, -4.0), 0.0),
        ((9.0, -5.0), 1.0),
        ((), 5.0),
        ((1e9, -1e9, 5.0), 0.0),
        ((1e9, -1e9, 4.5), 0.5),
        ((1e13, -1e13, 4.5), 0.0),  # a half is rounding beside ten million millions
    ],
)
def test_what_a_party_lacks_is_measured_by_what_it_moves_itself(
    moved: tuple[float, ...], lack: float
) -> None:
    assert FLOOR.lacking(HOLDER, moved) == lack


def test_what_sums_leave_over_is_neither_a_loss_nor_a_gain() -> None:
    moved = (0.1, 0.2, -0.3)
    assert Floor().lacking(USER, moved) == 0
    assert Floor().lacking(USER, (0.3, -0.1, -0.2)) == 0
    assert net(moved) == 0
    assert net((0.1, 0.2)) == pytest.approx(0.3)


def test_the_usual_floor_is_at_likely_figures_and_below_0_for_nobody() -> None:
    bold = Floor(margin=-5.0, caution=0.5, limits={HOLDER: 3.0}).usual
    assert (bold.of(USER), bold.of(HOLDER), bold.caution) == (0, 3, 0)
