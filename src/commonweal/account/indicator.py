"""A benefit to the public that someone measures, and whether that shows it."""

from dataclasses import dataclass

from commonweal.model.estimate import Estimate
from commonweal.model.value import ValueType


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A benefit to the public that someone measures."""

    text: str
    type: ValueType
    for_whom: str
    baseline: Estimate | None
    measured: Estimate | None
    measured_by: str
    counterfactual: str
    """What would have happened without the sharing."""

    @property
    def shown(self) -> bool:
        """True if it was measured, against a baseline in the same unit."""
        return (
            self.baseline is not None
            and self.measured is not None
            and self.baseline.unit == self.measured.unit
        )
