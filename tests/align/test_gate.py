import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.align.gate import locked
from commonweal.model.ids import PartyId

parties = st.sets(st.sampled_from([PartyId(f"par_{letter}") for letter in "ABCD"]))


@pytest.mark.requirement(31)
@given(parties, parties)
def test_alignment_is_locked_exactly_while_a_business_states_no_value(
    businesses: set[PartyId], stated: set[PartyId]
) -> None:
    reason = locked({party: party for party in businesses}, stated)
    assert bool(reason) == bool(businesses - stated)
    assert all((party in reason) == (party not in stated) for party in businesses)


def test_the_reason_is_a_sentence_that_names_who_and_where_the_rule_stands() -> None:
    reason = locked({PartyId("par_A"): "NCell", PartyId("par_B"): "FloraHolland"}, ())
    assert reason == (
        "Alignment has not begun: what it is worth to FloraHolland and NCell is not stated "
        "(paper S5.1, rule R4)."
    )


def test_without_a_business_nothing_is_waited_for() -> None:
    assert locked({}, ()) == ""
