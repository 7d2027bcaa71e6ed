from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.agreement import AgreementState
from commonweal.model.errors import CommonwealError, Conflict, Invalid, NotAllowed, NotYet
from commonweal.model.ids import PartyId
from commonweal.model.returns import Return, ReturnState
from commonweal.returns.promise import (
    OWED,
    TRANSITIONS,
    acts,
    confirmed,
    delivered,
    overdue,
    promisable,
    realigned,
    towards,
    waived,
)
from tests.agree.builders import HOLDER, OTHER, agreement
from tests.returns.builders import (
    DUE,
    GIVER,
    NOON,
    RECIPIENT,
    STRANGER,
    estimate,
    item,
    promise,
    release,
)

S = ReturnState
CAME = estimate()
names = st.sets(st.sampled_from(["licence", "interface", "green-lane"]))


def test_every_state_has_its_followers_and_two_are_final() -> None:
    assert set(TRANSITIONS) == set(S)
    assert {state for state in S if not TRANSITIONS[state]} == {S.CONFIRMED, S.WAIVED}


@pytest.mark.requirement(32)
def test_a_promise_comes_true_in_three_steps() -> None:
    aligned = realigned(promise(), {"licence"})
    came = delivered(aligned, CAME, " rel_1 ")
    sure = confirmed(came, RECIPIENT, NOON)
    assert [aligned.state, came.state, sure.state] == [S.ALIGNED, S.DELIVERED, S.CONFIRMED]
    assert (sure.delivered, sure.evidence, sure.confirmed_at) == (CAME, "rel_1", NOON)


@pytest.mark.requirement(32)
@given(names, names, st.sampled_from(sorted(OWED)))
def test_a_return_is_aligned_exactly_while_all_its_tracks_are_done(
    needs: set[str], done: set[str], state: S
) -> None:
    moved = realigned(promise(state, needs=tuple(needs)), done)
    assert moved.state is (S.ALIGNED if needs <= done else S.PROMISED)


@pytest.mark.parametrize("state", [S.DELIVERED, S.CONFIRMED, S.WAIVED])
def test_a_track_that_reopens_takes_back_nothing_that_came(state: S) -> None:
    assert realigned(promise(state), ()) == promise(state)


def test_what_waits_for_a_track_cannot_be_delivered_and_says_for_which() -> None:
    with pytest.raises(NotYet, match="waits for: licence, interface"):
        delivered(promise(needs=("licence", "interface")), CAME, "rel_1")


@pytest.mark.parametrize("state", [S.DELIVERED, S.CONFIRMED, S.WAIVED])
def test_what_was_delivered_or_waived_is_not_delivered_again(state: S) -> None:
    with pytest.raises(Conflict, match=f"is {state}; it cannot become delivered"):
        delivered(promise(state), CAME, "rel_1")


def test_a_delivery_has_the_unit_of_the_promise_and_evidence() -> None:
    with pytest.raises(Invalid, match="promised in reports, not hours"):
        delivered(promise(S.ALIGNED), estimate(unit="hours"), "rel_1")
    with pytest.raises(Invalid, match="on no evidence"):
        delivered(promise(S.ALIGNED), CAME, "  ")


@pytest.mark.parametrize("by", [GIVER, STRANGER])
def test_only_the_recipient_confirms_or_waives(by: PartyId) -> None:
    for state in S:
        with pytest.raises(NotAllowed, match="Only the recipient"):
            confirmed(promise(state), by, NOON)
        with pytest.raises(NotAllowed, match="Only the recipient"):
            waived(promise(state), by)


@pytest.mark.parametrize("state", sorted(OWED))
def test_nothing_is_confirmed_before_it_is_delivered(state: S) -> None:
    with pytest.raises(NotYet, match="No delivery"):
        confirmed(promise(state), RECIPIENT, NOON)


@pytest.mark.parametrize("state", [S.CONFIRMED, S.WAIVED])
def test_what_is_settled_stays_settled(state: S) -> None:
    with pytest.raises(Conflict):
        confirmed(promise(state), RECIPIENT, NOON)
    with pytest.raises(Conflict):
        waived(promise(state), RECIPIENT)


@pytest.mark.parametrize("state", [S.PROMISED, S.ALIGNED, S.DELIVERED])
def test_a_recipient_may_let_go_of_what_is_not_settled(state: S) -> None:
    assert waived(promise(state), RECIPIENT).state is S.WAIVED


@pytest.mark.parametrize("state", S)
def test_overdue_is_what_is_owed_from_the_day_after_it_is_due(state: S) -> None:
    assert not overdue(promise(state), DUE)
    assert overdue(promise(state), DUE + timedelta(days=1)) == (state in OWED)


@pytest.mark.parametrize("party", [GIVER, RECIPIENT, STRANGER])
@pytest.mark.parametrize("state", S)
def test_what_can_be_done_to_a_return_is_what_is_not_refused(state: S, party: PartyId) -> None:
    held = promise(state)
    answers = {
        "confirm": succeeds(lambda: confirmed(held, party, NOON)),
        "waive": succeeds(lambda: waived(held, party)),
        "record": party == GIVER and succeeds(lambda: delivered(held, CAME, "rel_1")),
    }
    assert acts(held, party) == {act for act, succeeded in answers.items() if succeeded}


def succeeds(act: Callable[[], Return]) -> bool:
    try:
        act()
    except CommonwealError:
        return False
    return True


def test_nobody_can_do_anything_for_no_party() -> None:
    assert acts(promise(S.DELIVERED), None) == frozenset()


@pytest.mark.parametrize("state", AgreementState)
def test_a_return_is_promised_by_a_party_until_the_agreement_has_ended(
    state: AgreementState,
) -> None:
    over = {"expired", "withdrawn", "completed", "closed"}
    under = replace(agreement(), state=state)
    assert promisable(under, HOLDER) == (state.value not in over)
    assert not promisable(under, OTHER)
    assert not promisable(under, None)


def test_releases_show_what_came_in_the_unit_of_the_promise_newest_first() -> None:
    two, five = item(2), item(5)
    releases = (release(1, two, item(9, "days")), release(2, five), release(3, item(4, "Reports")))
    assert towards(promise(), releases) == (("rel_2", five), ("rel_1", two))


def test_a_release_under_another_agreement_shows_nothing_of_it() -> None:
    assert towards(promise(), (release(1, item(2), agreement="agr_2"),)) == ()
