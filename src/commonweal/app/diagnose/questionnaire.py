"""Answering for oneself: whoever is logged in, or holds the key of a party, rates on their own."""

from dataclasses import replace
from hashlib import sha256

from commonweal.app.acts import act, carry_out
from commonweal.app.diagnose import answering
from commonweal.app.diagnose.answering import Asked
from commonweal.app.diagnose.diagnosis import counted
from commonweal.app.membership import acting, member
from commonweal.app.node import Node
from commonweal.diagnose.answers import Held, Why
from commonweal.model.assessment import Assessment
from commonweal.model.change import Stored, Write
from commonweal.model.errors import NotFound, NotYet
from commonweal.model.evidence import Kind
from commonweal.model.ids import PREFIXES, CollaborationId, PartyId, PersonId, QuestionnaireId
from commonweal.model.party import Actor
from commonweal.model.person import Person, checked_name
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState


def begin(actor: Actor, node: Node, id: CollaborationId) -> Asked:
    """One's own questionnaire; it is made only when the first page is kept."""
    member(actor, node, "questionnaire.begin", id)
    return answering.asked(node, _own(actor, node, id))


def keep(
    actor: Actor, node: Node, id: CollaborationId, *, page: Why | Held, name: str = ""
) -> Asked:
    """Keep one page of answers, to go on later; nobody else sees it, and it is no evidence.

    Args:
        actor: a person who logged in answers under their own name.
        node: this node.
        id: the collaboration.
        page: motives, or the ratings of one dimension.
        name: who answers, where the actor is a key.

    Raises:
        Invalid: an answer is outside the vocabulary, or evidence is given in part.
        Refused: it was handed in, or the person chose to read instead.
        NotYet: the project has ended.
    """
    member(actor, node, "questionnaire.keep", id)
    stored = _own(actor, node, id)
    answers = answering.after(node, stored.record, page)
    if not stored.version:
        named = _named(actor, node, stored, name)
        stored = _made(actor, node, named, Kind.RESPONDENT_INVITED)
    answering.hold(node, stored.record.id, answers)
    return answering.asked(node, stored)


def hand_in(actor: Actor, node: Node, id: CollaborationId) -> Assessment:
    """Hand in what was kept: from now on it counts, and the others can see it.

    Raises:
        NotFound: nothing was kept.
        Refused: it was handed in before.
        Invalid: nothing is rated, or the questions have changed.
    """
    member(actor, node, "questionnaire.hand_in", id)
    return answering.hand_in(node, _kept(actor, node, id), actor.person)


def withdraw(actor: Actor, node: Node, id: CollaborationId) -> None:
    """Take one's answers back: they and the name are erased. Raises NotFound, Refused."""
    member(actor, node, "questionnaire.withdraw", id)
    answering.withdraw(node, _kept(actor, node, id), actor.person)


def read_on(actor: Actor, node: Node, id: CollaborationId) -> None:
    """Read what others answered without answering; from then on this person answers no more.

    Nothing to do for someone who has answered, and for whoever holds a key, which reads anyway.
    Raises NotYet while nobody has answered: there is nothing to read, and no reason to give up.
    """
    member(actor, node, "questionnaire.read_on", id)
    stored = _own(actor, node, id)
    if not actor.logs_in or stored.record.state is not QuestionnaireState.OPEN:
        return
    if not counted(node, id):
        raise NotYet(detail="Nobody has answered yet.", hint="Answer first: it takes ten minutes.")
    reading = replace(stored.record, state=QuestionnaireState.READING)
    named = _named(actor, node, replace(stored, record=reading), "")
    made = _made(actor, node, named, Kind.RESULTS_READ)
    node.answers.forget(made.record.id)


def _own(actor: Actor, node: Node, id: CollaborationId) -> Stored[Questionnaire]:
    """The person's questionnaire for their party; at version 0 while there is none."""
    party = acting(actor)
    found = [
        stored
        for stored in node.records.find(Questionnaire, collaboration=id)
        if (stored.record.person, stored.record.party) == (actor.person, party)
    ]
    if found and not _begins_again(actor, found[-1].record):
        return found[-1]
    fresh = Questionnaire(
        id=_id(id, party, actor.person, len(found)),
        collaboration=id,
        party=party,
        invited_by=party,
        respondent="",
        person=actor.person,
    )
    return Stored(record=fresh, version=0)


def _id(id: CollaborationId, party: PartyId, person: PersonId, before: int) -> QuestionnaireId:
    """The one id that a person's next questionnaire can have: of two made at once one is refused.

    Otherwise someone could begin to answer and choose to read in one moment, then do both.
    """
    told = f"{id}\n{party}\n{person}\n{before}"
    return QuestionnaireId(f"{PREFIXES['questionnaire']}_{sha256(told.encode()).hexdigest()[:26]}")


def _begins_again(actor: Actor, last: Questionnaire) -> bool:
    """True for a key after answers were taken back: it speaks for more people than one."""
    return not actor.logs_in and last.state is QuestionnaireState.WITHDRAWN


def _kept(actor: Actor, node: Node, id: CollaborationId) -> Stored[Questionnaire]:
    stored = _own(actor, node, id)
    if not stored.version:
        raise NotFound(kind="questionnaire", id=id)
    return stored


def _named(
    actor: Actor, node: Node, stored: Stored[Questionnaire], name: str
) -> Stored[Questionnaire]:
    """The questionnaire with the name of who answers; it has one already once it was made."""
    if stored.version:
        return stored
    called = node.records.get(Person, actor.person).record.name if actor.logs_in else name
    return replace(stored, record=replace(stored.record, respondent=checked_name(called)))


def _made(
    actor: Actor, node: Node, stored: Stored[Questionnaire], kind: Kind
) -> Stored[Questionnaire]:
    """The questionnaire, written; what happens to it is entered in the party's log alone."""
    record = stored.record
    write = Write(record=record, expected_version=stored.version)
    carry_out(node, act(kind, person=actor.person, log=record.invited_by, writes=(write,)))
    return Stored(record=record, version=stored.version + 1)
