"""The parties of a collaboration by the sectors they come from, each with its roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.diagnose.map import roles
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.surroundings import RelationKind, Surroundings
from commonweal.web.place import Place
from commonweal.web.table import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A party as the list shows it."""

    name: str
    roles: str
    stands: tuple[str, ...]
    """How it stands to others, a few words each."""


def sectors(
    here: Place, found: Surroundings | None
) -> tuple[tuple[str, tuple[Standing, ...]], ...]:
    """Every sector that is in, with its parties: the map as a list."""
    told = ((kind.words, tuple(_of(here, found, kind))) for kind in PartyKind)
    return tuple((words, parties) for words, parties in told if parties)


def parties(here: Place, found: Surroundings | None) -> Sheet:
    """Everyone who is in, with their sector and the set of their roles."""
    return Sheet(
        name="parties",
        title="Parties",
        columns=("party", "sector", "roles", "stands to others"),
        rows=tuple(
            (
                here.name(each.party),
                here.parties[each.party].kind.words,
                roles(each),
                "; ".join(_stands(here, found, each.party)) or None,
            )
            for each in here.collaboration.members
        ),
        caption="A party holds a set of roles: government may press and benefit at once.",
    )


def _of(here: Place, found: Surroundings | None, kind: PartyKind) -> Iterator[Standing]:
    for each in here.collaboration.members:
        if here.parties[each.party].kind is kind:
            stands = tuple(_stands(here, found, each.party))
            yield Standing(name=here.name(each.party), roles=roles(each), stands=stands)


def _stands(here: Place, found: Surroundings | None, party: PartyId) -> Iterator[str]:
    for each in found.relations if found else ():
        if each.of == party:
            yield f"{each.kind.value} {here.name(each.to)}"
        elif each.to == party:
            unison = each.kind is RelationKind.IN_UNISON
            yield f"{each.kind.value if unison else 'is regulated by'} {here.name(each.of)}"
