"""The 24 statements, put to one respondent: by a link, or to someone who logs in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from commonweal.model.ids import CollaborationId, PartyId, QuestionnaireId

QUESTIONNAIRE_LASTS = timedelta(days=30)
"""How long an invitation is open if nobody says otherwise."""
LONGEST_QUESTIONNAIRE = timedelta(days=365)


class QuestionnaireState(StrEnum):
    """The life of a questionnaire; after `open` nothing more can be answered with it."""

    OPEN = "open"
    ANSWERED = "answered"
    REVOKED = "revoked"
    READING = "reading"
    """Someone chose to read what others answered, and therefore answers no more."""
    WITHDRAWN = "withdrawn"
    """The answers were given, taken back and erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """Who is asked, for which party, until when, and what became of it."""

    id: QuestionnaireId
    collaboration: CollaborationId
    party: PartyId
    """For whom the respondent speaks."""
    invited_by: PartyId
    """The hosted party that asks; what happens to the questionnaire is entered in its log."""
    respondent: str
    """Their name; empty once they have taken their answers back."""
    state: QuestionnaireState = QuestionnaireState.OPEN
    person: str = ""
    """Whoever answers logged in; empty for a link."""
    token: str = field(default="", repr=False)
    """SHA-256 of the link's token, hex; empty for someone logged in, or once it is revoked."""
    until: datetime | None = None
    """When an unanswered link ends; None for someone who logs in."""
    assessment: str = ""
    """Id of the answers, once they are handed in; empty before."""

    def over(self, at: datetime) -> bool:
        """True if the link has expired at the UTC instant `at` without an answer."""
        waiting = self.state is QuestionnaireState.OPEN
        return waiting and self.until is not None and self.until <= at
