"""The public value account: what was gained, for whom, at which cost (paper S6, S7; Moore).

Everything is read off the records. Types of value are never added up, and a benefit that nobody
measured against a baseline is not shown yet, however plausible it is.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from commonweal.account.indicator import Indicator
from commonweal.account.triangle import Answer, authorised, doable, valuable
from commonweal.model.agreement import Agreement
from commonweal.model.collaboration import Collaboration
from commonweal.model.estimate import Estimate
from commonweal.model.ids import CollaborationId, PartyId, ReleaseId
from commonweal.model.party import Role
from commonweal.model.release import Release
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Offers, Package

NOT_SHOWN = "not shown yet"
VOLUNTARY = "none: voluntary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Informed:
    """A decision that a release informed."""

    release: ReleaseId
    lane: str
    by: PartyId
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A return that came, by the word of the party it came to."""

    party: PartyId
    text: str
    amount: Estimate
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What it costs someone, as stated on the table."""

    bearer: PartyId | None
    """None for government as a whole, which bears the cost of alignment."""
    text: str
    amount: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that is asked of an account, and the answer in words."""

    asked: str
    answer: str
    counted: bool = False
    """True if figures stand in the answer: the labels of the account go with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicValueAccount:
    """What came of a collaboration, from its records alone."""

    collaboration: CollaborationId
    sought: str
    """The public value sought: the social issue."""
    labels: tuple[str, ...]
    """`synthetic data`, `invented figures`; they go with everything below."""
    indicators: tuple[Indicator, ...]
    releases: int
    informed: tuple[Informed, ...]
    unused: tuple[ReleaseId, ...]
    """Releases that informed no decision."""
    gains: tuple[Gain, ...]
    returns: tuple[tuple[ReturnState, int], ...]
    """(state, how many returns are in it), in the order of a return's life."""
    costs: tuple[Cost, ...]
    authority: str
    """What use was made of public authority."""
    answers: tuple[Answer, ...]
    passed_over: str = ""
    """That alignment began before business value was stated, and why; empty if it did not."""

    def facts(self) -> tuple[Fact, ...]:
        """What is asked of it and the answers, without the costs: each true by itself."""
        return tuple(_facts(self))

    def headlines(self) -> tuple[str, ...]:
        """The facts and the costs as a few sentences; figures bear their labels."""
        label = f" [{', '.join(self.labels)}]" if self.labels else ""
        told = (*self.facts(), Fact(asked="Cost", answer=_costs(self.costs), counted=True))
        return tuple(
            f"{each.asked}: {each.answer}.{label if each.counted else ''}" for each in told
        )


def value_account(
    *,
    collaboration: Collaboration,
    releases: Sequence[Release],
    returns: Sequence[Return],
    agreements: Sequence[Agreement],
    tracks: Sequence[AlignmentTrack],
    invented: bool,
    indicators: Sequence[Indicator] = (),
    costs: Sequence[Cost] = (),
    authority: str = "",
    passed_over: str = "",
) -> PublicValueAccount:
    """The account of a collaboration, from its records.

    Args:
        collaboration: whose issue is the public value sought.
        releases: with the decisions they informed.
        returns: promised between its parties.
        agreements: their signatures say whether the sharing was authorised.
        tracks: open ones keep it from being authorised (legal) or doable (IT, procedural).
        invented: True if figures on the table are made up.
        indicators: benefits to the public that are measured.
        costs: see `package_costs`.
        authority: what use was made of public authority; empty for none.
        passed_over: on whose word, and why, alignment began before its time; empty if it did not.
    """
    labels = _labels(releases, invented)
    states = Counter(each.state for each in returns)
    return PublicValueAccount(
        collaboration=collaboration.id,
        sought=collaboration.issue,
        labels=labels,
        indicators=tuple(indicators),
        releases=len(releases),
        informed=tuple(_informed(releases)),
        unused=tuple(each.id for each in releases if not each.decisions),
        gains=tuple(_gains(returns)),
        returns=tuple((state, states[state]) for state in ReturnState),
        costs=tuple(costs),
        authority=authority.strip() or _authority(collaboration),
        answers=(
            valuable(indicators, labels),
            authorised(agreements, tracks),
            doable(releases, tracks),
        ),
        passed_over=passed_over.rstrip("."),
    )


