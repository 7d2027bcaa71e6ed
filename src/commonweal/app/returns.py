"""Step 7: what is owed in return, and whether it came."""

from datetime import date
from pathlib import Path

from commonweal.adapters.documents import render
from commonweal.align.called import mentioned, said
from commonweal.align.track import done
from commonweal.app import party as parties
from commonweal.app.acts import keep
from commonweal.app.align.lock import passed
from commonweal.app.collaboration import words
from commonweal.app.documents import statement_document
from commonweal.app.membership import acting, hosted, member, within
from commonweal.app.node import Node
from commonweal.model.agreement import Agreement
from commonweal.model.change import Stored, Write
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotFound
from commonweal.model.estimate import Estimate
from commonweal.model.evidence import Kind
from commonweal.model.ids import AgreementId, CollaborationId, PartyId, ReleaseId, ReturnId
from commonweal.model.may import allowed
from commonweal.model.party import Actor
from commonweal.model.release import Release
from commonweal.model.returns import Return, ReturnItem, ReturnState
from commonweal.model.track import AlignmentTrack
from commonweal.returns import promise as life
from commonweal.returns.statement import Statement, statement


def promise(
    actor: Actor,
    node: Node,
    id: AgreementId,
    *,
    recipient: PartyId,
    text: str,
    amount: Estimate,
    due: date,
    needs_tracks: tuple[str, ...] = (),
) -> Return:
    """A promise of the actor's party under an agreement; promised until its tracks are done.

    Raises:
        NotFound: no agreement of the actor's party.
        Invalid: the recipient is no other member.
        Conflict: the agreement has ended.
    """
    agreement = _promised_under(actor, node, id)
    found = member(actor, node, "returns.promise", agreement.collaboration).record
    if not found.roles(recipient) or recipient == actor.party:
        raise Invalid(
            detail=f"{recipient} is no other member of this collaboration.",
            hint="Promise to another member of it.",
        )
    life.check_amount(amount)
    made = Return(
        id=ReturnId(node.ids.new("return")),
        collaboration=agreement.collaboration,
        agreement=id,
        giver=acting(actor),
        recipient=recipient,
        text=words("text", text),
        amount=amount,
        due=due,
        needs_tracks=tuple(words("needed track", each) for each in needs_tracks),
        state=ReturnState.PROMISED,
    )
    tracks = node.records.find(AlignmentTrack, collaboration=agreement.collaboration)
    made = life.realigned(made, done(tuple(each.record for each in tracks)))
    _keep(actor, node, Stored(record=made, version=0), made, Kind.RETURN_PROMISED)
    return made


def promisable(actor: Actor, node: Node, id: CollaborationId) -> tuple[Agreement, ...]:
    """The agreements under which the actor's party may promise a return, oldest first."""
    member(actor, node, "returns.promisable", id)
    found = (stored.record for stored in node.records.find(Agreement, collaboration=id))
    return tuple(each for each in found if life.promisable(each, actor.party))


def record(actor: Actor, node: Node, id: ReturnId, *, amount: Estimate, evidence: str) -> Return:
    """Record that a return was delivered; only its giver can. Raises NotYet before alignment."""
    stored = _seen(actor, node, "returns.record", id)
    if stored.record.giver != actor.party:
        raise NotAllowed(
            detail="A delivery is recorded by who promised it.", hint="Act as the giver."
        )
    tracks = node.records.find(AlignmentTrack, collaboration=stored.record.collaboration)
    waits = mentioned(stored.record.needs_tracks, said(each.record for each in tracks))
    moved = life.delivered(stored.record, amount, words("evidence", evidence), waits)
    _keep(actor, node, stored, moved, Kind.RETURN_DELIVERED)
    return moved


def confirm(actor: Actor, node: Node, id: ReturnId) -> Return:
    """Confirm that a return came; only its recipient can."""
    stored = _seen(actor, node, "returns.confirm", id)
    moved = life.confirmed(stored.record, acting(actor), node.clock.now())
    _keep(actor, node, stored, moved, Kind.RETURN_CONFIRMED)
    return moved


def waive(actor: Actor, node: Node, id: ReturnId) -> Return:
    """Ask for a return no longer; only its recipient can."""
    stored = _seen(actor, node, "returns.waive", id)
    moved = life.waived(stored.record, acting(actor))
    _keep(actor, node, stored, moved, Kind.RETURN_WAIVED)
    return moved


def overview(
    actor: Actor, node: Node, id: CollaborationId, *, out: Path | None = None
) -> Statement:
    """What was promised against what came, as the actor's party sees it; `out` also as a file."""
    member(actor, node, "returns.overview", id)
    owed = _own(actor, node, id)
    found = statement(owed, acting(actor), node.today)
    if out:
        names: dict[str, str] = {party.id: party.name for party in parties.roster(actor, node)}
        render(statement_document(found, owed, names, passed(node, id)), out)
    return found


def owed(actor: Actor, node: Node, id: CollaborationId) -> tuple[Return, ...]:
    """The returns that the actor's party gives or receives, in the order they were promised."""
    member(actor, node, "returns.owed", id)
    return _own(actor, node, id)


def acts(actor: Actor, node: Node, id: CollaborationId) -> dict[ReturnId, frozenset[str]]:
    """What the actor can do now to each return of its party, by the names of the functions here."""
    roles = member(actor, node, "returns.acts", id).record.roles(actor.party)
    return {
        each.id: frozenset(
            act for act in life.acts(each, actor.party) if allowed(actor, f"returns.{act}", roles)
        )
        for each in _own(actor, node, id)
    }


def shown(
    actor: Actor, node: Node, id: CollaborationId
) -> dict[ReturnId, tuple[tuple[ReleaseId, ReturnItem], ...]]:
    """What releases show towards each return that the actor's party owes, newest first."""
    member(actor, node, "returns.shown", id)
    releases = [stored.record for stored in node.records.find(Release, collaboration=id)]
    return {
        each.id: life.towards(each, releases)
        for each in _own(actor, node, id)
        if each.giver == actor.party
    }


def _own(actor: Actor, node: Node, id: CollaborationId) -> tuple[Return, ...]:
    found = (stored.record for stored in node.records.find(Return, collaboration=id))
    return tuple(each for each in found if actor.party in (each.giver, each.recipient))


def _promised_under(actor: Actor, node: Node, id: AgreementId) -> Agreement:
    agreement = within(actor, node, "returns.promise", Agreement, id).record
    if actor.party not in agreement.parties:
        raise NotFound(kind="agreement", id=id)
    if not life.promisable(agreement, actor.party):
        raise Conflict(
            detail=f"The agreement {id} is {agreement.state}: nothing more is promised under it.",
            hint="Promise it under the next one: `weal agree draft --like AGREEMENT`.",
        )
    return agreement


def _seen(actor: Actor, node: Node, action: str, id: ReturnId) -> Stored[Return]:
    stored = within(actor, node, action, Return, id)
    if actor.party not in (stored.record.giver, stored.record.recipient):
        raise NotFound(kind="return", id=id)
    return stored


def _keep(actor: Actor, node: Node, stored: Stored[Return], changed: Return, kind: Kind) -> None:
    keep(
        actor,
        node,
        Write(record=changed, expected_version=stored.version),
        kind,
        facts=(("state", changed.state.value),),
        tell=hosted(node, (changed.giver, changed.recipient)),
    )
