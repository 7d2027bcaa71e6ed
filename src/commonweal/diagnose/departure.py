"""A question that departs from the type: what was computed beside what was stated."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.diagnose.backing import Item, items
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.framework import Row
from commonweal.diagnose.words import shared
from commonweal.model.assessment import Basis, Degree, Deviation, Dimension

_WORST_FIRST = (Degree.DEVIATES, Degree.PARTLY, Degree.FITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """One row of Table 1 that departs here, by the ratings, by someone's word, or by both."""

    row: Row
    degree: Degree
    """The worst that is computed or stated."""
    computed: Degree | None
    """None without ratings of it, or without one platform to depart from."""
    why: str
    """The shares that the computed degree rests on."""
    stated: tuple[Deviation, ...]
    items: tuple[Item, ...]
    """What the ratings of it rest on."""

    @property
    def apart(self) -> bool:
        """True if what is stated is not what is computed."""
        return any(each.degree is not self.computed for each in self.stated)


def departures(found: Diagnosis, rows: tuple[Row, ...]) -> tuple[Departed, ...]:
    """Every question that departs, the worst first, then in the order of Table 1."""
    made = [_departure(found, row) for row in rows]
    there = [each for each in made if each.degree is not Degree.FITS or each.stated]
    return tuple(sorted(there, key=lambda each: _WORST_FIRST.index(each.degree)))


def _departure(found: Diagnosis, row: Row) -> Departed:
    own = [each for each in found.profile.deviations if each.dimension is row.id]
    computed = _computed(found, row.id, own)
    degrees = {each.degree for each in own} | ({computed} if computed else set())
    return Departed(
        row=row,
        degree=next((each for each in _WORST_FIRST if each in degrees), Degree.FITS),
        computed=computed,
        why=next(_shares(found, row.id), ""),
        stated=tuple(each for each in own if each.basis is Basis.STATED),
        items=items(row.id, found.assessments),
    )


def _computed(found: Diagnosis, dimension: Dimension, own: list[Deviation]) -> Degree | None:
    if found.profile.top is None or not any(_shares(found, dimension)):
        return None
    return next((each.degree for each in own if each.basis is Basis.COMPUTED), Degree.FITS)


def _shares(found: Diagnosis, dimension: Dimension) -> Iterator[str]:
    for each, shares in found.profile.by_dimension:
        if each is dimension:
            yield shared(shares)
