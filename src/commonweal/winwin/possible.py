"""What can be in a package at all: what would cost somebody more than all there is to gain is not.

The optimiser takes a small figure for nothing beside one that is a thousand million times as
large. So what no package can hold is taken from the table before it is asked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.entailed import Key, entailed
from commonweal.winwin.floor import FINEST, Floor
from commonweal.winwin.flow import flows
from commonweal.winwin.item import Item
from commonweal.winwin.scenario import LIKELY, leaning
from commonweal.winwin.table.stated import Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What every package that is sought gives the public, and may cost outside."""

    public: tuple[Stated, ...]
    """What counts as public value and government cost."""
    least: float = 0.0
    """The least public value, less government cost."""
    caution: float = LIKELY
    """How far the public figures are taken towards their worse end."""
    paid: Mapping[PartyId, float] | None = None
    """The most that each party may be paid from outside."""


def possible(offers: Offers, floor: Floor, demand: Demand) -> Offers:
    """The table without what no package of that kind can hold, and what needs that."""
    own, needs = flows(offers), entailed(offers)
    left = frozenset(needs)
    while True:
        hopeless = {*_too_dear(own, left, floor, demand, needs), *_too_costly(left, demand)}
        if not hopeless:
            return _reduced(offers, left)
        left = frozenset(each for each in left - hopeless if hopeless.isdisjoint(needs[each]))


def _too_dear(
    own: Iterable[Stated],
    left: Collection[Item],
    floor: Floor,
    demand: Demand,
    needs: Mapping[Item, Collection[Key]],
) -> Iterator[Item]:
    """What costs a party that must join for it more than it could gain and be paid by the rest."""
    moved: dict[PartyId, dict[Item, float]] = {}
    for flow in own:
        if flow.item in left and flow.party is not None and floor.binds(flow.party):
            worth = moved.setdefault(flow.party, {})
            worth[flow.item] = worth.get(flow.item, 0.0) + leaning(flow, floor.caution)
    for party, worth in moved.items():
        room = _hope(worth) + (demand.paid or {}).get(party, 0.0) - floor.of(party)
        yield from (item for item in _beyond(worth, room) if party in needs[item])


def _too_costly(left: Collection[Item], demand: Demand) -> Iterator[Item]:
    """What costs government more than all public value beside it, beyond what is demanded."""
    worth: dict[Item, float] = {}
    for flow in demand.public:
        if flow.item in left:
            worth[flow.item] = worth.get(flow.item, 0.0) + leaning(flow, demand.caution)
    return _beyond(worth, _hope(worth) - demand.least)


def _hope(worth: Mapping[Item, float]) -> float:
    return sum(value for value in worth.values() if value > 0)


def _beyond(worth: Mapping[Item, float], room: float) -> Iterator[Item]:
    """What takes more than the room, by more than rounding."""
    for item, value in worth.items():
        if value < 0 and -value > room + FINEST * max(-value, abs(room)):
            yield item


def _reduced(offers: Offers, left: frozenset[Item]) -> Offers:
    return replace(
        offers,
        elements=tuple(each for each in offers.elements if Item.element(each.id) in left),
        uses=tuple(each for each in offers.uses if Item.use(each.id) in left),
        services=tuple(each for each in offers.services if Item.service(each.id) in left),
        tracks=tuple(each for each in offers.tracks if Item.track(each.track) in left),
    )
