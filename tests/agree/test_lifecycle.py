from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.agree.lifecycle import (
    TRANSITIONS,
    acts,
    check_withdrawal,
    closable,
    due,
    moved,
    signed,
    waits_for,
)
from commonweal.model.agreement import ENDED, AgreementState, ClauseTerm
from commonweal.model.errors import Conflict, Invalid, NotPermitted, NotYet
from commonweal.model.ids import PartyId
from tests.agree.builders import (
    DRAFTED,
    HOLDER,
    OTHER,
    TERM,
    USER,
    active,
    agreement,
    signature,
    without,
)

TICK = timedelta(microseconds=1)
S = AgreementState


def test_every_state_has_its_followers_and_closed_has_none() -> None:
    assert set(TRANSITIONS) == set(S)
    assert [state for state in S if not TRANSITIONS[state]] == [S.CLOSED]


def test_every_state_can_be_reached_and_every_life_can_close() -> None:
    reached = {S.DRAFT}
    while more := {to for state in reached for to in TRANSITIONS[state]} - reached:
        reached |= more
    assert reached == set(S)
    assert all(TRANSITIONS[state] == {S.CLOSED} for state in ENDED)


def test_the_first_signature_proposes_and_the_last_makes_it_signed() -> None:
    first = signed(agreement(), signature(USER), DRAFTED)
    assert first.state is S.PROPOSED
    both = signed(first, signature(HOLDER), DRAFTED)
    assert both.state is S.SIGNED
    assert [each.party for each in both.signatures] == [USER, HOLDER]


def test_a_signature_between_first_and_last_leaves_it_proposed() -> None:
    three = replace(agreement(), parties=(HOLDER, USER, OTHER))
    states = []
    for party in three.parties:
        three = signed(three, signature(party), DRAFTED)
        states.append(three.state)
    assert states == [S.PROPOSED, S.PROPOSED, S.SIGNED]


def test_nobody_signs_twice_and_no_stranger_signs() -> None:
    first = signed(agreement(), signature(USER), DRAFTED)
    with pytest.raises(Conflict, match="already"):
        signed(first, signature(USER), DRAFTED)
    with pytest.raises(Invalid, match="not a party"):
        signed(first, signature(PartyId("par_stranger")), DRAFTED)


def test_it_waits_for_each_party_until_that_party_has_signed() -> None:
    first = signed(agreement(), signature(USER), DRAFTED)
    assert [waits_for(agreement(), each) for each in (USER, HOLDER)] == [True, True]
    assert [waits_for(first, each) for each in (USER, HOLDER)] == [False, True]
    assert not waits_for(agreement(), PartyId("par_stranger"))


def test_what_is_withdrawn_or_in_force_waits_for_nobody() -> None:
    for state in set(S) - {S.DRAFT, S.PROPOSED}:
        assert not waits_for(replace(agreement(), state=state), HOLDER)


def test_nobody_signs_what_is_withdrawn_or_in_force() -> None:
    for state in set(S) - {S.DRAFT, S.PROPOSED}:
        with pytest.raises(Conflict, match="nobody can sign"):
            signed(replace(agreement(), state=state), signature(USER), DRAFTED)


def test_nobody_signs_once_the_term_is_over() -> None:
    late = replace(signature(USER), at=TERM.end - TICK)
    assert signed(agreement(), late, TERM.end - TICK).state is S.PROPOSED
    with pytest.raises(NotPermitted) as gap:
        signed(agreement(), late, TERM.end)
    assert gap.value.clause == "c5"


@pytest.mark.parametrize("off", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_a_signature_from_before_the_draft_or_after_now_is_refused(off: timedelta) -> None:
    with pytest.raises(Invalid, match="outside draft to now"):
        signed(agreement(), replace(signature(USER), at=DRAFTED + off), DRAFTED)


@pytest.mark.parametrize(
    ("state", "at", "to"),
    [
        (S.SIGNED, TERM.start - TICK, None),
        (S.SIGNED, TERM.start, S.ACTIVE),
        (S.SIGNED, TERM.end, S.EXPIRED),
        (S.ACTIVE, TERM.end - TICK, None),
        (S.ACTIVE, TERM.end, S.EXPIRED),
        (S.SUSPENDED, TERM.start, None),
        (S.SUSPENDED, TERM.end, S.EXPIRED),
        (S.DRAFT, TERM.end, None),
        (S.PROPOSED, TERM.end, None),
        (S.WITHDRAWN, TERM.end, None),
        (S.CLOSED, TERM.end, None),
    ],
)
def test_time_brings_force_at_the_start_and_expiry_at_the_end_itself(
    state: AgreementState, at: datetime, to: AgreementState | None
) -> None:
    assert due(replace(agreement(), state=state), at) is to


@given(state=st.sampled_from(S), seconds=st.integers(-(10**6), 10**7))
def test_what_is_due_is_always_a_step_that_may_follow(state: AgreementState, seconds: int) -> None:
    found = replace(agreement(), state=state)
    to = due(found, TERM.start + timedelta(seconds=seconds))
    assert to is None or moved(found, to).state is to


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("to", S)
def test_only_what_follows_can_follow(state: AgreementState, to: AgreementState) -> None:
    found = replace(agreement(), state=state, key_destroyed=True)
    if to in TRANSITIONS[state]:
        after = moved(found, to)
        assert after.state is to
        assert after.key_doomed is (to in ENDED)
        return
    with pytest.raises(Conflict) as gap:
        moved(found, to)
    assert gap.value.hint


def test_it_closes_when_its_key_is_gone_and_nothing_is_owed() -> None:
    ended = moved(active(agreement()), S.WITHDRAWN)
    assert not closable(ended, 0)
    with pytest.raises(NotYet, match="not destroyed"):
        moved(ended, S.CLOSED)
    gone = replace(ended, key_destroyed=True)
    assert closable(gone, 0)
    assert not closable(gone, 1)
    assert not closable(replace(gone, state=S.ACTIVE), 0)
    assert moved(gone, S.CLOSED).key_doomed


def test_anyone_may_leave_the_table_and_later_only_whom_a_clause_names() -> None:
    check_withdrawal(agreement(), USER)
    check_withdrawal(active(agreement()), HOLDER)
    with pytest.raises(NotPermitted) as gap:
        check_withdrawal(active(agreement()), USER)
    assert gap.value.clause == "c14"
    with pytest.raises(NotPermitted) as gap:
        check_withdrawal(active(agreement(without(ClauseTerm.REVOCABLE))), HOLDER)
    assert gap.value.clause == "state"
    with pytest.raises(NotPermitted):
        check_withdrawal(agreement(), PartyId("par_stranger"))


def test_what_a_party_can_do_is_what_the_steps_then_let_it_do() -> None:
    steps = {"suspend": S.SUSPENDED, "resume": S.ACTIVE, "complete": S.COMPLETED}
    for state in S:
        found = acts(replace(agreement(), state=state), HOLDER, holder=True)
        for act, to in steps.items():
            allowed = to in TRANSITIONS[state] and (act != "resume" or state is S.SUSPENDED)
            assert (act in found) == allowed, (state, act)
        assert not acts(replace(agreement(), state=state), HOLDER, holder=False) & set(steps)
