"""No respondent sees another's answers before answering (S4.3; the order is ours).

A person who logs in is a possible respondent: while others have answered and this person has not,
the results are withheld. They answer first, or choose to read; who has read answers no more.
Whoever holds the key of a party, or bears its token, enters answers for others and reads.
"""

from commonweal.app.node import Node
from commonweal.model.assessment import Assessment
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState

_MAY_SEE = frozenset(
    {QuestionnaireState.ANSWERED, QuestionnaireState.READING, QuestionnaireState.WITHDRAWN}
)


def check_independent(actor: Actor, node: Node, id: CollaborationId) -> None:
    """Say nothing if the actor may see what others answered.

    Raises:
        NotYet: a person who has not answered yet, and others have.
    """
    if may_see(actor, node, id):
        return
    raise NotYet(
        detail="Others have answered, and you have not: what they said would colour your answers.",
        hint="Answer first; or choose to read without answering.",
    )


def may_see(actor: Actor, node: Node, id: CollaborationId) -> bool:
    """True if what others answered is no secret to the actor."""
    return not actor.logs_in or not _answered(node, id) or _has_decided(actor, node, id)


def _answered(node: Node, id: CollaborationId) -> bool:
    found = node.records.find(Assessment, collaboration=id)
    return any(not stored.record.withdrawn for stored in found)


def _has_decided(actor: Actor, node: Node, id: CollaborationId) -> bool:
    found = (stored.record for stored in node.records.find(Questionnaire, collaboration=id))
    return any(each.person == actor.person and each.state in _MAY_SEE for each in found)
