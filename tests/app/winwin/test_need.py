"""What it would take: for one party, for a public value, and whose secrets count."""

from pathlib import Path

import pytest

from commonweal.app.winwin import limit, need, offers
from commonweal.app.winwin.unkept import UNCOUNTED
from commonweal.model.errors import Invalid, NotYet, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.winwin.need import Need
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled

BARE = {**OFFERS, "services": []}
"""Without anything in return: Telecom loses 5, its cost of 3 and its risk of 2."""


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return lacking(tmp_path_factory.mktemp("still") / "home")


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return lacking(tmp_path / "home")


def lacking(home: Path) -> Partnership:
    made = settled(home)
    offers.table(made.user, made.house.node, made.id, document=BARE)
    return made


def least(found: tuple[Need, ...]) -> dict[str, float | None]:
    return {each.scenario: each.least_incentive for each in found}


def test_a_party_takes_part_for_what_it_lacks(still: Partnership) -> None:
    found = need.need(still.user, still.house.node, still.id, party=still.holder.party)
    assert least(found) == pytest.approx({"likely": 5, "low": 7})


def test_nothing_is_kept_or_logged(still: Partnership) -> None:
    before = still.house.node.records.counter()
    need.need(still.user, still.house.node, still.id, target=50)
    assert still.house.node.records.counter() == before


def test_a_secret_limit_counts_only_for_the_party_that_keeps_it(told: Partnership) -> None:
    node = told.house.node
    limit.state(told.holder, node, told.id, least=10)
    holder = told.holder.party
    found = need.need(told.user, node, told.id, party=holder)
    assert least(found)["likely"] == pytest.approx(5)
    own = need.need(told.holder, node, told.id, party=holder)
    assert least(own)["likely"] == pytest.approx(15)
    assert {each.why for each in (*found, *own)} == {UNCOUNTED}


def test_that_limits_are_left_out_is_said_whether_there_are_any_or_not(told: Partnership) -> None:
    node = told.house.node
    asked: list[dict[str, object]] = [{"target": 50}, {"target": 1e6}, {"party": told.holder.party}]
    before = [[each.why for each in need.need(told.user, node, told.id, **one)] for one in asked]  # type: ignore[arg-type]  # one at a time
    assert all("not counted here" in each for whys in before for each in whys)
    limit.state(told.holder, node, told.id, least=10)
    after = [[each.why for each in need.need(told.user, node, told.id, **one)] for one in asked]  # type: ignore[arg-type]  # one at a time
    assert after == before


def test_what_a_public_value_takes_tells_no_limit_of_another(told: Partnership) -> None:
    node = told.house.node
    limit.state(told.holder, node, told.id, least=10)
    assert least(need.need(told.user, node, told.id, target=50))["likely"] == pytest.approx(5)
    assert least(need.need(told.holder, node, told.id, target=50))["likely"] == pytest.approx(15)


def test_a_limit_of_one_who_is_not_paid_counts_for_its_own_party_alone(told: Partnership) -> None:
    node = told.house.node
    limit.state(told.user, node, told.id, least=100)  # no map is worth that much to Mappers
    own = need.need(told.user, node, told.id, party=told.holder.party)
    assert [each.least_incentive for each in own] == [None, None]
    assert all("100" not in each.why for each in own)
    others = need.need(told.holder, node, told.id, party=told.holder.party)
    assert least(others) == pytest.approx({"likely": 5, "low": 7})


@pytest.mark.parametrize("asked", [{}, {"party": "par_x", "target": 1.0}, {"target": 1e300}])
def test_one_question_is_asked_at_a_time(asked: dict[str, float], still: Partnership) -> None:
    with pytest.raises(Invalid) as wrong:
        need.need(still.user, still.house.node, still.id, **asked)  # type: ignore[arg-type]  # wrong on purpose
    assert wrong.value.hint


def test_a_party_that_is_not_in_it_is_unknown(still: Partnership) -> None:
    with pytest.raises(UnknownTerm):
        need.need(still.user, still.house.node, still.id, party=PartyId("par_none"))


def test_without_offers_nothing_can_be_asked(tmp_path: Path) -> None:
    told = settled(tmp_path / "empty", tabled=False)
    with pytest.raises(NotYet):
        need.need(told.user, told.house.node, told.id, target=1)
