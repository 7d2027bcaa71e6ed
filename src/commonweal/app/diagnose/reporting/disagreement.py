"""Annex: where respondents disagree, and how that was settled."""

from collections.abc import Iterator

from commonweal.adapters.documents import Note, Paragraph, Section, Table
from commonweal.app.diagnose.reporting.dimensions import DIMENSIONS
from commonweal.diagnose.camp import camps
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.discussion import Discussion, discussions
from commonweal.diagnose.profile import leading
from commonweal.diagnose.rating import RATED
from commonweal.diagnose.spread import FAR, Cell, Spread
from commonweal.diagnose.words import agreed, platforms, seen, short_platforms


def disagreements(found: Diagnosis) -> Iterator[Section]:
    """How the ratings lie, who stands apart, and what was said about it (S4.3)."""
    told = found.spread
    yield Section(
        heading="Annex C. Disagreements",
        blocks=(Paragraph(text=f"Agreement: {agreed(found.profile)}"), *_spread(found, told)),
    )
    yield Section(
        heading="Annex C. How they were settled",
        blocks=tuple(_said(found, told)),
    )


def _spread(found: Diagnosis, told: Spread) -> Iterator[Table | Paragraph]:
    apart = [each for each in told.cells if each.apart]
    if not apart:
        lone = len(found.assessments) == 1
        yield Paragraph(
            text="Only one person has rated: there is nobody to disagree."
            if lone
            else "No two respondents gave a statement different ratings."
        )
        return
    yield Table(
        columns=(
            "dimension",
            "platform",
            *(f"{n} {word}" for n, word in enumerate(RATED)),
            "median",
        ),
        rows=tuple(_counts(each) for each in apart),
        caption="How many respondents gave each rating; statements with one rating are left out.",
    )
    yield from _far(found, told)
    yield from _alone(found, told)
    yield from _sides(found)


def _counts(each: Cell) -> tuple[str | int | float | None, ...]:
    return (DIMENSIONS[each.dimension], platforms()[each.platform], *each.counts, each.median)


def _far(found: Diagnosis, told: Spread) -> Iterator[Table]:
    if told.dissent:
        yield Table(
            columns=("respondent", "party", "dimension", "platform", "rating", "median"),
            rows=tuple(
                (
                    each.respondent,
                    found.situation.named(each.party),
                    DIMENSIONS[each.dimension],
                    platforms()[each.platform],
                    each.value,
                    each.median,
                )
                for each in told.dissent
            ),
            caption=f"Ratings that lie {FAR} or more from the median.",
        )


def _alone(found: Diagnosis, told: Spread) -> Iterator[Table]:
    alone = told.alone(leading(found.profile))
    if alone:
        yield Table(
            columns=("respondent", "party", "sees on top"),
            rows=tuple(
                (
                    each.respondent,
                    found.situation.named(each.party),
                    ", ".join(platforms()[top] for top in each.tops),
                )
                for each in alone
            ),
            caption="Respondents who see another platform on top than the whole does.",
        )


def _sides(found: Diagnosis) -> Iterator[Table]:
    sides = camps(found.assessments)
    if sides:
        yield Table(
            columns=("sees on top", "respondents", *short_platforms().values()),
            rows=tuple(
                (
                    seen(each.tops),
                    len(each.views),
                    *(round(share, 2) for share in each.profile.shares.ordered()),
                )
                for each in sides
            ),
            caption="Each side by itself: shares of what its own ratings add up to, 0 to 1.",
        )


def _said(found: Diagnosis, told: Spread) -> Iterator[Table | Note | Paragraph]:
    talks = discussions(found.remarks)
    if not found.remarks:
        yield Paragraph(text="Nothing was noted about any disagreement.")
    else:
        yield Table(
            columns=("dimension", "day", "party", "what was said", "settles it"),
            rows=tuple(row for talk in talks.values() for row in _remarks(found, talk)),
        )
    still = [name for name in told.disagreed if not talks[name].settled]
    if still:
        yield Note(text=f"Not settled: {', '.join(DIMENSIONS[each] for each in still)}.")


def _remarks(found: Diagnosis, talk: Discussion) -> Iterator[tuple[str, ...]]:
    for each in talk.remarks:
        yield (
            DIMENSIONS[each.dimension],
            f"{each.at:%Y-%m-%d}",
            found.situation.named(each.party),
            each.text,
            "yes" if each.settles else "no",
        )
