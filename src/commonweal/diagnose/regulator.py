"""Who regulates whom, by what was stated and by the roles that parties hold (S2)."""

from collections.abc import Iterator

from commonweal.model.collaboration import Collaboration
from commonweal.model.ids import PartyId
from commonweal.model.party import Role
from commonweal.model.surroundings import Relation, RelationKind, Surroundings


def regulators(
    collaboration: Collaboration, surroundings: Surroundings | None, party: PartyId
) -> tuple[PartyId, ...]:
    """Whoever can force `party` to share something: stated so, or regulator here and not it."""
    stated = (each.of for each in regulating(collaboration, surroundings) if each.to == party)
    by_role = (each for each in collaboration.with_role(Role.REGULATOR) if each != party)
    return tuple(dict.fromkeys((*stated, *by_role)))


def regulating(
    collaboration: Collaboration, surroundings: Surroundings | None
) -> Iterator[Relation]:
    """The stated relations in which one member regulates another."""
    for each in surroundings.relations if surroundings else ():
        inside = collaboration.roles(each.of) and collaboration.roles(each.to)
        if each.kind is RelationKind.REGULATES and inside and each.of != each.to:
            yield each
