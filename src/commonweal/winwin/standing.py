"""What a package may be called."""

from collections.abc import Mapping

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Standing
from commonweal.winwin.floor import Floor
from commonweal.winwin.selection import Selection

SURE = 0.95
"""The chance that everyone gains from which on a package counts as sure."""
ROUNDING = 1e-9
"""A shortfall below this share of the largest figure is rounding."""


def standing(
    offers: Offers,
    chosen: Selection,
    *,
    nets: Mapping[PartyId, float],
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
        nets: of each joined party, likely figures.
        floor: what each party outside government was held to.
        chance: P(every joined party outside government nets >= 0).
    """
    if not chosen.elements:
        return Standing.NO_DEAL
    holders = {each.holder for each in offers.elements if each.id in chosen.elements}
    slight = ROUNDING * max((abs(net) for net in nets.values()), default=0.0)
    private = {party: net for party, net in nets.items() if floor.binds(party)}
    if not chosen.services and any(private[party] <= slight for party in holders & private.keys()):
        return Standing.DONATION
    enough = all(net >= max(floor.of(party), 0.0) - slight for party, net in private.items())
    return Standing.WIN_WIN if private and enough and chance >= SURE else Standing.ONE_SIDED
