"""Who gains or pays how much when which offer is chosen: the one definition of a net.

net(p) = private values of p's uses + benefits of services p receives - cost of p's shared elements
- risk to p as holder of uses of them - cost of services p provides. Costs of parties of kind
government, and of tracks that are not done, are the public's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonweal.model.errors import UnknownTerm
from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers


class ItemKind(StrEnum):
    """The four things that can be chosen."""

    ELEMENT = "element"
    USE = "use"
    SERVICE = "service"
    TRACK = "track"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that can be chosen; ids are distinct within a kind."""

    kind: ItemKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """If the item is chosen, the party gains (sign 1) or pays (sign -1) the figure."""

    item: Item
    party: PartyId | None
    """None for the public as a whole."""
    sign: int
    figure: Estimate

    @property
    def likely(self) -> float:
        """The signed likely figure."""
        return self.sign * self.figure.likely


def flows(offers: Offers) -> tuple[Flow, ...]:
    """All that any party gains or pays, in the order of the offers."""
    return (*_element_costs(offers), *_use_values(offers), *_service_values(offers))


def public_flows(
    offers: Offers, kinds: Mapping[PartyId, PartyKind], done: frozenset[str]
) -> tuple[Flow, ...]:
    """All that counts as public value or government cost. Raises UnknownTerm.

    What government gains itself is not in it: public value is stated at the uses.
    """
    bodies = government(offers, kinds)
    return (
        *(_gain(_use(use.id), None, use.public_value) for use in offers.uses),
        *(each for each in flows(offers) if each.party in bodies and each.sign < 0),
        *(
            _cost(Item(kind=ItemKind.TRACK, id=track.track), None, track.cost)
            for track in offers.tracks
            if track.track not in done
        ),
    )


def parties(offers: Offers) -> tuple[PartyId, ...]:
    """Every party that the offers name, in the order of first mention."""
    holders = (each.holder for each in offers.elements)
    users = (each.user for each in offers.uses)
    providers = (each.provider for each in offers.services)
    recipients = (benefit.recipient for each in offers.services for benefit in each.benefits)
    return tuple(dict.fromkeys((*holders, *users, *providers, *recipients)))


def government(offers: Offers, kinds: Mapping[PartyId, PartyKind]) -> frozenset[PartyId]:
    """The public bodies among the parties of the offers.

    Raises UnknownTerm: a party whose kind is not known, as it is not in the collaboration.
    """
    for party in parties(offers):
        if party not in kinds:
            raise UnknownTerm(field="A party of the offers", got=party, known=list(kinds))
    return frozenset(p for p in parties(offers) if kinds[p] is PartyKind.GOVERNMENT)


def _element_costs(offers: Offers) -> Iterator[Flow]:
    for element in offers.elements:
        item = Item(kind=ItemKind.ELEMENT, id=element.id)
        yield _cost(item, element.holder, element.cost)


def _use_values(offers: Offers) -> Iterator[Flow]:
    holder = {element.id: element.holder for element in offers.elements}
    for use in offers.uses:
        yield _gain(_use(use.id), use.user, use.private_value)
        yield _cost(_use(use.id), holder[use.element], use.risk_to_holder)


def _service_values(offers: Offers) -> Iterator[Flow]:
    for service in offers.services:
        item = Item(kind=ItemKind.SERVICE, id=service.id)
        yield _cost(item, service.provider, service.cost)
        for benefit in service.benefits:
            yield _gain(item, benefit.recipient, benefit.value)


def _use(id: str) -> Item:
    return Item(kind=ItemKind.USE, id=id)


def _gain(item: Item, party: PartyId | None, figure: Estimate) -> Flow:
    return Flow(item=item, party=party, sign=1, figure=figure)


def _cost(item: Item, party: PartyId | None, figure: Estimate) -> Flow:
    return Flow(item=item, party=party, sign=-1, figure=figure)
