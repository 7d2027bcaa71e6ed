"""Answering by a link: no account is needed, whoever bears the link is the respondent."""

from commonweal.app.diagnose import answering
from commonweal.app.diagnose.answering import Asked
from commonweal.app.node import Node
from commonweal.diagnose.answers import Held, Why
from commonweal.model.assessment import Assessment, Profile
from commonweal.model.change import Stored
from commonweal.model.errors import Refused
from commonweal.model.ids import PersonId
from commonweal.model.may import check
from commonweal.model.party import Actor
from commonweal.model.person import digest
from commonweal.model.questionnaire import Questionnaire


def asked(actor: Actor, node: Node, token: str) -> Asked:
    """The questionnaire behind a link. Raises Refused for a link that leads nowhere."""
    check(actor, "invitation.asked")
    return answering.asked(node, _stored(node, token))


def result(actor: Actor, node: Node, token: str) -> Profile | None:
    """What all answers add up to; None until this respondent has answered. Raises Refused."""
    check(actor, "invitation.result")
    return answering.result(node, _stored(node, token).record)


def keep(actor: Actor, node: Node, token: str, *, page: Why | Held) -> Asked:
    """Keep one page of answers, to go on later; nobody else sees it, and it is no evidence.

    Raises:
        Refused: the link leads nowhere, has ended, or was answered with.
        Invalid: an answer is outside the vocabulary, or evidence is given in part.
    """
    check(actor, "invitation.keep")
    stored = _stored(node, token)
    answers = answering.after(node, stored.record, page)
    answering.hold(node, stored.record.id, answers)
    return answering.asked(node, stored)


def hand_in(actor: Actor, node: Node, token: str) -> Assessment:
    """Hand in what was kept, once. Raises Refused, Conflict, Invalid."""
    check(actor, "invitation.hand_in")
    stored = _stored(node, token)
    return answering.hand_in(node, stored, _bearer(stored))


def withdraw(actor: Actor, node: Node, token: str) -> None:
    """Take the answers back: they, the name and the link are erased. Raises Refused."""
    check(actor, "invitation.withdraw")
    stored = _stored(node, token)
    answering.withdraw(node, stored, _bearer(stored))


def _stored(node: Node, token: str) -> Stored[Questionnaire]:
    wanted = digest(token)
    for stored in node.records.find(Questionnaire):
        if stored.record.token == wanted:
            return stored
    raise Refused(
        detail="This link leads to no questionnaire, or no more.",
        hint="It may have been revoked. Ask whoever sent it to you for a new one.",
    )


def _bearer(stored: Stored[Questionnaire]) -> PersonId:
    """Who acts, as the log knows them: the questionnaire, never a name."""
    return PersonId(stored.record.id)
