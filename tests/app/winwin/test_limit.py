"""The least at which a party takes part: read by the optimiser, seen by no other party."""

from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.app import account, founding
from commonweal.app.winwin import limit, offers, solution
from commonweal.model.errors import Conflict, Invalid, NotFound, NotYet, Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import PartyId
from commonweal.model.party import OPERATOR, Actor, Role
from commonweal.model.winwin import Limit, Package
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled

SECRET = 5.4321
"""A number that stands nowhere else."""


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def stated(told: Partnership, least: float = SECRET, who: Actor | None = None) -> Limit:
    return limit.state(who or told.holder, told.house.node, told.id, least=least)


def shown(told: Partnership, who: Actor | None = None) -> limit.Own | None:
    return limit.show(who or told.holder, told.house.node, told.id)


def weighed(told: Partnership) -> tuple[Package, ...]:
    return solution.solve(told.user, told.house.node, told.id)[1]


def standing(told: Partnership, who: Actor | None = None) -> limit.Own:
    """The same, where there is one."""
    found = shown(told, who)
    assert found
    return found


def test_a_limit_is_stated_shown_stated_anew_and_taken_back(told: Partnership) -> None:
    assert shown(told) is None
    first = stated(told)
    found = shown(told)
    assert found
    assert (found.limit, found.version, found.counts) == (first, 1, True)
    assert (first.least, first.unit, first.party) == (SECRET, "points", told.holder.party)
    assert stated(told, 3).id == first.id
    limit.withdraw(told.holder, told.house.node, told.id)
    assert shown(told) is None
    with pytest.raises(NotYet):
        limit.withdraw(told.holder, told.house.node, told.id)
    again = limit.state(told.holder, told.house.node, told.id, least=2, seen=0)
    assert (again.id, again.withdrawn) == (first.id, False)


def test_the_optimiser_holds_every_package_to_it(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    free = weighed(told)[0]
    before = {each.party: each.net for each in free.nets}
    assert told.holder.party
    least = before[told.holder.party] + 1
    stated(told, least)
    for package in (*weighed(told), solution.keep_at(*who, margin=0)):
        nets = {each.party: each.net for each in package.nets}
        assert nets.get(told.holder.party, least) >= least - 1e-6
    limit.withdraw(told.holder, told.house.node, told.id)
    assert weighed(told)[0].nets == free.nets


def test_it_says_whether_the_kept_package_meets_it(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    stated(told, 0)
    found = standing(told)
    assert (found.net, found.met) == (None, None)
    solution.solve(*who)
    found = standing(told)
    assert found.net is not None
    assert found.met is True
    stated(told, found.net + 0.5)
    found = standing(told)
    assert found.met is False
    stated(told, found.net or 0)
    found = standing(told)
    assert found.met is True


def test_what_the_optimiser_takes_for_rounding_is_no_failure_to_meet_it(told: Partnership) -> None:
    stated(told, 5)
    found = replace(standing(told), net=5 - 1e-9, rounding=1e-8)
    assert found.met is True
    assert replace(found, net=4.99).met is False


def test_it_tells_how_often_the_question_was_asked_anew_since(told: Partnership) -> None:
    solution.solve(told.user, told.house.node, told.id)
    stated(told)
    found = standing(told)
    assert (found.offers_changed, found.computed) == (0, 0)
    solution.solve(told.user, told.house.node, told.id)
    solution.solve(told.holder, told.house.node, told.id)
    offers.table(told.user, told.house.node, told.id, document=OFFERS)
    found = standing(told)
    assert (found.offers_changed, found.computed) == (1, 4)
    stated(told)
    found = standing(told)
    assert (found.offers_changed, found.computed) == (0, 0)


def test_a_limit_in_another_unit_than_the_offers_does_not_count_and_says_so(
    told: Partnership,
) -> None:
    stated(told, 1_000_000)
    packages = weighed(told)
    assert all(told.holder.party not in each.joined for each in packages)
    offers.table(told.user, told.house.node, told.id, document={**OFFERS, "unit": "EUR"})
    found = standing(told)
    assert not found.counts
    packages = weighed(told)
    assert any(told.holder.party in each.joined for each in packages)


@pytest.mark.parametrize("least", [-1, float("nan"), float("inf"), 1e13])
def test_a_limit_that_is_none_is_refused_and_nothing_is_written(
    least: float, told: Partnership
) -> None:
    before = told.house.node.records.counter()
    with pytest.raises(Invalid, match="least net is"):
        stated(told, least)
    assert told.house.node.records.counter() == before


def test_government_has_no_limit(told: Partnership) -> None:
    city = replace(told.user, party=_city(told))
    with pytest.raises(Refused, match="the public's"):
        stated(told, 1, city)
    assert shown(told, city) is None


def test_before_anything_is_on_the_table_there_is_no_unit(tmp_path: Path) -> None:
    told = settled(tmp_path / "bare", tabled=False)
    with pytest.raises(NotYet):
        stated(told)


def test_two_people_of_one_party_are_told(told: Partnership) -> None:
    who = told.holder, told.house.node, told.id
    limit.state(*who, least=1, seen=0)
    with pytest.raises(Conflict, match="of your party"):
        limit.state(*who, least=2, seen=0)
    with pytest.raises(Conflict):
        limit.withdraw(*who, seen=2)
    found = standing(told)
    assert found.limit.least == 1


def test_each_party_sees_its_own_alone(told: Partnership) -> None:
    stated(told, 5)
    assert shown(told, told.user) is None
    stated(told, 2, told.user)
    found = standing(told, told.user)
    assert found.limit.least == 2
    city = replace(told.user, party=_city(told))
    with pytest.raises(NotYet):
        limit.withdraw(city, told.house.node, told.id)
    for outsider in (told.stranger, OPERATOR):
        with pytest.raises(NotFound):
            shown(told, outsider)


def test_only_the_own_log_remembers_and_without_the_number(told: Partnership) -> None:
    node = told.house.node
    made = stated(told)
    others = [told.user, replace(told.user, party=_city(told))]
    for other in others:
        told_of = [*account.log(other, node), *account.history(other, node, told.id)]
        assert made.id not in str(told_of)
        assert Kind.LIMIT_SET not in str(told_of)
    assert not node.outbox.waiting()
    own = [each for each in account.log(told.holder, node) if each.kind is Kind.LIMIT_SET]
    assert [each.subject.id for each in own] == [made.id]
    assert str(SECRET) not in str(own)


def test_a_collaboration_made_like_this_one_takes_no_limit_along(told: Partnership) -> None:
    stated(told)
    node = told.house.node
    made = founding.found(
        told.user,
        node,
        title="Elsewhere",
        issue="The same",
        roles=frozenset({Role.USER}),
        like=told.id,
    )
    assert node.records.find(Limit, collaboration=made.id) == ()


def _city(told: Partnership) -> PartyId:
    return told.members[2].party
