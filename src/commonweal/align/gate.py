"""Alignment begins after the value for business is stated (paper S5.1, rule R4)."""

from collections.abc import Collection, Iterator, Mapping

from commonweal.model.ids import PartyId
from commonweal.model.track import Override
from commonweal.model.winwin import Offers, Package


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
    return nets | frozenset(_gaining(table))


def locked(businesses: Mapping[PartyId, str], stated: Collection[PartyId]) -> str:
    """Why alignment may not begin yet, in a sentence; empty once it may.

    The paper tells the order; holding to it as a gate is ours.

    Args:
        businesses: the business parties and their names.
        stated: the parties whose value in it is stated.
    """
    silent = sorted(name for party, name in businesses.items() if party not in stated)
    if not silent:
        return ""
    return (
        f"Alignment has not begun: what it is worth to {' and '.join(silent)} is not stated "
        "(paper S5.1, rule R4)."
    )


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
