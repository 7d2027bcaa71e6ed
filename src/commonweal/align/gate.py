"""Alignment begins after the value for business is stated (paper S5.1, rule R4)."""

from collections.abc import Collection, Mapping

from commonweal.model.ids import PartyId


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
