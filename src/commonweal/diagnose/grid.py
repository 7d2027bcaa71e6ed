"""All ratings of a collaboration as one array: respondents x 8 dimensions x 3 platforms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonweal.diagnose.rating import VALUES
from commonweal.model.assessment import Assessment, Dimension, PlatformType
from commonweal.model.errors import Invalid

SKIPPED = -1
CELLS = len(Dimension) * len(PlatformType)

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_ROW = {dimension: index for index, dimension in enumerate(Dimension)}
_COLUMN = {platform: index for index, platform in enumerate(PlatformType)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What every respondent rated, and in which dimensions they gave evidence."""

    values: Ints
    """(respondents, 8, 3); 0 to 3, or `SKIPPED`."""
    backed: Flags
    """(respondents, 8); True where a rating of that respondent carries evidence."""

    @property
    def people(self) -> int:
        """How many respondents there are."""
        return len(self.values)

    def rated(self) -> Flags:
        """(8, 3): True where at least one respondent rated the cell."""
        return np.asarray((self.values != SKIPPED).any(axis=0))

    def answered(self) -> list[int]:
        """Indices of the dimensions whose three cells are all rated."""
        return [int(index) for index in np.flatnonzero(self.rated().all(axis=-1))]

    def by_content(self) -> "Grid":
        """The same respondents in an order that their ratings alone decide."""
        rows = np.concatenate((self.values.reshape(self.people, CELLS), self.backed), axis=-1)
        order = np.lexsort(rows.T)
        return Grid(values=self.values[order], backed=self.backed[order])


def latest(assessments: Sequence[Assessment]) -> list[Assessment]:
    """One assessment per respondent, the newest, in an order that does not depend on the input.

    A respondent is a name within a party: who rates again corrects, and is not counted twice.
    """
    newest: dict[tuple[str, str], Assessment] = {}
    for each in sorted(assessments, key=lambda one: (one.at, one.id)):
        newest[each.respondent.name, each.respondent.party] = each
    return [newest[key] for key in sorted(newest)]


def grid(assessments: Sequence[Assessment]) -> Grid:
    """The grid of these assessments, one row each. Raises Invalid on a value outside 0 to 3."""
    shape = (len(assessments), len(Dimension), len(PlatformType))
    values = np.full(shape, SKIPPED, dtype=np.int64)
    backed = np.zeros(shape[:2], dtype=np.bool_)
    for person, each in enumerate(assessments):
        for rating in each.ratings:
            if rating.value not in VALUES:
                raise Invalid(
                    detail=f"{each.id} rates {rating.dimension} with {rating.value}.",
                    hint="Ratings run from 0 to 3.",
                )
            row = _ROW[rating.dimension]
            values[person, row, _COLUMN[rating.platform]] = rating.value
            backed[person, row] |= bool(rating.evidence)
    return Grid(values=values, backed=backed)
