"""Annexes: where respondents disagree and how that was settled; what would change the answer."""

from collections.abc import Iterator

from commonweal.adapters.documents import Facts, Note, Paragraph, Section, Table
from commonweal.app.reporting.dimensions import DIMENSIONS
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.discussion import Discussion, discussions
from commonweal.diagnose.rating import RATED
from commonweal.diagnose.spread import FAR, Cell, Spread
from commonweal.diagnose.turning import Turn, Turning, What
from commonweal.diagnose.words import agreed, platforms, run_called
from commonweal.model.assessment import Dimension, PlatformType


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


def turning(found: Diagnosis) -> Iterator[Section]:
    """What would change the answer, and what was tried without changing it."""
    told = found.turning
    yield Section(
        heading="Annex D. What would change the answer", blocks=tuple(_turns(found, told))
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
    if told.dissent:
        yield Table(
            columns=("respondent", "party", "dimension", "platform", "rating", "median"),
            rows=tuple(
                (
                    each.respondent,
                    found.situation.names.get(each.party, each.party),
                    DIMENSIONS[each.dimension],
                    platforms()[each.platform],
                    each.value,
                    each.median,
                )
                for each in told.dissent
            ),
            caption=f"Ratings that lie {FAR} or more from the median.",
        )
    alone = told.alone(found.profile.top)
    if alone:
        yield Table(
            columns=("respondent", "party", "sees on top"),
            rows=tuple(
                (
                    each.respondent,
                    found.situation.names.get(each.party, each.party),
                    ", ".join(platforms()[top] for top in each.tops),
                )
                for each in alone
            ),
            caption="Respondents who see another platform on top than the whole does.",
        )


def _counts(each: Cell) -> tuple[str | int | float | None, ...]:
    return (DIMENSIONS[each.dimension], platforms()[each.platform], *each.counts, each.median)


def _said(found: Diagnosis, told: Spread) -> Iterator[Table | Note | Paragraph]:
    talks = discussions(found.remarks)
    if not found.remarks:
        yield Paragraph(text="Nothing was noted about any disagreement.")
    else:
        yield Table(
            columns=("dimension", "day", "party", "what was said", "settles it"),
            rows=tuple(row for talk in talks.values() for row in _remarks(found, talk)),
        )
    still = [name for name in _open(told) if not talks[name].settled]
    if still:
        yield Note(text=f"Not settled: {', '.join(DIMENSIONS[each] for each in still)}.")


def _remarks(found: Diagnosis, talk: Discussion) -> Iterator[tuple[str, ...]]:
    for each in talk.remarks:
        yield (
            DIMENSIONS[each.dimension],
            f"{each.at:%Y-%m-%d}",
            found.situation.names.get(each.party, each.party),
            each.text,
            "yes" if each.settles else "no",
        )


def _open(told: Spread) -> list[Dimension]:
    """Dimensions in which ratings of one statement lie far apart."""
    return list(dict.fromkeys(each.dimension for each in told.cells if each.apart >= FAR))


def _turns(found: Diagnosis, told: Turning) -> Iterator[Table | Facts | Paragraph]:
    if told.turns:
        yield Table(
            columns=("change", "of what", "it would be called"),
            rows=tuple(
                (each.what.value, _subject(found, each), run_called(each.called))
                for each in told.turns
            ),
        )
    else:
        yield Paragraph(text="Nothing that was tried changes the answer.")
    if told.tried:
        yield Facts(
            pairs=tuple(
                (each.what.value.capitalize(), f"{each.turned} of {each.tried} tried change it")
                for each in told.tried
            )
        )
    for each in told.margins:
        yield Paragraph(text=each.text)


def _subject(found: Diagnosis, turn: Turn) -> str:
    names = found.situation.names
    if turn.what is What.RESPONDENT:
        return f"{turn.subject} ({names.get(turn.party, turn.party)})"
    if turn.what is What.PARTY:
        return {str(id): name for id, name in names.items()}.get(turn.subject, turn.subject)
    if turn.what is What.UNANSWERED:
        return platforms()[PlatformType(turn.subject)]
    return DIMENSIONS[Dimension(turn.subject)]
