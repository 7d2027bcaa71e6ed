"""A document of offers is put on the table, with the parties and tracks that it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.app.acts import act, carry_out
from commonweal.app.align.boarding import boarded, returns_moved
from commonweal.app.membership import acting, hosted, party
from commonweal.app.node import Node
from commonweal.app.winwin.arrivals import guests, let_in
from commonweal.model.change import Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.evidence import Kind
from commonweal.model.ids import OffersId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Offers
from commonweal.winwin.table.figure import Origin
from commonweal.winwin.table.offers import offers
from commonweal.winwin.table.party import listed_parties
from commonweal.winwin.table.track import listed_tracks


def put(
    actor: Actor,
    node: Node,
    found: Stored[Collaboration],
    before: Stored[Offers] | None,
    document: Mapping[str, object],
) -> Offers:
    """Put a document on the table, in place of what lay there before.

    It is read wholly first; then who comes with it is let in, its tracks go on the board, and the
    offers on the table: all in one commit, or nothing.

    Raises:
        Invalid: what is wrong with the document, naming the path.
        NotAllowed: it lists parties that the actor may not let in.
        NotYet: it would change a track on the board while alignment is locked.
    """
    name = before.record.id if before else OffersId(node.ids.new("offers"))
    coming = guests(node, found.record, listed_parties(document))
    reading = _Reading(node=node, found=found.record, name=name, document=document)
    by = party(node, acting(actor)).name
    read = reading.offers(coming.words, by)
    moved = boarded(node, found.record, listed_tracks(document), read)
    arrived = let_in(actor, node, found, coming, read)
    made = reading.offers(arrived.words, by) if coming.arrivals else read
    tracks = tuple(each.record for each in moved)
    change = act(
        Kind.OFFERS_TABLED,
        person=actor.person,
        log=acting(actor),
        writes=(
            Write(record=made, expected_version=before.version if before else 0),
            *(Write(record=each.record, expected_version=each.version) for each in moved),
        ),
        facts=(("uses", len(made.uses)), ("services", len(made.services))),
        tell=(*hosted(node, found.record.parties), *arrived.told),
    )
    carry_out(node, *arrived.changes, change, *returns_moved(actor, node, found.record.id, tracks))
    return made


def known_as(node: Node, found: Collaboration) -> dict[str, PartyId]:
    """What a document may call the parties: first their names, then their ids, which always hold.

    Each run of blanks in a name is one there. Of two parties with one name the later has it.
    """
    names = {" ".join(party(node, each.party).name.split()): each.party for each in found.members}
    return {**names, **{each.party: each.party for each in found.members}}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One document, read with stand-ins for new parties and then with the parties themselves."""

    node: Node
    found: Collaboration
    name: OffersId
    document: Mapping[str, object]

    def offers(self, words: Mapping[str, PartyId], by: str) -> Offers:
        """What it puts on the table, if its words mean these parties."""
        listed = [{"id": word, "name": party} for word, party in words.items()]
        document = {**self.document, "parties": listed} if words else self.document
        ids: dict[str, PartyId] = {party: party for party in words.values()}
        return offers(
            document,
            parties={**known_as(self.node, self.found), **words, **ids},
            name=self.name,
            collaboration=self.found.id,
            origin=Origin(source=by, on=self.node.today, by=by),
        )
