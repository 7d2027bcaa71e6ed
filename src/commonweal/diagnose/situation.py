"""What the other steps know of a collaboration that the paper's rules ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How far a collaboration is, as plain facts; every default says that nothing is there."""

    names: Mapping[PartyId, str]
    """Every member, by what people call it."""
    kinds: Mapping[PartyId, PartyKind]
    surroundings: Surroundings | None = None
    value_stated: frozenset[PartyId] = frozenset()
    """Members for whom a private value stands on the table of the win-win step."""
    public_value_stated: bool = False
    win_win: bool = False
    """True if the package on record leaves every party better off with enough chance."""
    tracks: int = 0
    tracks_done: int = 0
    drafted: int = 0
    """Agreements that were drafted, whatever became of them."""
    in_force: int = 0
    no_exit: frozenset[PartyId] = frozenset()
    """Holders that signed an agreement which they cannot take back."""
    datasets: int = 0
    """Datasets that a lane can work on."""
    releases: int = 0
    decisions: int = 0
    """Decisions that releases informed."""
    returned: int = 0
    """Returns that their recipients confirmed."""

    def named(self, party: str) -> str:
        """What people call a party; its id if it is no member."""
        return self.names.get(PartyId(party), party)
