"""Step 1, the surroundings: who relates how to whom, what data rests on, what hinders."""

from collections.abc import Iterator, Mapping, Sequence

from commonweal.app import agree
from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open
from commonweal.app.diagnose.situation import stated as standing
from commonweal.app.membership import hosted, member, party
from commonweal.app.node import Node
from commonweal.diagnose.map import Settled, Sharing, party_map
from commonweal.diagnose.statement import Part
from commonweal.diagnose.surroundings import changed, stated, whole, written
from commonweal.model.agreement import ENDED, Agreement, AgreementState, ClauseTerm
from commonweal.model.change import Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.dataset import Dataset
from commonweal.model.errors import Conflict
from commonweal.model.evidence import Kind
from commonweal.model.figure import Figure
from commonweal.model.ids import PREFIXES, CollaborationId, PartyId, SurroundingsId
from commonweal.model.party import Actor
from commonweal.model.surroundings import Surroundings
from commonweal.model.winwin import Offers

_OVER = ENDED | {AgreementState.CLOSED}


def show(actor: Actor, node: Node, id: CollaborationId) -> Stored[Surroundings] | None:
    """What is stated of the surroundings, with its version; None while nothing is."""
    member(actor, node, "surroundings.show", id)
    return standing(node, id)


def document(actor: Actor, node: Node, id: CollaborationId) -> dict[str, list[dict[str, object]]]:
    """The document that would state all of it again; of empty lists while nothing is stated."""
    found = member(actor, node, "surroundings.document", id).record
    before = standing(node, id)
    return written(before.record if before else None, _names(node, found))


def state(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    document: Mapping[str, object],
    seen: int | None = None,
) -> Surroundings:
    """State all of it anew, in the place of what was stated.

    Args:
        actor: who does it.
        node: where.
        id: of the collaboration.
        document: the parts by name, each a list of rows; parties go by names or ids.
        seen: the version that the actor saw; 0 if nothing was stated.

    Raises:
        Conflict: it is not at that version any more.
        Invalid: what is wrong with the document, naming the row.
    """
    found = member(actor, node, "surroundings.state", id).record
    still_open(found)
    before = _as_seen(node, id, seen)
    made = whole(before.record, document, parties=_parties(node, found), at=node.clock.now())
    return _keep(actor, node, found, before, made)


def change(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    part: Part,
    rows: Sequence[object] = (),
    gone: Sequence[object] = (),
    seen: int | None = None,
) -> Surroundings:
    """State something of one part, or take it back; the rest stays as it is.

    Args:
        actor: who does it.
        node: where.
        id: of the collaboration.
        part: relations, elements, readiness, risks or factors.
        rows: what is stated, each in the place of a statement about the same.
        gone: what is taken back, by the keys alone that say what it is about.
        seen: the version that the actor saw; 0 if nothing was stated.

    Raises:
        Conflict: it is not at that version any more.
        Invalid: what is wrong with a row.
    """
    found = member(actor, node, "surroundings.change", id).record
    still_open(found)
    before = _as_seen(node, id, seen)
    made = changed(
        before.record,
        part,
        parties=_parties(node, found),
        at=node.clock.now(),
        rows=rows,
        gone=gone,
    )
    return _keep(actor, node, found, before, made)


def sharing(actor: Actor, node: Node, id: CollaborationId) -> tuple[Sharing, ...]:
    """Who shares with whom, or could: by agreements that the actor may read, and by the offers."""
    member(actor, node, "surroundings.sharing", id)
    return tuple((*_agreed(actor, node, id), *_tabled(node, id)))


def figures(actor: Actor, node: Node, id: CollaborationId) -> tuple[Figure, ...]:
    """The map of the parties."""
    found = member(actor, node, "surroundings.figures", id).record
    known = {each.party: party(node, each.party) for each in found.members}
    before = standing(node, id)
    around = before.record if before else None
    return (party_map(found, known, around, sharing(actor, node, id)),)


def _agreed(actor: Actor, node: Node, id: CollaborationId) -> Iterator[Sharing]:
    for each in agree.roster(actor, node, id):
        if each.state in _OVER:
            continue
        settled = Settled.IN_FORCE if each.in_force(node.clock.now()) else Settled.DRAFTED
        for dataset in each.datasets:
            shared = node.records.get(Dataset, dataset).record
            for user in _recipients(each):
                yield Sharing(holder=shared.holder, user=user, what=shared.title, settled=settled)


def _recipients(agreement: Agreement) -> tuple[PartyId, ...]:
    found = agreement.clause(ClauseTerm.RECIPIENT)
    return tuple(PartyId(each) for each in found.values) if found else ()


def _tabled(node: Node, id: CollaborationId) -> Iterator[Sharing]:
    for stored in node.records.find(Offers, collaboration=id):
        elements = {each.id: each for each in stored.record.elements}
        for use in stored.record.uses:
            shared = elements[use.element]
            yield Sharing(
                holder=shared.holder, user=use.user, what=shared.text, settled=Settled.TABLED
            )


def _as_seen(node: Node, id: CollaborationId, seen: int | None) -> Stored[Surroundings]:
    """What is stated, at version 0 if nothing is yet."""
    before = standing(node, id) or Stored(record=_nothing(node, id), version=0)
    if seen not in (None, before.version):
        raise Conflict(
            detail="Someone has stated something here since you looked.",
            hint="Look at it as it stands now, then state yours again.",
        )
    return before


def _nothing(node: Node, id: CollaborationId) -> Surroundings:
    """Its id follows from the collaboration's: two who state at once cannot both be the first."""
    own = f"{PREFIXES['surroundings']}{id.removeprefix(PREFIXES['collaboration'])}"
    return Surroundings(id=SurroundingsId(own), collaboration=id, at=node.clock.now())


def _keep(
    actor: Actor,
    node: Node,
    found: Collaboration,
    before: Stored[Surroundings],
    made: Surroundings,
) -> Surroundings:
    keep(
        actor,
        node,
        Write(record=made, expected_version=before.version),
        Kind.SURROUNDINGS_STATED,
        facts=tuple((part.value, len(stated(made, part))) for part in Part),
        tell=hosted(node, found.parties),
    )
    return made


def _names(node: Node, found: Collaboration) -> dict[PartyId, str]:
    return {each.party: " ".join(party(node, each.party).name.split()) for each in found.members}


def _parties(node: Node, found: Collaboration) -> dict[str, PartyId]:
    """What a row may call the members: their names, or their ids, which always hold."""
    names = _names(node, found)
    return {**{name: id for id, name in names.items()}, **{id: id for id in names}}
