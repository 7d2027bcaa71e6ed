"""Part 1: the dimensions. What departs comes first; a share never stands alone."""

from collections.abc import Iterator, Mapping

from commonweal.adapters.documents import Facts, Note, Paragraph, Section, Table
from commonweal.app.diagnose.reporting.order import assessments, rating_parties
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.framework import framework
from commonweal.diagnose.grid import CELLS
from commonweal.diagnose.motive import motives
from commonweal.diagnose.words import (
    RULES,
    agreed,
    called,
    drawn,
    left_out,
    people,
    percent,
    platforms,
    short_platforms,
)
from commonweal.model.assessment import Assessment, Basis, Degree, Dimension, Profile, Shares

DIMENSIONS: Mapping[Dimension, str] = {row.id: row.label for row in framework().dimensions}
"""What the dimensions are called."""


def dimensions(found: Diagnosis) -> Iterator[Section]:
    """What it is called and why, what departs, the shares, how sure that is, the motives."""
    yield Section(
        heading="Part 1. Dimensions: what kind of partnership",
        blocks=(
            Facts(
                pairs=(("It is", called(found.profile)), ("The rule", RULES[found.profile.label]))
            ),
            *_apart(found),
        ),
    )
    yield Section(heading="Part 1. Where it departs from its type", blocks=(_departs(found),))
    yield Section(
        heading="Part 1. The three shares, and how sure they are",
        blocks=(shares(found.profile), Facts(pairs=tuple(numbers(found.profile)))),
    )
    yield Section(heading="Part 1. Why each party takes part", blocks=(_motives(found),))


def shares(profile: Profile) -> Table:
    """The shares of the three platforms in every answered dimension, and over all."""
    rows = [_row(DIMENSIONS[each], found) for each, found in profile.by_dimension]
    return Table(
        columns=("dimension", *short_platforms().values()),
        rows=(*rows, _row("all dimensions", profile.shares)),
        caption=f"Shares of the ratings, 0 to 1; {people(profile)}. "
        "A dimension that was not rated in full is left out.",
    )


def numbers(profile: Profile) -> Iterator[tuple[str, str]]:
    """Coverage, agreement and stability in words, and the bounds where something is open."""
    runs = profile.stability.leave_one_out
    yield "Coverage", f"{percent(profile.coverage)} of {CELLS} ratings; {people(profile)}"
    yield "Agreement", agreed(profile)
    if runs:
        total = sum(count for _, count in runs)
        yield "Stability, one dimension left out", f"{left_out(profile)} of {total} runs"
    if profile.stability.bootstrap:
        made = f"{profile.stability.draws} draws, seed {profile.stability.seed}"
        yield "Stability, dimensions and people drawn again", f"{drawn(profile)} ({made})"
    if profile.coverage < 1 and profile.bounds:
        names = platforms()
        told = ", ".join(
            f"{names[each]} {low:.2f} to {high:.2f}" for each, low, high in profile.bounds
        )
        yield "Bounds, if the unanswered spoke against or for it", told


def _apart(found: Diagnosis) -> Iterator[Note]:
    names = {called(each) for each in found.by_party.values()}
    if len(names) > 1:
        yield Note(text="The parties see it differently: read the annex for each party (R11).")


def _departs(found: Diagnosis) -> Table | Paragraph:
    if not found.profile.deviations:
        return Paragraph(
            text="No dimension departs from the type."
            if found.profile.top
            else "There is no one type to depart from."
        )
    named = {each.dimension for each in found.profile.deviations}
    return Table(
        columns=("dimension", "degree", "basis", "why"),
        rows=tuple(row for each in Dimension if each in named for row in _both(found, each)),
        caption="Computed: by the shares (R10). Stated: a respondent's own words. Both are shown.",
    )


def _both(found: Diagnosis, dimension: Dimension) -> Iterator[tuple[str, str, str, str]]:
    """What is computed of a dimension, though it fit, and what each respondent states of it."""
    name, computed = DIMENSIONS[dimension], Basis.COMPUTED.value
    here = [each for each in found.profile.deviations if each.dimension is dimension]
    shown = [each for each in here if each.basis is Basis.COMPUTED]
    for each in shown:
        yield name, each.degree.value, computed, each.text
    if not shown and found.profile.top and dimension in dict(found.profile.by_dimension):
        yield name, Degree.FITS.value, computed, "By the shares it fits"
    for given in assessments(found):
        who = f"{given.respondent.name} for {_party(found, given)}"
        for said in given.stated:
            if said.dimension is dimension:
                yield name, said.degree.value, f"stated by {who}", said.text


def _party(found: Diagnosis, given: Assessment) -> str:
    return found.situation.named(given.respondent.party)


def _motives(found: Diagnosis) -> Table | Paragraph:
    known = motives()
    rows = tuple(
        (found.situation.named(party), known.get(code, code), count)
        for party in rating_parties(found)
        for code, count in found.motives.get(party, {}).items()
    )
    if not rows:
        return Paragraph(text="Nobody named a motive. The goal does not tell it (R12).")
    return Table(
        columns=("party", "motive", "respondents"),
        rows=rows,
        caption="As respondents named them; never inferred from the goal (R12).",
    )


def _row(name: str, found: Shares) -> tuple[str, float, float, float]:
    resource, social, sector = (round(share, 2) for share in found.ordered())
    return (name, resource, social, sector)
