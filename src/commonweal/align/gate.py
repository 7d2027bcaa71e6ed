"""Alignment begins after the value for business is stated (paper S5.1, rule R4)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from commonweal.model.ids import PartyId
from commonweal.model.track import Override
from commonweal.model.winwin import Offers, Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Why alignment may not begin yet, and what would open it.

    The paper tells the order; holding to it as a gate is ours.
    """

    silent: tuple[str, ...]
    """Names of the businesses of which nobody has stated what it is worth to them."""
    gainless: tuple[str, ...]
    """Those of them to whom nothing on the table promises a gain: a package cannot state one."""

    @property
    def reason(self) -> str:
        """Why, in a sentence."""
        return (
            f"Alignment has not begun: what it is worth to {' and '.join(self.silent)} is not "
            "stated (paper S5.1, rule R4)."
        )

    @property
    def way(self) -> str:
        """What would open it, in a sentence."""
        if not self.gainless:
            return "Compute a package of what lies on the table, and keep it."
        gains = "gains" if len(self.gainless) == 1 else "gain"
        return (
            f"Put on the table what {' and '.join(self.gainless)} {gains}, then compute a package "
            "and keep it."
        )


def stated(package: Package | None, table: Offers | None) -> frozenset[PartyId]:
    """The parties whose value in it is stated.

    Nothing is, before a package is kept. A net in it states it; so do, for a party that a package
    computed here leaves out, figures on the table by which it gains. Of a package taken over from
    an earlier collaboration the nets alone count: who is new there has stated nothing. This reading
    of the paper's order is ours.
    """
    if package is None:
        return frozenset()
    nets = frozenset(net.party for net in package.nets)
    if package.taken_from or table is None:
        return nets
    return nets | gaining(table)


def gaining(table: Offers | None) -> frozenset[PartyId]:
    """The parties that gain by the likely figures on the table."""
    return frozenset(_gaining(table)) if table else frozenset()


def lock(
    businesses: Mapping[PartyId, str], stated: Collection[PartyId], gaining: Collection[PartyId]
) -> Lock | None:
    """What keeps alignment from beginning; None once it may.

    Args:
        businesses: the business parties and their names.
        stated: the parties whose value in it is stated.
        gaining: the parties that gain by what lies on the table.
    """
    silent = {party: name for party, name in businesses.items() if party not in stated}
    if not silent:
        return None
    gainless = (name for party, name in silent.items() if party not in gaining)
    return Lock(silent=tuple(sorted(silent.values())), gainless=tuple(sorted(gainless)))


def passed_over(override: Override, party: str) -> str:
    """That alignment began before its time, for every later report.

    Args:
        override: on whose word, and why.
        party: the name of the party that began it.
    """
    return (
        "Alignment began before business value was stated (paper S5.1, rule R4), on the word of "
        f"{override.name} ({party}), {override.at:%Y-%m-%d}: {override.reason}"
    )


def _gaining(table: Offers) -> Iterator[PartyId]:
    yield from (use.user for use in table.uses if use.private_value.likely > 0)
    for service in table.services:
        yield from (gain.recipient for gain in service.benefits if gain.value.likely > 0)
