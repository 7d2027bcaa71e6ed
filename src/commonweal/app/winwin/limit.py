"""Step 2: the least at which a party takes part; the optimiser reads it, and no other party."""

from dataclasses import dataclass, replace

from commonweal.app.account import Told, history
from commonweal.app.acts import keep
from commonweal.app.align.lock import kept_package
from commonweal.app.collaboration import still_open
from commonweal.app.membership import acting, member, party
from commonweal.app.node import Node
from commonweal.app.winwin.offers import lying, stored
from commonweal.model.change import Stored, Write
from commonweal.model.errors import Conflict, Invalid, NotYet, Refused
from commonweal.model.evidence import Entry, Kind
from commonweal.model.ids import CollaborationId, LimitId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Limit, Offers
from commonweal.winwin.floor import FINEST
from commonweal.winwin.table.bounds import LARGEST
from commonweal.winwin.table.stated import stated

_CHANGED = frozenset({Kind.OFFERS_TABLED, Kind.TRACK_SET})
_COMPUTED = frozenset({Kind.PACKAGE_CHOSEN, Kind.FRONTIER_COMPUTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The limit of the actor's own party, and what happened since it was stated."""

    limit: Limit
    version: int
    offers_changed: int
    """How often anybody changed the offers or a track since."""
    computed: int
    """How many packages and frontiers anybody kept since.

    In an answer that is not kept only a limit of the asker's own party counts.
    """
    counts: bool
    """False once the offers are in another unit: the optimiser leaves the limit out then."""
    net: float | None
    """What the party nets in the package that is kept; None if it is in none."""
    rounding: float
    """What is rounding, beside the largest figure on the table."""

    @property
    def met(self) -> bool | None:
        """True if the kept package gives the party that much; None if the party is in none."""
        return None if self.net is None else self.net >= self.limit.least - self.rounding


def state(
    actor: Actor, node: Node, id: CollaborationId, *, least: float, seen: int | None = None
) -> Limit:
    """Keep to oneself the least net at which the actor's party takes part; it replaces another.

    Args:
        actor: for whose party it holds.
        node: where; its operator can read it.
        id: of the collaboration.
        least: in the unit of the offers, from 0 on.
        seen: the version of the own limit that the actor saw; 0 if there was none.

    Raises:
        NotYet: nothing is on the table, so that there is no unit.
        Invalid: the least is no number, below 0 or too large.
        Refused: the party is government: it is held to nothing.
        Conflict: the limit is not at that version any more.
    """
    found = member(actor, node, "limit.state", id).record
    still_open(found)
    own = acting(actor)
    _some_floor(node, own)
    made = Limit(
        id=LimitId(node.ids.new("limit")),
        collaboration=id,
        party=own,
        least=_checked(least),
        unit=lying(node, id).record.unit,
        at=node.clock.now(),
    )
    before = _as_seen(node, id, own, seen)
    return _kept(actor, node, before, replace(made, id=before.record.id) if before else made)


def withdraw(actor: Actor, node: Node, id: CollaborationId, *, seen: int | None = None) -> Limit:
    """Take the own limit back: from now on the margin of a package alone holds.

    Raises NotYet while there is none, and Conflict as `state`.
    """
    still_open(member(actor, node, "limit.withdraw", id).record)
    before = _as_seen(node, id, acting(actor), seen)
    if before is None or before.record.withdrawn:
        raise NotYet(detail="Your party has no limit here.", hint="There is nothing to take back.")
    return _kept(actor, node, before, replace(before.record, withdrawn=True, at=node.clock.now()))


def show(actor: Actor, node: Node, id: CollaborationId) -> Own | None:
    """The limit of the actor's own party; None while it has none, whatever others have."""
    member(actor, node, "limit.show", id)
    own = acting(actor)
    kept = _stored(node, id, own)
    if kept is None or kept.record.withdrawn:
        return None
    since = _since(history(actor, node, id))
    offers = stored(node, id)
    return Own(
        limit=kept.record,
        version=kept.version,
        offers_changed=sum(each in _CHANGED for each in since),
        computed=sum(each in _COMPUTED for each in since),
        counts=offers is not None and offers.record.unit == kept.record.unit,
        net=_net(node, id, own),
        rounding=_rounding(offers.record) if offers else 0.0,
    )


def _stored(node: Node, id: CollaborationId, own: PartyId) -> Stored[Limit] | None:
    return next(iter(node.records.find(Limit, collaboration=id, party=own)), None)


def _as_seen(
    node: Node, id: CollaborationId, own: PartyId, seen: int | None
) -> Stored[Limit] | None:
    before = _stored(node, id, own)
    if seen not in (None, before.version if before and not before.record.withdrawn else 0):
        raise Conflict(
            detail="Someone of your party has changed the limit since you looked.",
            hint="Look at it as it stands now, then change it again.",
        )
    return before


def _kept(actor: Actor, node: Node, before: Stored[Limit] | None, made: Limit) -> Limit:
    """Written into the own log alone, and told to nobody."""
    version = before.version if before else 0
    keep(actor, node, Write(record=made, expected_version=version), Kind.LIMIT_SET)
    return made


def _checked(least: float) -> float:
    if not 0 <= least <= LARGEST:
        raise Invalid(
            detail=f"The least net is {least:g}.",
            hint=f"Give a number from 0 to {LARGEST:g}: nobody is held to less than 0 anyway.",
            field="least",
        )
    return float(least)


def _some_floor(node: Node, own: PartyId) -> None:
    if not party(node, own).kind.has_floor:
        raise Refused(
            detail="A party of government is held to no least net: its costs are the public's.",
            hint="Say in the offers what it costs you.",
        )


def _since(told: tuple[Told, ...]) -> list[str]:
    """The kinds of acts, one's own and others', after the limit was last stated."""
    last = max((n for n, each in enumerate(told) if each.entry.kind is Kind.LIMIT_SET), default=-1)
    return [_act(each.entry) for each in told[last + 1 :]]


def _act(entry: Entry) -> str:
    """What was done; of a message, what it tells was done."""
    if entry.kind is Kind.MESSAGE_RECEIVED:
        return str(dict(entry.facts).get("kind", ""))
    return entry.kind


def _rounding(offers: Offers) -> float:
    """As the optimiser has it, of a party that moved the largest figure of all."""
    return FINEST * max((abs(each.figure.likely) for each in stated(offers)), default=0.0)


def _net(node: Node, id: CollaborationId, own: PartyId) -> float | None:
    kept = kept_package(node, id)
    nets = kept.nets if kept else ()
    return next((each.net for each in nets if each.party == own), None)
