"""What an answer depends on besides the offers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Self

from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind

_NONE: Mapping[PartyId, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """Hashable, so that an answer can be kept by what it was made from."""

    sectors: tuple[tuple[PartyId, PartyKind], ...]
    """The kind of each member: government is held to no floor."""
    done: frozenset[str] = frozenset()
    """Names of the alignment tracks that are done, and cost nothing any more."""
    secret: tuple[tuple[PartyId, float], ...] = ()
    """Private reservation limits in the unit of the offers: for the optimiser alone."""

    @classmethod
    def of(
        cls,
        kinds: Mapping[PartyId, PartyKind],
        done: Iterable[str] = (),
        limits: Mapping[PartyId, float] = _NONE,
    ) -> Self:
        """With parties of these kinds, these tracks done and these private limits."""
        return cls(sectors=tuple(kinds.items()), done=frozenset(done), secret=tuple(limits.items()))

    @property
    def kinds(self) -> dict[PartyId, PartyKind]:
        """The sectors as the optimiser reads them."""
        return dict(self.sectors)

    @property
    def limits(self) -> dict[PartyId, float]:
        """The limits as the optimiser reads them: each binds where it is above the margin."""
        return dict(self.secret)

    def known_to(self, party: PartyId | None) -> Self:
        """The same, if of the private limits that party's own alone counted."""
        return replace(self, secret=tuple(each for each in self.secret if each[0] == party))

    @property
    def unlimited(self) -> Self:
        """The same, if no party kept a limit to itself."""
        return replace(self, secret=())

    def with_done(self, track: str) -> Self:
        """The same, if that track were done too."""
        return replace(self, done=self.done | {track})