def package_costs(offers: Offers, package: Package) -> tuple[Cost, ...]:
    """What the chosen package costs whom: elements shared, services given back, tracks."""
    shared = [each for each in offers.elements if each.id in package.elements]
    given = [each for each in offers.services if each.id in package.services]
    aligned = [each for each in offers.tracks if each.track in package.tracks]
    return (
        *(Cost(bearer=each.holder, text=each.text, amount=each.cost) for each in shared),
        *(Cost(bearer=each.provider, text=each.text, amount=each.cost) for each in given),
        *(
            Cost(bearer=None, text=each.text or f"track {each.track}", amount=each.cost)
            for each in aligned
        ),
    )


def _labels(releases: Sequence[Release], invented: bool) -> tuple[str, ...]:
    synthetic = any(each.synthetic for each in releases)
    found = {"synthetic data": synthetic, "invented figures": invented}
    return tuple(text for text, holds in found.items() if holds)


def _informed(releases: Sequence[Release]) -> Iterator[Informed]:
    for release in releases:
        for decision in release.decisions:
            yield Informed(
                release=release.id,
                lane=release.lane,
                by=decision.party,
                at=decision.at,
                text=decision.text,
            )


def _gains(returns: Sequence[Return]) -> Iterator[Gain]:
    for each in returns:
        if each.state is ReturnState.CONFIRMED and each.delivered is not None:
            yield Gain(
                party=each.recipient,
                text=each.text,
                amount=each.delivered,
                evidence=each.evidence,
            )


def _authority(collaboration: Collaboration) -> str:
    if collaboration.with_role(Role.REGULATOR):
        return f"{NOT_SHOWN}: a regulator takes part, and nothing says how freely the others do"
    return VOLUNTARY


def _facts(account: PublicValueAccount) -> Iterator[Fact]:
    yield Fact(asked="Public value sought", answer=account.sought)
    for each in account.indicators:
        yield Fact(asked=_named(each), answer=_measured(each), counted=True)
    if not account.indicators:
        yield Fact(asked="Benefit to the public", answer=f"{NOT_SHOWN}; nobody measures it")
    yield Fact(asked="Use", answer=_used(account), counted=True)
    states = ", ".join(f"{count} {state}" for state, count in account.returns if count)
    yield Fact(asked="Returns", answer=states or "none promised", counted=bool(states))
    yield Fact(asked="Use of authority", answer=account.authority)
    for gate in account.answers:
        shown = "yes" if gate.shown else NOT_SHOWN
        yield Fact(asked=gate.gate.capitalize(), answer=f"{shown}: {gate.because}")
    if account.passed_over:
        yield Fact(asked="A gate was passed over", answer=account.passed_over)


def _used(account: PublicValueAccount) -> str:
    used, unused = _count(account.releases, "release"), _count(len(account.unused), "release")
    return f"{used} informed {_count(len(account.informed), 'decision')}; {unused} informed none"


def _named(indicator: Indicator) -> str:
    return f"{indicator.text} ({indicator.type}, for {indicator.for_whom})"


def _measured(indicator: Indicator) -> str:
    before, after = indicator.baseline, indicator.measured
    if not indicator.shown or before is None or after is None:
        return f"{NOT_SHOWN}; it has no baseline and measurement in one unit"
    return (
        f"{_range(before)} before, {_range(after)}, {after.on.isoformat()}, "
        f"by {indicator.measured_by}; without the sharing: {indicator.counterfactual}"
    )


def _range(amount: Estimate) -> str:
    low, likely, high = (f"{each:,.6g}" for each in (amount.low, amount.likely, amount.high))
    return f"{likely} {amount.unit} ({low} to {high})"


def _costs(costs: Sequence[Cost]) -> str:
    named = [f"{each.text}, {_range(each.amount)}" for each in costs]
    return "; ".join(named) if named else "none recorded"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
