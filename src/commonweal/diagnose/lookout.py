"""What was looked at, and what was not: all seven challenges must be, not all matter (R13)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonweal.diagnose.framework import FactorGroup, Term, framework
from commonweal.diagnose.statement import challenges, components
from commonweal.model.ids import PartyId
from commonweal.model.surroundings import (
    Factor,
    Presence,
    Readiness,
    Risk,
    Surroundings,
    Weight,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """One of the seven categories, and what was found; None if nobody looked."""

    term: Term
    risk: Risk | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """The register of risks, in the order of the framework."""

    challenges: tuple[Challenge, ...]

    @property
    def done(self) -> int:
        """How many were looked at."""
        return sum(each.risk is not None for each in self.challenges)

    @property
    def left(self) -> tuple[Term, ...]:
        """Those that nobody looked at."""
        return tuple(each.term for each in self.challenges if each.risk is None)

    @property
    def unmet(self) -> tuple[Challenge, ...]:
        """Those that are decisive, and against which nothing is done."""
        return tuple(
            each
            for each in self.challenges
            if each.risk and each.risk.weight is Weight.DECISIVE and not each.risk.measure
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The four components of sharing between two parties; None where nobody looked."""

    parties: tuple[PartyId, PartyId]
    components: tuple[tuple[Term, Readiness | None], ...]

    @property
    def there(self) -> int:
        """How many of the four are fully there."""
        return sum(
            found is not None and found.presence is Presence.THERE for _, found in self.components
        )

    @property
    def open(self) -> tuple[Term, ...]:
        """Those that nobody looked at."""
        return tuple(term for term, found in self.components if found is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A group of factors, each with which way it pulls; None where nobody looked."""

    group: FactorGroup
    factors: tuple[tuple[Term, Factor | None], ...]

    @property
    def done(self) -> int:
        """How many were weighed."""
        return sum(found is not None for _, found in self.factors)


def looked_at(found: Surroundings | None) -> LookedAt:
    """Which of the seven challenges were looked at, with what was found."""
    known = {each.challenge: each for each in found.risks} if found else {}
    return LookedAt(
        challenges=tuple(Challenge(term=term, risk=known.get(term.id)) for term in challenges())
    )


def weighed(found: Surroundings | None) -> tuple[Weighed, ...]:
    """The three groups of factors, with what was found of each."""
    known = {each.factor: each for each in found.factors} if found else {}
    return tuple(
        Weighed(group=group, factors=tuple((term, known.get(term.id)) for term in group.items))
        for group in framework().surrounding.factors
    )


def between(
    found: Surroundings | None,
    members: Sequence[PartyId],
    sharing: Iterable[tuple[PartyId, PartyId]] = (),
) -> tuple[Between, ...]:
    """The check of every pair that shares, or of which something is stated.

    Args:
        found: what is stated.
        members: everyone who is in, in the order they came in; pairs come in that order.
        sharing: who shares with whom, or could.
    """
    known = {(each.parties, each.component): each for each in found.readiness} if found else {}
    asked = {frozenset(pair) for pair in sharing} | {frozenset(pair) for pair, _ in known}
    return tuple(_between(pair, known) for pair in _pairs(members) if frozenset(pair) in asked)


_Pair = tuple[PartyId, PartyId]


def _pairs(members: Sequence[PartyId]) -> Iterator[_Pair]:
    for number, one in enumerate(members):
        yield from ((one, other) for other in members[number + 1 :])


def _between(pair: _Pair, known: Mapping[tuple[_Pair, str], Readiness]) -> Between:
    return Between(
        parties=pair,
        components=tuple((term, known.get((pair, term.id))) for term in components()),
    )
