"""How far a profile is from the next label: each threshold beside the value that it decides on."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from commonweal.diagnose.label import (
    HALF,
    LEAD,
    LEAST_DIMENSIONS,
    LEAST_RESPONDENTS,
    SECOND_CAMP,
    UNCOVERED,
    label,
    labels,
    other_camp,
)
from commonweal.diagnose.tally import WHOLE, Tally
from commonweal.model.assessment import Label

_NEARLY = 1
"""Questions with evidence beyond the least from which nothing needs to be said of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """A value, the threshold it is held against, and what lies beyond."""

    what: str
    """evidence, covered, camp, lead or half."""
    value: float
    threshold: float
    text: str


def margins(found: Tally) -> tuple[Margin, ...]:
    """The thresholds that the first weighing is near to, in the order in which they are tried."""
    given = label(labels(found)[0])
    return tuple(_near(found, given))


def _near(found: Tally, given: Label) -> Iterator[Margin]:
    backed, answered = int(found.backed[0]), int(found.answered[0])
    if given is Label.INSUFFICIENT or backed <= LEAST_DIMENSIONS + _NEARLY:
        yield _evidence(backed, thin=given is Label.INSUFFICIENT)
    if given is Label.INSUFFICIENT:
        return
    if found.empty[0]:
        yield _covered(int(found.empty[0]), answered, outside=given is Label.NOT_COVERED)
    if given is Label.NOT_COVERED:
        return
    people = int(found.people[0])
    camp = int(other_camp(found)[0])
    if people >= LEAST_RESPONDENTS and camp:
        yield _camp(camp, people, disputed=given is Label.DISPUTED)
    whole = answered * WHOLE
    yield from _shares(sorted(found.sums[0].tolist()), whole)


def _evidence(backed: int, *, thin: bool) -> Margin:
    beyond = (
        f"from {LEAST_DIMENSIONS} on there would be enough to say more"
        if thin
        else f"with fewer than {LEAST_DIMENSIONS} it would be too thin to tell"
    )
    return Margin(
        what="evidence",
        value=backed,
        threshold=LEAST_DIMENSIONS,
        text=f"Questions with all three ratings and evidence: {backed}; {beyond}.",
    )


def _covered(empty: int, answered: int, *, outside: bool) -> Margin:
    beyond = "below half it would be covered" if outside else "from half on it would not be covered"
    return Margin(
        what="covered",
        value=empty / answered,
        threshold=float(UNCOVERED),
        text=f"Questions where nothing fits: {empty} of {answered}; {beyond} by the framework.",
    )


def _camp(camp: int, people: int, *, disputed: bool) -> Margin:
    limit = f"{float(SECOND_CAMP):.0%}".replace("%", " %")
    beyond = (
        f"below {limit} it would not be disputed"
        if disputed
        else f"from {limit} on it would be disputed"
    )
    return Margin(
        what="camp",
        value=camp / people,
        threshold=float(SECOND_CAMP),
        text=f"People who share another view: {camp} of {people}; {beyond}.",
    )


def _shares(sums: list[int], whole: int) -> Iterator[Margin]:
    top, lead = Fraction(sums[-1], whole), Fraction(sums[-1] - sums[-2], whole)
    apart = lead >= LEAD
    beyond = "below {} it would be mixed" if apart else "from {} on it would not be mixed"
    yield _share("lead", "Largest share minus second", lead, LEAD, beyond)
    if apart:
        holds = top >= HALF
        beyond = "below {} it would only lean" if holds else "from {} on it would be a type"
        yield _share("half", "Largest share", top, HALF, beyond)


def _share(what: str, said: str, value: Fraction, threshold: Fraction, beyond: str) -> Margin:
    limit = f"{float(threshold):.2f}"
    told = f"{float(value):.2f}"
    if told == limit and value != threshold:
        told = f"{float(value):.4f}"
    return Margin(
        what=what,
        value=float(value),
        threshold=float(threshold),
        text=f"{said}: {told}; {beyond.format(limit)}.",
    )
