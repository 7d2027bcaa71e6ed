"""Which step of its life a record may take."""

import pytest

from commonweal.adapters.records.transitions import TRANSITIONS, allowed
from commonweal.model.agreement import Agreement, AgreementState
from commonweal.model.change import NOUNS, Record
from commonweal.model.collaboration import Collaboration
from commonweal.model.grant import Delivery
from commonweal.model.party import Party
from commonweal.model.questionnaire import Questionnaire
from commonweal.model.returns import Return
from commonweal.model.track import AlignmentTrack


@pytest.mark.parametrize("kind", [kind for kind in NOUNS if "state" in kind.__annotations__])
def test_every_record_that_has_a_state_has_a_life(kind: type[Record]) -> None:
    assert TRANSITIONS[kind]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Collaboration, "open", "ended"),
        (Delivery, "announced", "destroyed"),
        (Delivery, "sealed", "destroyed"),
        (Agreement, "active", "withdrawn"),
        (AlignmentTrack, "open", "done"),
        (Return, "delivered", "confirmed"),
        (Questionnaire, "open", "answered"),
        (Questionnaire, "answered", "withdrawn"),
        (Party, "", ""),
    ],
)
def test_these_steps_are_allowed(kind: type[Record], before: str, after: str) -> None:
    assert allowed(kind, before, after)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Collaboration, "ended", "open"),
        (Delivery, "destroyed", "sealed"),
        (Agreement, "withdrawn", "active"),
        (Return, "confirmed", "delivered"),
        (AlignmentTrack, "done", "unheard-of"),
        (Questionnaire, "answered", "open"),
        (Questionnaire, "revoked", "answered"),
        (Questionnaire, "reading", "answered"),
        (Questionnaire, "withdrawn", "answered"),
        (Party, "", "active"),
    ],
)
def test_no_way_leads_back(kind: type[Record], before: str, after: str) -> None:
    assert not allowed(kind, before, after)


@pytest.mark.parametrize("stage", AgreementState)
def test_a_record_may_stay_where_it_is(stage: AgreementState) -> None:
    assert allowed(Agreement, stage, stage)
