"""A comparison as others read it: one value, ready to be written as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.diagnose.aspect import Cell, Part
from commonweal.diagnose.compare import Comparison, Subject
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.summary import summary

_PARTS: Mapping[Part, tuple[str, ...]] = {
    Part.DIMENSIONS: (
        "label",
        "rule",
        "platform",
        "shares",
        "coverage",
        "agreement",
        "agreement_note",
        "stability",
        "bounds",
        "by_dimension",
        "deviations",
        "by_party",
        "differ",
        "dissent",
        "motives",
        "respondents",
    ),
    Part.PROCESS: ("mechanisms", "pressure", "next", "gates", "remarks"),
    Part.GOVERNMENT: ("government", "incentive", "csr_options", "warnings", "voluntary"),
}
"""The keys of a diagnosis under the part that they belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSummary:
    """One collaboration or case; each part has the keys that its own diagnosis has there."""

    id: str
    title: str
    note: str
    gap: str
    """Why there is no diagnosis; empty where there is one."""
    dimensions: Mapping[str, object] | None
    process: Mapping[str, object] | None
    government: Mapping[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSummary:
    """One row in words, a cell for each column in their order."""

    part: Part
    id: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSummary:
    """The whole comparison."""

    collaborations: tuple[ColumnSummary, ...]
    rows: tuple[RowSummary, ...]


def comparison_summary(found: Comparison) -> ComparisonSummary:
    """The comparison: every diagnosis under three parts, and the rows side by side in words."""
    return ComparisonSummary(
        collaborations=tuple(_column(each) for each in found.subjects),
        rows=tuple(
            RowSummary(part=each.part, id=each.id, label=each.label, cells=each.cells)
            for each in found.lines
        ),
    )


def _column(subject: Subject) -> ColumnSummary:
    parts = _parts(subject.diagnosis) if subject.diagnosis else {}
    return ColumnSummary(
        id=subject.id,
        title=subject.title,
        note=subject.note,
        gap=subject.gap,
        dimensions=parts.get(Part.DIMENSIONS),
        process=parts.get(Part.PROCESS),
        government=parts.get(Part.GOVERNMENT),
    )


def _parts(found: Diagnosis) -> Mapping[Part, Mapping[str, object]]:
    told = summary(found)
    return {part: {key: getattr(told, key) for key in keys} for part, keys in _PARTS.items()}
