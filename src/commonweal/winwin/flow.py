"""Who gains or pays how much when which offer is chosen: the one definition of a net.

net(p) = private values of p's uses + benefits of services p receives - cost of p's shared elements
- risk to p as holder of uses of them - cost of services p provides. Costs of parties of kind
government, and of tracks that are not done, are the public's.
"""

from collections.abc import Mapping

from commonweal.model.errors import UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Offers
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.item import Item
from commonweal.winwin.table.stated import Stated, stated


def flows(offers: Offers) -> tuple[Stated, ...]:
    """All that any party gains or pays, in the order of the offers."""
    return tuple(each for each in stated(offers) if each.party is not None)


def public_flows(offers: Offers, now: Circumstance) -> tuple[Stated, ...]:
    """All that counts as public value or government cost. Raises UnknownTerm.

    What government gains itself is not in it: public value is stated at the uses.
    """
    bodies, over = government(offers, now.kinds), {Item.track(name) for name in now.done}
    return tuple(
        each
        for each in stated(offers)
        if (each.party in bodies and each.sign < 0)
        or (each.party is None and each.item not in over)
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
    named = parties(offers)
    for party in named:
        if party not in kinds:
            raise UnknownTerm(field="A party of the offers", got=party, known=list(kinds))
    return frozenset(party for party in named if not kinds[party].has_floor)
