"""Promised, aligned, delivered: for services in return and for promised returns."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.align.benefit import Benefit, Source, Status, benefits, status
from commonweal.model.ids import ReturnId
from commonweal.model.returns import Return, ReturnState
from commonweal.model.winwin import Offers
from tests.records.builders import HOLDER, USER, offers, package
from tests.records.builders import promise as promised

R = ReturnState
NEEDS = ("telecom law",)


def table() -> Offers:
    """Two services of the user for the holder; `s` waits for the telecom law."""
    made = offers()
    (service,) = made.services
    lane = replace(service, needs_tracks=NEEDS)
    return replace(made, services=(lane, replace(service, id="t", text="Talks")))


def service(*returns: Return) -> Benefit:
    return benefits(table(), None, returns)[0]


@pytest.mark.requirement(32)
@given(st.sampled_from(R), st.booleans())
def test_a_return_is_promised_aligned_or_delivered_and_gone_once_waived(
    state: R, ready: bool
) -> None:
    found = benefits(None, None, [promised(state)])
    if state is R.WAIVED:
        assert found == ()
        return
    came = state in (R.DELIVERED, R.CONFIRMED)
    aligned = Status.ALIGNED if ready else Status.PROMISED
    (only,) = found
    assert only.source is Source.RETURN
    assert status(only, NEEDS if ready else ()) is (Status.DELIVERED if came else aligned)


@pytest.mark.requirement(32)
def test_a_service_is_promised_until_all_its_tracks_are_done() -> None:
    assert status(service(), ()) is Status.PROMISED
    assert status(service(), NEEDS) is Status.ALIGNED


@pytest.mark.requirement(32)
def test_a_service_is_delivered_once_every_return_that_makes_it_real_came() -> None:
    came = promised(R.CONFIRMED)
    owed = replace(promised(R.ALIGNED), id=ReturnId("ret_2"))
    assert status(service(came), NEEDS) is Status.DELIVERED
    assert status(service(came, owed), NEEDS) is Status.ALIGNED
    assert status(service(came, replace(owed, state=R.WAIVED)), NEEDS) is Status.DELIVERED


def test_a_return_of_another_giver_recipient_or_track_makes_no_service_real() -> None:
    came = promised(R.CONFIRMED)
    for other in (
        replace(came, giver=HOLDER),
        replace(came, recipient=USER),
        replace(came, needs_tracks=()),
    ):
        assert status(service(other), NEEDS) is Status.ALIGNED


def test_returns_stand_below_the_service_that_they_make_real_and_the_others_behind() -> None:
    own = replace(promised(R.DELIVERED), id=ReturnId("ret_own"))
    other = replace(promised(R.ALIGNED), id=ReturnId("ret_other"), needs_tracks=())
    found = benefits(table(), None, [other, own])
    assert [(each.id, each.of) for each in found] == [
        ("s", ""), ("ret_own", "s"), ("t", ""), ("ret_other", ""),
    ]  # fmt: skip


def test_the_kept_package_says_which_services_count() -> None:
    chosen = replace(package(), services=("t", "gone from the table"))
    assert [each.id for each in benefits(table(), chosen, ())] == ["t"]
    assert [each.id for each in benefits(table(), None, ())] == ["s", "t"]
    assert benefits(None, chosen, ()) == ()
