"""Step 2: what lies on the table: put there, changed, taken off, written out."""

from collections.abc import Mapping
from dataclasses import replace

from commonweal.adapters.plain import mapping_in, readable
from commonweal.align import called
from commonweal.align.track import standing
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, member, party
from commonweal.app.node import Node
from commonweal.app.winwin.tabling import known_as, put
from commonweal.model.change import Stored
from commonweal.model.errors import Conflict, Invalid, NotYet, UnknownTerm
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor
from commonweal.model.track import AlignmentTrack
from commonweal.model.value import ValueType
from commonweal.model.winwin import Offers, Stage
from commonweal.winwin.item import Item
from commonweal.winwin.table import withdrawal
from commonweal.winwin.table.offers import LISTS
from commonweal.winwin.table.star import POINTS
from commonweal.winwin.table.stated import stated_at
from commonweal.winwin.table.written import brief, restate
from commonweal.winwin.table.written import document as written

_HEADING = b"""\
# What lies on the table. Each figure is a number, [low, likely, high], {stars: 0 to 5} or a word
# from none to huge. Unit, source, day and who put it here stand once here, and a figure may say its
# own; a star is worth what `star` says, or 10 points. Edit it and put it back: it replaces what
# lies there. How far a track is stands on the board alone; `state` here would change it there.
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
        document: as `winwin.table.offers.offers` reads it; parties go by names or ids, or as it
            lists them: those that are not in yet are let in, and made if there is none of that
            name and kind. Tracks of which it says kind and authority are put on the board.
        seen: the version of the offers that the actor saw; 0 if nothing lay there.

    Raises:
        Conflict: the offers are not at that version any more.
        Invalid: what is wrong with the document, naming the path; then nothing is made.
        NotAllowed: the document lists parties that the actor may not let in.
        NotYet: it would change a track on the board while alignment is locked.
    """
    found = member(actor, node, "offers.table", id)
    still_open(found.record)
    return put(actor, node, found, _as_seen(node, id, seen), document)


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
    found = member(actor, node, "offers.table_file", id)
    still_open(found.record)
    before = _as_seen(node, id, seen)
    return put(actor, node, found, before, mapping_in(content, name=name))


def tabled(actor: Actor, node: Node, id: CollaborationId) -> Stored[Offers] | None:
    """The offers on the table, with their version; None while nothing lies there."""
    member(actor, node, "offers.tabled", id)
    return stored(node, id)


def document(actor: Actor, node: Node, id: CollaborationId) -> dict[str, object]:
    """The document that would put the offers there again. Raises NotYet while nothing lies there.

    Unit, source and day stand once at the top; parties go by their names where these are clear,
    and are listed with their kinds, so that another node can read it.
    """
    found = member(actor, node, "offers.document", id).record
    offers = lying(node, id).record
    listed = {party: word for word, party in offers.called}
    clear = reversed(known_as(node, found).items())
    unlisted = {party: name for name, party in clear if name not in listed.values()}
    return brief(
        offers,
        {**unlisted, **listed},
        known=[party(node, each.party) for each in found.members],
        board=standing(each.record for each in node.records.find(AlignmentTrack, collaboration=id)),
    )


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
    found = member(actor, node, "offers.add", id)
    still_open(found.record)
    before = _as_seen(node, id, seen)
    whole = written(before.record) if before else {}
    more = {
        name: [*whole.get(name, ()), *given] if isinstance(given, list | tuple) else given
        for name, given in ((name, entries.get(name, ())) for name in ("parties", *LISTS))
    }
    _check_lasting(before, entries)
    return put(actor, node, found, before, {**_lasting(before), **entries, **more})


def change(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    path: str,
    low: float | None = None,
    likely: float | None = None,
    high: float | None = None,
    stars: int | None = None,
    source: str,
    seen: int | None = None,
) -> Offers:
    """Change one figure on the table; from now on it is `source` who says it.

    Args:
        actor: who does it.
        node: where.
        id: of the collaboration.
        path: where the figure stands, such as `uses[0].public_value`.
        low: its range; an end that is left out is the likely figure.
        likely: the figure, unless it is given in stars.
        high: as `low`.
        stars: 0 to 5, in place of the three.
        source: who says it.
        seen: the version of the offers that the actor saw.

    Raises:
        NotYet: nothing is on the table.
        Conflict: the offers are not at the version `seen` any more.
        UnknownTerm: no figure stands at that path.
        Invalid: the range is out of order, or goes below zero where it may not; it is given twice
            or not at all; in stars, where nobody has said what one is worth.
    """
    found = member(actor, node, "offers.change", id)
    still_open(found.record)
    before = _as_seen(node, id, seen) or lying(node, id)
    old = stated_at(before.record, path).figure
    whole = written(before.record)
    told = {"unit": old.unit, "source": source, "on": node.today.isoformat()}
    by = party(node, acting(actor)).name
    restate(whole, path, {**_range(low, likely, high, stars), **told, "by": by})
    return put(actor, node, found, before, whole)


