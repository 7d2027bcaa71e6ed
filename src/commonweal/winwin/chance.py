"""How sure it is that a package leaves everyone no worse off.

Every figure is drawn from the triangle of its range, independently; the package stays as it is.
Each figure has its own stream of draws, so two packages are compared on the same futures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.flow import flows
from commonweal.winwin.selection import Selection, moving

DRAWS = 10_000
MOST_DRAWS = 1_000_000
SEED = 20_240_229
"""The seed unless another is given; any other serves as well."""
ROUNDING = 1e-12
"""A loss below this share of what a party moves is rounding, not loss."""
_SLACK = 1e-9
"""What a share may miss by rounding before a per cent is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Shares of the draws, 0 to 1."""

    all_gain: float
    """Of draws in which no joined party outside government loses; 1 if none joined."""
    by_party: Mapping[PartyId, float]
    """For each joined party, of draws in which it does not lose."""


def percent(share: float) -> str:
    """A chance as people read it, in per cent; never rounded up to certainty."""
    return f"{floor(100 * share + _SLACK)} %"


def chances(
    offers: Offers,
    chosen: Selection,
    *,
    government: frozenset[PartyId],
    draws: int = DRAWS,
    seed: int = SEED,
) -> Chances:
    """P(net >= 0) for each joined party, and for all outside government at once.

    Raises Invalid: a number of draws or a seed that cannot be used.
    """
    _usable(draws, seed)
    no_loss = {
        party: found >= 0.0 for party, found in _drawn_nets(offers, chosen, draws, seed).items()
    }
    everyone = np.ones(draws, dtype=np.bool_)
    for party, kept in no_loss.items():
        if party not in government:
            everyone &= kept
    return Chances(
        all_gain=float(everyone.mean()),
        by_party={party: float(kept.mean()) for party, kept in no_loss.items()},
    )


def triangular(figure: Estimate, draws: int, stream: np.random.Generator) -> NDArray[np.float64]:
    """Draws from the triangle low, likely, high; the figure itself where it is no range."""
    if figure.low == figure.high:
        return np.full(draws, figure.likely)
    return stream.triangular(figure.low, figure.likely, figure.high, size=draws)


def _drawn_nets(
    offers: Offers, chosen: Selection, draws: int, seed: int
) -> dict[PartyId, NDArray[np.float64]]:
    """One net per party and draw, raised by what rounding may have taken."""
    found = {party: np.zeros(draws) for party in chosen.joined}
    every = flows(offers)
    flowing = frozenset(moving(every, chosen))
    for position, flow in enumerate(every):
        if flow in flowing and flow.party is not None:
            stream = np.random.default_rng((seed, position))
            drawn = triangular(flow.figure, draws, stream)
            found[flow.party] += flow.sign * drawn + ROUNDING * np.abs(drawn)
    return found


def _usable(draws: int, seed: int) -> None:
    if not 1 <= draws <= MOST_DRAWS:
        raise Invalid(
            detail=f"The number of draws is {draws}.",
            hint=f"Give 1 to {MOST_DRAWS}; {DRAWS} is usual.",
            field="draws",
        )
    if seed < 0:
        raise Invalid(
            detail=f"The seed is {seed}.", hint="Give a whole number from 0 up.", field="seed"
        )
