"""Dimensions that depart from the dominant platform (rule R10, paper T3 to T5)."""

from collections.abc import Iterator, Sequence

from commonweal.diagnose.grid import Ints
from commonweal.diagnose.tally import WHOLE
from commonweal.model.assessment import (
    Assessment,
    Basis,
    Degree,
    Deviation,
    Dimension,
    PlatformType,
)


def computed(shares: Ints, top: PlatformType | None) -> Iterator[Deviation]:
    """Deviations from `top` by the shares (8, 3) of the dimensions; none without a dominant one.

    `deviates` if another platform's share exceeds the dominant one's; `partly` if another has at
    least one third. A dimension that is not answered, or all zero, departs towards nothing.
    """
    if top is None:
        return
    for dimension, row in zip(Dimension, shares.tolist(), strict=True):
        found = dict(zip(PlatformType, row, strict=True))
        own = found.pop(top)
        other = max(found, key=found.__getitem__)
        degree = _degree(own, found[other])
        if degree is not Degree.FITS:
            yield Deviation(
                dimension=dimension,
                degree=degree,
                basis=Basis.COMPUTED,
                text=f"{_said(other, found[other])} stands beside {_said(top, own)}",
            )


def stated(assessments: Sequence[Assessment]) -> Iterator[Deviation]:
    """Deviations in the words of those who state them, each as it was given."""
    for assessment in assessments:
        for each in assessment.stated:
            yield Deviation(
                dimension=each.dimension, degree=each.degree, basis=Basis.STATED, text=each.text
            )


def _degree(own: int, other: int) -> Degree:
    if other > own:
        return Degree.DEVIATES
    return Degree.PARTLY if 3 * other >= WHOLE else Degree.FITS


def _said(platform: PlatformType, share: int) -> str:
    return f"{platform.replace('_', ' ')} at {share / WHOLE:.2f}"
