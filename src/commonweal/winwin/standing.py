"""What a package may be called."""

from collections.abc import Collection, Mapping

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Standing
from commonweal.winwin.floor import Floor, net
from commonweal.winwin.selection import Selection

SURE = 0.95
"""The chance that everyone gains from which on a package counts as sure."""


def standing(
    offers: Offers,
    chosen: Selection,
    *,
    moved: Mapping[PartyId, Collection[float]],
    floor: Floor,
    chance: float,
) -> Standing:
    """The name that a package deserves; the first rule that holds decides.

    No deal: nothing is shared. Donation: nothing is given back, and a holder outside government
    gains nothing or loses. Win-win: some joined party is not government, each such party nets at
    least the margin (and at least 0) at the likely figures, and the chance that all gain is sure.
    One-sided: the rest.

    Args:
        offers: what was on the table.
        chosen: what of it was selected.
        moved: what each joined party gains and, below 0, pays; likely figures.
        floor: what each party outside government was held to.
        chance: P(every joined party outside government nets >= 0).
    """
    if not chosen.elements:
        return Standing.NO_DEAL
    holders = {each.holder for each in offers.elements if each.id in chosen.elements}
    private = {party: each for party, each in moved.items() if floor.binds(party)}
    if not chosen.services and any(net(private[each]) <= 0 for each in holders & private.keys()):
        return Standing.DONATION
    enough = not any(floor.usual.lacking(party, each) for party, each in private.items())
    return Standing.WIN_WIN if private and enough and chance >= SURE else Standing.ONE_SIDED
