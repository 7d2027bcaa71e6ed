"""Where respondents disagree, people talk: what was said, and whether that settled it (S4.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commonweal.model.assessment import Dimension, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """What was said about one dimension, oldest first."""

    dimension: Dimension
    remarks: tuple[Remark, ...]

    @property
    def settled(self) -> bool:
        """True if the newest remark says so: a discussion can be opened again."""
        return bool(self.remarks) and self.remarks[-1].settles


def discussions(remarks: Iterable[Remark]) -> Mapping[Dimension, Discussion]:
    """The discussion of each of the eight dimensions, most of them empty."""
    given = sorted(remarks, key=lambda each: each.at)
    return {
        dimension: Discussion(
            dimension=dimension,
            remarks=tuple(each for each in given if each.dimension is dimension),
        )
        for dimension in Dimension
    }
