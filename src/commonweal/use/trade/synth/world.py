"""The settings of a synthetic flower trade. Every value is a guess, stated here."""

from dataclasses import dataclass

import numpy as np

from commonweal.model.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Cut flowers from East Africa to the Netherlands: how many, how noisy, how often wrong."""

    consignments: int
    seed: int
    dirty: float = 0.3
    """Share of consignments with an injected error."""
    unseen: float = 0.02
    """Share where both papers were falsified alike: no comparison can find it."""
    aggregate: float = 0.4
    """Share of declarations with one item for each code and origin."""
    shared: float = 0.03
    """Share of invoices that two declarations divide between them."""
    lodged: float = 0.85
    """Share of declarations that were accepted; the others are drafts."""
    merged: float = 0.12
    """Share of items that stand for two or three lines, where items are lines."""
    unknown_freight: float = 0.3
    """Share of invoices without freight in their prices that do not state it."""
    value_noise: float = 0.005
    """Declared values lie within this share of the right ones."""
    mass_noise: float = 0.015
    whole_euros: float = 0.3
    no_stems: float = 0.25
    """Share of items without supplementary units."""
    typos: float = 0.15
    tariff_text: float = 0.4
    """Share of items that quote the tariff instead of the trade name."""
    uncoded: float = 0.1
    """Share of consignments whose papers have no commodity codes, where items are lines."""
    twins: float = 0.05
    """Share of invoice lines that are there twice, alike in everything."""
    resent: float = 0.03
    """Share of invoices sent a second time with the same bytes."""
    credited: float = 0.03
    """Share of invoices with a credit note."""

    def __post_init__(self) -> None:
        """Refuse a world that cannot be made."""
        if self.consignments < 1 or self.seed < 0:
            raise Invalid(
                detail=f"{self.consignments} consignments with seed {self.seed}.",
                hint="Give at least 1 consignment, and a seed that is not negative.",
            )

    def chance(self, *purpose: int) -> np.random.Generator:
        """A stream of its own for each purpose, so that the order of work changes nothing."""
        return np.random.Generator(np.random.PCG64DXSM([self.seed, *purpose]))
