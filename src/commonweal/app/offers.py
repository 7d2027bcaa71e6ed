"""Step 2: what lies on the table: put there, changed, taken off, written out."""

from collections.abc import Mapping, Sequence

from commonweal.adapters.plain import mapping_in, readable
from commonweal.app.acts import keep
from commonweal.app.collaboration import still_open
from commonweal.app.membership import hosted, member, party
from commonweal.app.node import Node
from commonweal.model.change import Stored, Write
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Conflict, NotYet
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId, OffersId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Offers
from commonweal.winwin import withdrawal
from commonweal.winwin.flow import Item
from commonweal.winwin.offers import offers
from commonweal.winwin.stated import stated_at
from commonweal.winwin.written import brief, restate
from commonweal.winwin.written import document as written

_HEADING = b"""\
# What lies on the table. Every figure is [low, likely, high]; unit, source and day stand once
# here, and a figure may say its own. Edit it and put it back: it replaces what lies there.
"""


def table(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    document: Mapping[str, object],
    seen: int | None = None,
) -> Offers:
    """Put offers on the table, replacing what lay there.

    Args:
        actor: who does it.
        node: where.
        id: of the collaboration.
        document: as `winwin.offers.offers` reads it; parties go by names or ids.
        seen: the version of the offers that the actor saw; 0 if nothing lay there.

    Raises:
        Conflict: the offers are not at that version any more.
        Invalid: what is wrong with the document, naming the path.
    """
    found = member(actor, node, "offers.table", id).record
    still_open(found)
    return _tabled(actor, node, found, _as_seen(node, id, seen), document)


def table_file(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    content: bytes,
    name: str,
    seen: int | None = None,
) -> Offers:
    """Put the offers of a YAML or JSON file on the table, replacing what lay there.

    Raises as `table`, and Invalid for a file that is too large, no text or not well formed: it is
    called `name`, and the sentence says the line.
    """
    found = member(actor, node, "offers.table_file", id).record
    still_open(found)
    before = _as_seen(node, id, seen)
    return _tabled(actor, node, found, before, mapping_in(content, name=name))


def tabled(actor: Actor, node: Node, id: CollaborationId) -> Stored[Offers] | None:
    """The offers on the table, with their version; None while nothing lies there."""
    member(actor, node, "offers.tabled", id)
    return stored(node, id)


def document(actor: Actor, node: Node, id: CollaborationId) -> dict[str, object]:
    """The document that would put the offers there again. Raises NotYet while nothing lies there.

    Unit, source and day stand once at the top; parties go by their names where these are clear.
    """
    found = member(actor, node, "offers.document", id).record
    names = {party: name for name, party in reversed(_parties(node, found).items())}
    return brief(lying(node, id).record, names)


def file(actor: Actor, node: Node, id: CollaborationId) -> bytes:
    """That document as a YAML file, for people to edit and put back. Raises NotYet."""
    member(actor, node, "offers.file", id)
    return _HEADING + readable(document(actor, node, id))


def add(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    entries: Mapping[str, object],
    seen: int | None = None,
) -> Offers:
    """Put more on the table, beside what lies there.

    Args:
        actor: who does it.
        node: where.
        id: of the collaboration.
        entries: a document as `table` takes it, with the new entries alone.
        seen: the version of the offers that the actor saw; 0 if nothing lay there.

    Raises:
        Conflict: the offers are not at that version any more.
        Invalid: as for `table`.
    """
    found = member(actor, node, "offers.add", id).record
    still_open(found)
    before = _as_seen(node, id, seen)
    lists = written(before.record) if before else {}
    more = {
        name: [*lists.get(name, ()), *_entries(entries.get(name, ()))]
        for name in ("elements", "uses", "services", "tracks")
    }
    dated = {"on": node.today.isoformat(), **entries}
    return _tabled(actor, node, found, before, {**dated, **more})


def change(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    path: str,
    low: float,
    likely: float,
    high: float,
    source: str,
    seen: int | None = None,
) -> Offers:
    """Change one figure on the table; from now on it is `source` who says it.

    Raises:
        NotYet: nothing is on the table.
        Conflict: the offers are not at the version `seen` any more.
        UnknownTerm: no figure stands at that path.
        Invalid: the range is out of order, or goes below zero where it may not.
    """
    found = member(actor, node, "offers.change", id).record
    still_open(found)
    before = _as_seen(node, id, seen) or lying(node, id)
    old = stated_at(before.record, path).figure
    whole = written(before.record)
    restate(
        whole,
        path,
        {
            "low": low,
            "likely": likely,
            "high": high,
            "unit": old.unit,
            "source": source,
            "on": node.today.isoformat(),
        },
    )
    return _tabled(actor, node, found, before, whole)


def falling(actor: Actor, node: Node, id: CollaborationId, *, item: Item) -> tuple[Item, ...]:
    """What would go if the item were withdrawn: itself first, then what stands on it.

    Raises:
        NotYet: nothing is on the table.
        UnknownTerm: the item is not.
        Refused: no use of any data would be left.
    """
    member(actor, node, "offers.falling", id)
    return withdrawal.falling(lying(node, id).record, item)


def withdraw(
    actor: Actor, node: Node, id: CollaborationId, *, item: Item, seen: int | None = None
) -> Offers:
    """Take an item off the table, and what stands on it.

    Raises as `falling`, and Conflict if the offers are not at the version `seen` any more.
    """
    found = member(actor, node, "offers.withdraw", id).record
    still_open(found)
    before = _as_seen(node, id, seen) or lying(node, id)
    left = withdrawal.withdrawn(before.record, item)
    return _tabled(actor, node, found, before, written(left))


def stored(node: Node, id: CollaborationId) -> Stored[Offers] | None:
    """The offers of a collaboration as they stand, for what is made of them."""
    return next(iter(node.records.find(Offers, collaboration=id)), None)


def lying(node: Node, id: CollaborationId) -> Stored[Offers]:
    """The same. Raises NotYet while nothing is on the table."""
    found = stored(node, id)
    if found is None:
        raise NotYet(
            detail="Nothing is on the table yet.",
            hint="Put offers there: `weal winwin import COLLABORATION FILE`.",
        )
    return found


def _as_seen(node: Node, id: CollaborationId, seen: int | None) -> Stored[Offers] | None:
    before = stored(node, id)
    now = before.version if before else 0
    if seen not in (None, now):
        raise Conflict(
            detail="Someone has changed the offers since you looked.",
            hint="Look at them as they stand now, then change them again.",
        )
    return before


def _tabled(
    actor: Actor,
    node: Node,
    found: Collaboration,
    before: Stored[Offers] | None,
    document: Mapping[str, object],
) -> Offers:
    made = offers(
        document,
        parties=_parties(node, found),
        name=before.record.id if before else OffersId(node.ids.new("offers")),
        collaboration=found.id,
    )
    keep(
        actor,
        node,
        Write(record=made, expected_version=before.version if before else 0),
        Kind.OFFERS_TABLED,
        facts=(("uses", len(made.uses)), ("services", len(made.services))),
        tell=hosted(node, found.parties),
    )
    return made


def _parties(node: Node, found: Collaboration) -> dict[str, PartyId]:
    """What a document may call the parties: first their names, then their ids, which always hold.

    Of two parties with one name the later has it.
    """
    names = {party(node, each.party).name: each.party for each in found.members}
    return {**names, **{each.party: each.party for each in found.members}}


def _entries(given: object) -> Sequence[object]:
    return given if isinstance(given, list | tuple) else ()
