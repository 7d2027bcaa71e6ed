"""Which step of its life a record may take: the tables of the steps, side by side."""

from collections.abc import Mapping
from typing import TypeVar

from commonweal.agree.lifecycle import TRANSITIONS as AGREEMENT
from commonweal.align.track import TRANSITIONS as TRACK
from commonweal.model.agreement import Agreement
from commonweal.model.change import Record
from commonweal.model.collaboration import Collaboration, CollaborationState
from commonweal.model.grant import Delivery, DeliveryState
from commonweal.model.person import Person, PersonState
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState
from commonweal.model.returns import Return
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Approval
from commonweal.returns.promise import TRANSITIONS as RETURN
from commonweal.winwin.case.approval import TRANSITIONS as APPROVAL

S = TypeVar("S", bound=str)

PERSON = {
    PersonState.INVITED: frozenset({PersonState.ACTIVE, PersonState.REMOVED}),
    PersonState.ACTIVE: frozenset({PersonState.REMOVED}),
}
COLLABORATION = {CollaborationState.OPEN: frozenset({CollaborationState.ENDED})}
QUESTIONNAIRE = {
    QuestionnaireState.OPEN: frozenset(
        {QuestionnaireState.ANSWERED, QuestionnaireState.REVOKED, QuestionnaireState.READING}
    ),
    QuestionnaireState.ANSWERED: frozenset({QuestionnaireState.WITHDRAWN}),
}
DELIVERY = {
    DeliveryState.ANNOUNCED: frozenset({DeliveryState.SEALED, DeliveryState.DESTROYED}),
    DeliveryState.SEALED: frozenset({DeliveryState.DESTROYED}),
}


def _steps(life: Mapping[S, frozenset[S]]) -> frozenset[tuple[str, str]]:
    return frozenset((before, after) for before, steps in life.items() for after in steps)


TRANSITIONS: dict[type[Record], frozenset[tuple[str, str]]] = {
    Person: _steps(PERSON),
    Collaboration: _steps(COLLABORATION),
    Questionnaire: _steps(QUESTIONNAIRE),
    Agreement: _steps(AGREEMENT),
    Delivery: _steps(DELIVERY),
    Approval: _steps(APPROVAL),
    AlignmentTrack: _steps(TRACK),
    Return: _steps(RETURN),
}
"""(from, to) of every step that a life allows; a kind without a life is not here."""


def allowed(kind: type[Record], before: str, after: str) -> bool:
    """True if a stored record of that kind may go from one state to the other, or stays."""
    return before == after or (before, after) in TRANSITIONS.get(kind, frozenset())
