"""What a package that is kept nets each party now, and whose case has changed by that."""

from collections.abc import Iterable

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Package, PartyNet
from commonweal.winwin.chance import chances
from commonweal.winwin.selection import Selection, nets

_DRAWN = 0.02
"""How far two chances of the same figures may lie apart, where an offer that was added or taken off
gave each figure other draws."""


def nets_now(package: Package, offers: Offers) -> tuple[PartyNet, ...]:
    """What its choice nets each joined party at these figures, and how surely, over its draws.

    What is not on the table any more is not counted.
    """
    chosen = Selection.of(package)
    sure = chances(
        offers, chosen, government=frozenset(), draws=package.draws, seed=package.seed
    ).by_party
    return tuple(
        PartyNet(party=party, net=net, chance=sure[party])
        for party, net in nets(offers, chosen).items()
    )


def differing(before: Iterable[PartyNet], now: Iterable[PartyNet]) -> frozenset[PartyId]:
    """The parties that net something else than before, or not as surely."""
    known = {each.party: each for each in before}
    return frozenset(each.party for each in now if _differs(known.get(each.party), each))


def _differs(before: PartyNet | None, now: PartyNet) -> bool:
    return before is None or before.net != now.net or abs(before.chance - now.chance) > _DRAWN
