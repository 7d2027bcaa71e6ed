"""The arithmetic of a profile once more, slowly and from the definition, to compare with."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from statistics import median

from commonweal.model.assessment import Assessment, Dimension, Label, PlatformType

Thirds = tuple[Fraction, ...]


def rows(assessments: Sequence[Assessment]) -> dict[Dimension, Thirds]:
    """Shares of the three platforms in each dimension whose three cells are rated."""
    found: dict[tuple[Dimension, PlatformType], list[int]] = {}
    for assessment in assessments:
        for each in assessment.ratings:
            found.setdefault((each.dimension, each.platform), []).append(each.value)
    complete = [d for d in Dimension if all((d, p) in found for p in PlatformType)]
    return {d: _shares([Fraction(median(found[d, p])) for p in PlatformType]) for d in complete}


def profile(assessments: Sequence[Assessment]) -> Thirds:
    """The mean over the answered dimensions."""
    shares = list(rows(assessments).values())
    if not shares:
        return (Fraction(0),) * 3
    return tuple(sum(column, Fraction(0)) / len(shares) for column in zip(*shares, strict=True))


def label(assessments: Sequence[Assessment]) -> Label:
    """The first rule that holds."""
    shares, sums = rows(assessments), sorted(profile(assessments))
    backed = {each.dimension for one in assessments for each in one.ratings if each.evidence} & set(
        shares
    )
    empty = sum(not any(row) for row in shares.values())
    rules = (
        (Label.INSUFFICIENT, len(backed) < 4),
        (Label.NOT_COVERED, 2 * empty >= len(shares)),
        (Label.DISPUTED, len(assessments) >= 4 and second_camp(assessments) >= Fraction(40, 100)),
        (Label.MIXED, sums[2] - sums[1] < Fraction(15, 100)),
        (Label.TYPE, sums[2] >= Fraction(5, 10)),
    )
    return next((found for found, holds in rules if holds), Label.LEANING)


def second_camp(assessments: Sequence[Assessment]) -> Fraction:
    """Share of respondents in the largest camp against: the second, or one without a top.

    Who sees all three on a par has none.
    """
    views: Counter[frozenset[int]] = Counter()
    for one in assessments:
        sums = profile([one])
        view = frozenset(index for index, share in enumerate(sums) if share == max(sums))
        if len(view) < 3:
            views[view] += 1
    counts = sorted(views.values(), reverse=True)
    whole = profile(assessments)
    tops = {index for index, share in enumerate(whole) if share == max(whole)}
    against = max((held for view, held in views.items() if not view & tops), default=0)
    return Fraction(max(counts[1] if len(counts) > 1 else 0, against), len(assessments))


def _shares(cells: list[Fraction]) -> Thirds:
    total = sum(cells, Fraction(0))
    return tuple(cell / total if total else Fraction(0) for cell in cells)
