"""What follows from how the parties of a partnership stand to each other (S2, S5.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.diagnose.regulator import regulating
from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import PartyId
from commonweal.model.party import Role
from commonweal.model.surroundings import RelationKind, Surroundings

_PARTNER = frozenset(Role) - {Role.REGULATOR, Role.PEOPLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """A party that can force a member to share, and shares or gains here itself."""

    party: PartyId
    regulates: tuple[PartyId, ...]
    """Members it regulates by a stated relation; empty if it holds the role of regulator alone."""
    roles: tuple[Role, ...]
    """What else it is here."""


def doubles(collaboration: Collaboration, found: Surroundings | None) -> tuple[Double, ...]:
    """Every regulator that is a partner too: it must be declared (S2; the warning is ours)."""
    made = []
    for member in collaboration.members:
        regulated = tuple(
            each.to for each in regulating(collaboration, found) if each.of == member.party
        )
        partner = tuple(role for role in Role if role in member.roles & _PARTNER)
        if partner and (regulated or Role.REGULATOR in member.roles):
            made.append(Double(party=member.party, regulates=regulated, roles=partner))
    return tuple(made)


def unisons(
    found: Surroundings | None, members: Sequence[PartyId]
) -> tuple[tuple[PartyId, ...], ...]:
    """Groups of members that act in unison: whoever shares with one of a group shares once (S5.3).

    Who acts in unison with one of two who do so acts in unison with both.
    """
    groups: list[set[PartyId]] = []
    for each in found.relations if found else ():
        if each.kind is RelationKind.IN_UNISON:
            touched = [group for group in groups if group & {each.of, each.to}]
            groups = [group for group in groups if group not in touched]
            groups.append({each.of, each.to}.union(*touched))
    ordered = (tuple(each for each in members if each in group) for group in groups)
    return tuple(sorted(ordered, key=lambda group: members.index(group[0])))
