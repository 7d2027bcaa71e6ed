import pytest

from commonweal.model.ids import PartyId
from commonweal.winwin.floor import Floor
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
