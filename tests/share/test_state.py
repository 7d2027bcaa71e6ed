"""What is offered with a grant meets no refusal, and whatever the gate allows is offered."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.model.agreement import Agreement, AgreementState, Mode
from commonweal.model.errors import NotPermitted
from commonweal.model.grant import Delivery, DeliveryState, Grant
from commonweal.model.ids import DeliveryId, GrantId
from commonweal.share.gate import GRANT_LASTS, spent, usable
from commonweal.share.state import DELIVER, RUN, GrantState, act, opens, state
from tests.agree.builders import TERM, USER, active, agreement, dataset

NOW = TERM.start + timedelta(days=3)
SOON = NOW + timedelta(minutes=1)
LATE = NOW + GRANT_LASTS
IN_FORCE = active(agreement())


def grant(mode: Mode, *, used: bool = False) -> Grant:
    return Grant(
        id=GrantId("gra_1"),
        collaboration=IN_FORCE.collaboration,
        agreement=IN_FORCE.id,
        dataset=dataset().id,
        dataset_version=dataset().version,
        recipient=USER,
        purpose="disaster-response",
        mode=mode,
        issued=NOW,
        expires=LATE,
        policy="",
        used=used,
    )


def delivery(state: DeliveryState) -> Delivery:
    return Delivery(
        id=DeliveryId("del_1"),
        collaboration=IN_FORCE.collaboration,
        agreement=IN_FORCE.id,
        grant=GrantId("gra_1"),
        dataset=dataset().id,
        recipient=USER,
        state=state,
        at=NOW,
    )


VISIT, FILES = grant(Mode.VISIT), grant(Mode.DELIVER)
USED = grant(Mode.VISIT, used=True)
ASKED = grant(Mode.DELIVER, used=True)
ANNOUNCED, SEALED = delivery(DeliveryState.ANNOUNCED), delivery(DeliveryState.SEALED)


@pytest.mark.parametrize(
    ("held", "handed", "at", "found", "next_"),
    [
        (VISIT, None, SOON, GrantState.OPEN, RUN),
        (VISIT, None, LATE, GrantState.EXPIRED, ""),
        (USED, None, SOON, GrantState.USED, ""),
        (FILES, None, SOON, GrantState.OPEN, DELIVER),
        (FILES, None, LATE, GrantState.EXPIRED, ""),
        (ASKED, ANNOUNCED, SOON, GrantState.ANNOUNCED, DELIVER),
        (ASKED, ANNOUNCED, LATE, GrantState.EXPIRED, ""),
        (ASKED, SEALED, LATE, GrantState.DELIVERED, RUN),
        (ASKED, SEALED, TERM.end, GrantState.ENDED, ""),
        (VISIT, None, TERM.end, GrantState.ENDED, ""),
    ],
)
def test_a_grant_is_open_until_it_is_used_or_runs_out_and_a_delivery_while_the_agreement_is(
    held: Grant, handed: Delivery | None, at: datetime, found: GrantState, next_: str
) -> None:
    assert state(held, handed, IN_FORCE, dataset(), at) is found
    assert act(held, found) == next_


@pytest.mark.parametrize(("held", "handed"), [(VISIT, None), (FILES, None), (ASKED, SEALED)])
def test_a_pause_is_told_from_an_end(held: Grant, handed: Delivery | None) -> None:
    paused = replace(IN_FORCE, state=AgreementState.SUSPENDED)
    over = replace(IN_FORCE, state=AgreementState.WITHDRAWN, key_doomed=True)
    assert state(held, handed, paused, dataset(), SOON) is GrantState.SUSPENDED
    assert state(held, handed, paused, dataset(), TERM.end) is GrantState.ENDED
    assert state(held, handed, over, dataset(), SOON) is GrantState.ENDED


def test_a_dataset_that_changed_ends_its_grants_and_leaves_what_was_delivered() -> None:
    changed = dataset(version="v2")
    assert state(VISIT, None, IN_FORCE, changed, SOON) is GrantState.EXPIRED
    assert state(ASKED, SEALED, IN_FORCE, changed, SOON) is GrantState.DELIVERED


def test_a_key_that_is_to_die_opens_nothing() -> None:
    doomed = replace(IN_FORCE, key_doomed=True)
    assert not opens(doomed, SOON)
    assert state(ASKED, SEALED, doomed, dataset(), SOON) is GrantState.ENDED


@given(
    st.sampled_from([VISIT, USED, FILES]),
    st.sampled_from(AgreementState),
    st.booleans(),
    st.sampled_from(["v1", "v2"]),
    st.integers(-1, 20).map(lambda minutes: NOW + timedelta(minutes=minutes)),
)
def test_what_nothing_was_delivered_on_is_offered_exactly_while_the_gate_lets_it_through(
    held: Grant, life: AgreementState, doomed: bool, version: str, at: datetime
) -> None:
    under = replace(IN_FORCE, state=life, key_doomed=doomed)
    found = state(held, None, under, dataset(version=version), at)
    assert bool(act(held, found)) == lets_through(held, under, version, at)


def lets_through(held: Grant, under: Agreement, version: str, at: datetime) -> bool:
    try:
        spent(held)
        usable(held, under, dataset(version=version), at)
    except NotPermitted:
        return False
    return True
