"""Who asks whom in an event: what can be counted as pressure, held to what can be read (R7)."""

from collections.abc import Collection, Sequence

from commonweal.model.collaboration import EventKind
from commonweal.model.errors import Invalid
from commonweal.model.ids import PartyId
from commonweal.model.party import party_name, seen_as

MOST_ASKERS = 50
"""Names in one event."""
ASKING = (
    EventKind.REQUEST,
    EventKind.REFUSAL,
    EventKind.NO_AGREEMENT,
    EventKind.THREAT,
    EventKind.COMMITMENT,
)
"""Kinds in which someone asks and someone is asked, or answers."""
PRESSING = frozenset({EventKind.REQUEST, EventKind.THREAT})
"""Kinds in which someone is pressed to share."""


def named_askers(kind: EventKind, askers: Sequence[str]) -> tuple[str, ...]:
    """The names of those who ask, each once whatever its capitals, in the order given.

    Raises:
        Invalid: too many, a name that nobody can be called by, or a kind in which nobody asks.
    """
    if askers:
        _asks(kind, "askers")
    if len(askers) > MOST_ASKERS:
        raise Invalid(
            detail=f"{len(askers)} askers: one event names at most {MOST_ASKERS}.",
            hint="Name the group that they act as, or note several events.",
            field="askers",
        )
    names = (" ".join(party_name(each, field="askers").split()) for each in askers)
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(seen_as(name), name)
    return tuple(found.values())


def named_asked(kind: EventKind, asked: str, members: Collection[PartyId]) -> PartyId:
    """The member that is asked; empty if nobody in particular is. Raises Invalid for a stranger."""
    if not asked:
        return PartyId("")
    _asks(kind, "asked")
    if asked not in members:
        raise Invalid(
            detail="Whoever is asked must be in the collaboration, named by its id.",
            hint="Let the party in first, or name nobody.",
            field="asked",
        )
    return PartyId(asked)


def _asks(kind: EventKind, field: str) -> None:
    if kind not in ASKING:
        raise Invalid(
            detail=f"In an event of the kind {kind.value!r} nobody asks anyone.",
            hint=f"Leave it empty, or choose one of: {', '.join(ASKING)}.",
            field=field,
        )
