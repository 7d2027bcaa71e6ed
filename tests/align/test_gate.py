from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.align.gate import lock, passed_over, stated
from commonweal.model.ids import CollaborationId, OverrideId, PartyId, PersonId
from commonweal.model.track import Override
from commonweal.model.winwin import Offers, PartyNet
from tests.records.builders import HOLDER, NOON, USER, offers, package

parties = st.sets(st.sampled_from([PartyId(f"par_{letter}") for letter in "ABCD"]))


@pytest.mark.requirement(31)
@given(parties, parties, parties)
def test_alignment_is_locked_exactly_while_a_business_states_no_value(
    businesses: set[PartyId], stated: set[PartyId], gains: set[PartyId]
) -> None:
    found = lock({party: party for party in businesses}, stated, gains)
    assert (found is not None) == bool(businesses - stated)
    if found:
        assert found.silent == tuple(sorted(businesses - stated))
        assert found.gainless == tuple(sorted(businesses - stated - gains))
        assert all((party in found.reason) == (party not in stated) for party in businesses)


def test_the_reason_is_a_sentence_that_names_who_and_where_the_rule_stands() -> None:
    found = lock({PartyId("par_A"): "NCell", PartyId("par_B"): "FloraHolland"}, (), ())
    assert found
    assert found.reason == (
        "Alignment has not begun: what it is worth to FloraHolland and NCell is not stated "
        "(paper S5.1, rule R4)."
    )


def test_the_way_leads_to_the_table_first_where_it_promises_no_gain() -> None:
    names = {PartyId("par_A"): "NCell", PartyId("par_B"): "FloraHolland"}
    nothing, half, all_ = (
        lock(names, (), gains) for gains in (set[PartyId](), {PartyId("par_A")}, set(names))
    )
    assert nothing
    assert half
    assert all_
    assert nothing.way.startswith("Put on the table what FloraHolland and NCell gain, then")
    assert half.way.startswith("Put on the table what FloraHolland gains, then compute a package")
    assert all_.way == "Compute a package of what lies on the table, and keep it."


def test_without_a_business_nothing_is_waited_for() -> None:
    assert lock({}, (), ()) is None


def gaining(holder: float, user: float) -> Offers:
    """Offers by which the holder gains by a service and the user by a use, as much as given."""
    made = offers()
    (use,), (service,) = made.uses, made.services
    (gain,) = service.benefits
    own = replace(use.private_value, low=user, likely=user, high=user)
    value = replace(gain.value, low=holder, likely=holder, high=holder)
    return replace(
        made,
        uses=(replace(use, private_value=own),),
        services=(replace(service, benefits=(replace(gain, value=value),)),),
    )


@pytest.mark.requirement(31)
def test_value_is_stated_by_a_net_in_the_kept_package_and_by_nothing_before() -> None:
    assert stated(None, gaining(5, 5)) == frozenset()
    assert stated(package(), None) == {HOLDER}
    assert stated(package(), gaining(0, 0)) == {HOLDER}


@pytest.mark.requirement(31)
def test_whom_a_package_leaves_out_has_stated_value_by_a_gain_on_the_table() -> None:
    without = replace(package(), nets=())
    assert stated(without, gaining(0, 3)) == {USER}
    assert stated(without, gaining(3, 0)) == {HOLDER}
    assert stated(without, gaining(0, -3)) == frozenset()


@pytest.mark.requirement(31, 34)
def test_a_package_that_was_taken_over_states_nothing_for_who_is_new() -> None:
    taken = replace(package(), taken_from="col_0")
    assert stated(taken, gaining(5, 5)) == {HOLDER}
    anew = replace(taken, taken_from="", nets=(PartyNet(party=USER, net=1, chance=1),))
    assert stated(anew, gaining(0, 5)) == {USER}


def test_passing_over_is_told_with_who_when_and_why() -> None:
    told = Override(
        id=OverrideId("ovr_1"),
        collaboration=CollaborationId("col_1"),
        party=HOLDER,
        person=PersonId("per_1"),
        name="A. Jansen",
        reason="The law lapses in May",
        at=NOON,
    )
    assert passed_over(told, "Dutch Customs") == (
        "Alignment began before business value was stated (paper S5.1, rule R4), on the word of "
        f"A. Jansen (Dutch Customs), {NOON:%Y-%m-%d}: The law lapses in May"
    )
