"""Who is asked to answer the questionnaire, and what became of it; never what they answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe

from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open
from commonweal.app.diagnose import answering
from commonweal.app.diagnose.diagnosis import counted
from commonweal.app.diagnose.given import entered_by
from commonweal.app.membership import acting, member, within
from commonweal.app.node import Node
from commonweal.model.assessment import Assessment
from commonweal.model.change import NOUNS, Write
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import AssessmentId, CollaborationId, PartyId, QuestionnaireId
from commonweal.model.party import Actor
from commonweal.model.person import checked_name, digest, folded
from commonweal.model.questionnaire import (
    LONGEST_QUESTIONNAIRE,
    QUESTIONNAIRE_LASTS,
    Questionnaire,
    QuestionnaireState,
)

EXPIRED = "expired"
"""How an invitation stands that ended without an answer; every other standing is a state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One respondent: who asked them, and what became of it."""

    id: QuestionnaireId | AssessmentId
    """The questionnaire; where a party entered the answers, the assessment."""
    party: PartyId
    respondent: str
    """Empty once they took their answers back."""
    asked_by: PartyId
    """Who asked, or entered the answers."""
    state: str
    until: datetime | None = None
    link: bool = False
    """True if they answer by a link."""
    entered: bool = False
    """True if a party entered the answers for them."""


def invite(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    party: PartyId,
    respondent: str,
    days: int = QUESTIONNAIRE_LASTS.days,
) -> tuple[Questionnaire, str]:
    """Ask someone to answer for a member, and the token of their link: told once, kept as a hash.

    Args:
        actor: their party asks, and its log has the entry.
        node: this node.
        id: the collaboration.
        party: any member, also one that is not hosted here.
        respondent: their name.
        days: how long the link is open, 1 to 365.

    Raises:
        Invalid: no member, no name, or too short or long a time.
        Conflict: someone of that name was asked for that party and may still answer, or has.
        NotYet: the project has ended.
    """
    found = member(actor, node, "respondents.invite", id).record
    still_open(found)
    if not found.roles(party):
        raise Invalid(
            detail=f"{party} is no member of this collaboration.",
            hint="A respondent speaks for a member: let the party in first.",
            field="party",
        )
    made = Questionnaire(
        id=QuestionnaireId(node.ids.new("questionnaire")),
        collaboration=id,
        party=party,
        invited_by=acting(actor),
        respondent=_free(node, id, party, respondent),
        token=digest(token := token_urlsafe()),
        until=node.clock.now() + _lasting(days),
    )
    write = Write(record=made, expected_version=0)
    keep(actor, node, write, Kind.RESPONDENT_INVITED, facts=(("party", party),))
    return made, token


def revoke(
    actor: Actor, node: Node, id: QuestionnaireId, *, of: CollaborationId | None = None
) -> Questionnaire:
    """End an invitation of the actor's party at once; what was answered so far is erased.

    Raises:
        NotFound: absent, not for the actor to know, or not of the collaboration `of`.
        NotAllowed: another party asked.
        Refused: it was answered, or is no invitation.
    """
    stored = within(actor, node, "respondents.revoke", Questionnaire, id)
    _check_of(stored.record, of)
    if stored.record.invited_by != acting(actor):
        raise NotAllowed(
            detail="Another party sent this invitation.", hint="Only the party that asks revokes."
        )
    if stored.record.state is not QuestionnaireState.OPEN or not stored.record.token:
        raise Refused(
            detail="This invitation is not open: there is nothing to revoke.",
            hint="Answers that were handed in are taken back by whoever gave them.",
        )
    gone = replace(stored.record, state=QuestionnaireState.REVOKED, token="")
    write = Write(record=gone, expected_version=stored.version)
    keep(actor, node, write, Kind.INVITATION_REVOKED)
    node.answers.forget(id)
    return gone


def roster(actor: Actor, node: Node, id: CollaborationId) -> tuple[Standing, ...]:
    """Everyone who was asked or answered, oldest first; never what they answered."""
    member(actor, node, "respondents.roster", id)
    return tuple(_standings(node, id))


def withdraw(
    actor: Actor, node: Node, id: AssessmentId, *, of: CollaborationId | None = None
) -> None:
    """Take back answers that the actor's party entered for someone: all of that name are erased.

    Raises:
        NotFound: absent, not for the actor to know, or not of the collaboration `of`.
        NotAllowed: the respondent gave them, or another party entered them.
        Refused: they were taken back before.
    """
    stored = within(actor, node, "respondents.withdraw", Assessment, id)
    _check_of(stored.record, of)
    party = acting(actor)
    if entered_by(node, stored.record) != party:
        raise NotAllowed(
            detail="Your party did not enter these answers.",
            hint="Whoever gave them takes them back, or the party that entered them.",
        )
    if stored.record.withdrawn:
        raise Refused(detail="These answers were taken back before.", hint="Nothing to do.")
    same = answering.of_the_same(node, stored.record)
    mine = [each for each in same if entered_by(node, each.record) == party]
    answering.erase(node, mine, person=actor.person, log=party)


def _check_of(record: Questionnaire | Assessment, of: CollaborationId | None) -> None:
    if of not in (None, record.collaboration):
        raise NotFound(kind=NOUNS[type(record)], id=record.id)


def _standings(node: Node, id: CollaborationId) -> Iterator[Standing]:
    asked = [stored.record for stored in node.records.find(Questionnaire, collaboration=id)]
    now = node.clock.now()
    for each in asked:
        yield Standing(
            id=each.id,
            party=each.party,
            respondent=each.respondent,
            asked_by=each.invited_by,
            state=EXPIRED if each.over(now) else each.state.value,
            until=each.until,
            link=not each.person,
        )
    answered = {each.assessment for each in asked}
    counting = {each.id for each in counted(node, id)}
    for stored in node.records.find(Assessment, collaboration=id):
        given = stored.record
        if given.id not in answered and (given.withdrawn or given.id in counting):
            yield _entered(given)


def _entered(given: Assessment) -> Standing:
    state = QuestionnaireState.WITHDRAWN if given.withdrawn else QuestionnaireState.ANSWERED
    return Standing(
        id=given.id,
        party=given.respondent.party,
        respondent=given.respondent.name,
        asked_by=given.entered_by or given.respondent.party,
        state=state.value,
        entered=True,
    )


def _free(node: Node, id: CollaborationId, party: PartyId, name: str) -> str:
    """The name, if nobody of it is being asked for that party or has answered."""
    called = checked_name(name)
    for each in _standings(node, id):
        same = each.party == party and folded(each.respondent) == folded(called)
        if same and each.state in (QuestionnaireState.OPEN, QuestionnaireState.ANSWERED):
            raise Conflict(
                detail=f"{called} is asked for this party already, or has answered.",
                hint="Revoke the earlier invitation first, or give the name of someone else.",
            )
    return called


def _lasting(days: int) -> timedelta:
    if not 1 <= days <= LONGEST_QUESTIONNAIRE.days:
        raise Invalid(
            detail=f"An invitation cannot last {days} days.",
            hint=f"Give 1 to {LONGEST_QUESTIONNAIRE.days} days.",
            field="days",
        )
    return timedelta(days=days)
