"""The map of a partnership: its parties, how they stand to each other, who shares with whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonweal.model.collaboration import Collaboration, Member
from commonweal.model.figure import Caption, Edge, Graph, Node
from commonweal.model.ids import PartyId
from commonweal.model.party import Party, Role
from commonweal.model.surroundings import RelationKind, Surroundings


class Settled(StrEnum):
    """How far it is that one party shares with another."""

    IN_FORCE = "shares"
    """An agreement that is in force says so."""
    DRAFTED = "to share"
    """An agreement says so, and is not in force."""
    TABLED = "could share"
    """It lies on the table of the win-win step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One party shares with another, or could."""

    holder: PartyId
    user: PartyId
    what: str
    settled: Settled


def party_map(
    collaboration: Collaboration,
    parties: Mapping[PartyId, Party],
    found: Surroundings | None,
    sharing: Sequence[Sharing] = (),
) -> Graph:
    """The parties as nodes, holders first; between two of them one edge that says all that holds.

    A relation that runs against the direction of the picture is said the other way round, so that
    it never runs in a circle.
    """
    members = sorted(collaboration.members, key=_rank)
    place = {each.party: number for number, each in enumerate(members)}
    said: dict[tuple[PartyId, PartyId], list[str]] = {}
    for of, to, forth, back in (*_shared(sharing), *_related(found)):
        if of in place and to in place and of != to:
            onward = place[of] < place[to]
            words = said.setdefault((of, to) if onward else (to, of), [])
            words.append(forth if onward else back)
    return Graph(
        name="parties",
        caption=Caption(
            title="Who takes part, and how they stand to each other",
            source="roles, relations, offers and agreements of this collaboration, as stated",
            note="Read from left to right. Kinds are written beside their sign; every link is in "
            "the table.",
        ),
        nodes=tuple(_node(each, parties[each.party]) for each in members),
        edges=tuple(
            Edge(source=source, target=target, text="; ".join(dict.fromkeys(words)))
            for (source, target), words in said.items()
        ),
    )


def roles(member: Member) -> str:
    """The set of roles of a member, in the order of `Role`."""
    return ", ".join(role.value for role in Role if role in member.roles)


_Said = tuple[PartyId, PartyId, str, str]
"""From whom to whom, said so, and said the other way round."""

_BACK = {
    RelationKind.REGULATES: "is regulated by",
    RelationKind.IN_UNISON: RelationKind.IN_UNISON.value,
}
_RECEIVES = {
    Settled.IN_FORCE: "receives",
    Settled.DRAFTED: "to receive",
    Settled.TABLED: "could receive",
}
_RECEIVERS = frozenset({Role.INTERMEDIARY, Role.USER, Role.BENEFICIARY})
_LEFT = (Role.INTERMEDIARY, Role.STEWARD, Role.USER, Role.FUNDER, Role.REGULATOR)
"""From left to right, of those who hold nothing."""


def _rank(member: Member) -> int:
    """Where data comes from stands on the left, who gains by it on the right."""
    if Role.HOLDER in member.roles:
        return 1 if member.roles & _RECEIVERS else 0
    found = (number for number, role in enumerate(_LEFT, start=2) if role in member.roles)
    return next(found, len(_LEFT) + 2)


def _shared(sharing: Iterable[Sharing]) -> Iterator[_Said]:
    best: dict[tuple[PartyId, PartyId], Settled] = {}
    order = list(Settled)
    for each in sharing:
        pair = (each.holder, each.user)
        best[pair] = min(best.get(pair, each.settled), each.settled, key=order.index)
    for (holder, user), settled in best.items():
        yield holder, user, settled.value, _RECEIVES[settled]


def _related(found: Surroundings | None) -> Iterator[_Said]:
    for each in found.relations if found else ():
        yield each.of, each.to, each.kind.value, _BACK[each.kind]


def _node(member: Member, party: Party) -> Node:
    return Node(id=member.party, text=party.name, kind=party.kind.words, note=roles(member))
