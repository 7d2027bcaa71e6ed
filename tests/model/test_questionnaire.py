"""The 24 statements, put to one respondent."""

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.model.ids import CollaborationId, PartyId, QuestionnaireId
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def questionnaire(
    state: QuestionnaireState = QuestionnaireState.OPEN, until: datetime | None = NOON
) -> Questionnaire:
    return Questionnaire(
        id=QuestionnaireId("que_1"),
        collaboration=CollaborationId("col_1"),
        party=PartyId("par_1"),
        invited_by=PartyId("par_1"),
        respondent="A. Clerk",
        state=state,
        token="ab",
        until=until,
    )


def test_a_link_is_over_at_its_last_instant_and_not_before() -> None:
    assert questionnaire().over(NOON)
    assert not questionnaire().over(NOON - timedelta(microseconds=1))


@pytest.mark.parametrize("state", sorted(set(QuestionnaireState) - {QuestionnaireState.OPEN}))
def test_what_is_not_open_does_not_expire(state: QuestionnaireState) -> None:
    assert not questionnaire(state).over(NOON)


def test_someone_who_logs_in_is_asked_without_an_end() -> None:
    assert not questionnaire(until=None).over(NOON)


def test_the_token_is_not_shown() -> None:
    assert "token" not in repr(questionnaire())