def describe(
    actor: Actor,
    node: Node,
    id: CollaborationId,
    *,
    use: str,
    value_type: ValueType | None = None,
    indicator: str = "",
    baseline: str = "",
    counterfactual: str = "",
    stage: Stage | None = None,
    seen: int | None = None,
) -> Offers:
    """Say of one use which public value it has and what would show it; empty: nobody says so.

    Raises:
        NotYet: nothing is on the table.
        Conflict: the offers are not at the version `seen` any more.
        UnknownTerm: no use has that id.
        Invalid: a text is too long or cannot be shown.
    """
    found = member(actor, node, "offers.describe", id)
    still_open(found.record)
    before = _as_seen(node, id, seen) or lying(node, id)
    whole = written(before.record)
    uses = {each["id"]: each for each in whole["uses"]}
    if use not in uses:
        raise UnknownTerm(field="use", got=use[:80], known=list(uses))
    told = {
        "value_type": value_type and value_type.value,
        "indicator": indicator.strip(),
        "baseline": baseline.strip(),
        "counterfactual": counterfactual.strip(),
        "stage": stage and stage.value,
    }
    for key, said in told.items():
        uses[use].pop(key, None)
        uses[use].update({key: said} if said else {})
    return put(actor, node, found, before, whole)


def value_star(
    actor: Actor, node: Node, id: CollaborationId, *, worth: float, seen: int | None = None
) -> Offers:
    """Say what one star is worth, in the unit of the offers; figures in stars follow it.

    Raises:
        NotYet: nothing is on the table.
        Conflict: the offers are not at the version `seen` any more.
        Invalid: it is not above 0, or too large.
    """
    found = member(actor, node, "offers.value_star", id)
    still_open(found.record)
    before = _as_seen(node, id, seen) or lying(node, id)
    return put(actor, node, found, before, {**written(before.record), "star": worth})


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
    found = member(actor, node, "offers.withdraw", id)
    still_open(found.record)
    before = _as_seen(node, id, seen) or lying(node, id)
    left = withdrawal.withdrawn(before.record, item)
    return put(actor, node, found, before, written(left))


def stored(node: Node, id: CollaborationId) -> Stored[Offers] | None:
    """The offers of a collaboration as they stand, for what is made of them.

    Their tracks are called as the board of alignment calls them.
    """
    board = (each.record for each in node.records.find(AlignmentTrack, collaboration=id))
    found = node.records.find(Offers, collaboration=id)
    said = called.said(board) if found else {}
    return next((replace(each, record=called.worded(each.record, said)) for each in found), None)


def lying(node: Node, id: CollaborationId) -> Stored[Offers]:
    """The same. Raises NotYet while nothing is on the table."""
    found = stored(node, id)
    if found is None:
        raise NotYet(
            detail="Nothing is on the table yet.",
            hint="Put offers there: `weal winwin import FILE --collaboration COLLABORATION`.",
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


def _lasting(before: Stored[Offers] | None) -> dict[str, object]:
    """What holds for the whole table, and so for the entries that are put beside it."""
    if before is None:
        return {}
    told = before.record
    star = {"star": told.star} if told.star else {}
    unit = {"unit": POINTS} if told.unit == POINTS else {}
    return {"months": told.months, **star, **unit}


def _check_lasting(before: Stored[Offers] | None, entries: Mapping[str, object]) -> None:
    """Say nothing if entries leave alone what figures on the table were read by."""
    for key, holds in _lasting(before).items():
        if entries.get(key, holds) != holds:
            raise Invalid(
                detail=f"{key} is {holds} for all that lies on the table.",
                hint="Change it in a file with all the offers, and put that there.",
                field=key,
            )


def _range(
    low: float | None, likely: float | None, high: float | None, stars: int | None
) -> dict[str, float]:
    if stars is not None and (low, likely, high) == (None, None, None):
        return {"stars": stars}
    if stars is not None or likely is None:
        raise Invalid(
            detail="A figure is a range or a number of stars: one of the two.",
            hint="Give low, likely and high, or stars.",
            field="stars" if stars is not None else "likely",
        )
    return {
        "low": likely if low is None else low,
        "likely": likely,
        "high": likely if high is None else high,
    }
