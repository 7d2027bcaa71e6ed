"""Any number of collaborations side by side under the paper's three parts (S4.3, R14)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from commonweal.diagnose import aspect
from commonweal.diagnose.aspect import Cell, Part
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.framework import Row, Statement, framework
from commonweal.diagnose.government import Government
from commonweal.diagnose.minority import VOICES, voices
from commonweal.diagnose.process import Process
from commonweal.diagnose.words import called, people, short_platforms
from commonweal.model.assessment import Dimension, PlatformType, Profile
from commonweal.model.figure import Bar, Bars, Caption
from commonweal.model.output import TableOutput


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is compared, as far as the reader may know it: a collaboration, or a case."""

    id: str
    title: str
    diagnosis: Diagnosis | None
    gap: str = ""
    """Why there is no diagnosis: nobody has rated, or the reader may not know it yet."""
    process: Process
    government: Government
    findings: Mapping[Dimension, Statement] = field(default_factory=dict)
    """What was found in a dimension, in words, where someone wrote it down."""
    reported: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the paper reports of it, under the ids of `aspect.REPORTED`; empty but for its cases."""
    note: str = ""
    """What must be known to read it, such as whose reading it is."""

    @property
    def profile(self) -> Profile | None:
        """What the ratings add up to, where there are any that the reader may know."""
        return self.diagnosis.profile if self.diagnosis else None

    @property
    def called(self) -> str:
        """What the partnership is called."""
        return called(self.profile) if self.profile else "No type to show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row, with a cell for each subject."""

    part: Part
    id: str
    label: str
    about: str
    cells: tuple[Cell, ...]
    row: Row | None = None
    """The dimension of Table 1 that it is about, if it is about one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Subjects side by side."""

    subjects: tuple[Subject, ...]
    lines: tuple[Line, ...]
    """In the order of the three parts."""

    def part(self, part: Part) -> tuple[Line, ...]:
        """The rows of one part."""
        return tuple(each for each in self.lines if each.part is part)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the columns are called; those of one title are told apart."""
        twice = Counter(each.title for each in self.subjects)
        return tuple(
            f"{each.title} ({each.id})" if twice[each.title] > 1 else each.title
            for each in self.subjects
        )


def compared(subjects: Sequence[Subject]) -> Comparison:
    """These subjects side by side, in the order given."""
    return Comparison(
        subjects=tuple(subjects),
        lines=(
            *_dimensions(subjects),
            *_reported(Part.DIMENSIONS, subjects),
            *_reported(Part.PROCESS, subjects),
            *_told(
                Part.PROCESS, aspect.PROCESS, [aspect.process(each.process) for each in subjects]
            ),
            *_reported(Part.GOVERNMENT, subjects),
            *_told(
                Part.GOVERNMENT,
                aspect.GOVERNMENT,
                [aspect.government(each.government) for each in subjects],
            ),
        ),
    )


def table(found: Comparison) -> TableOutput:
    """A row for each aspect and a column for each subject, all in words."""
    notes = tuple(each.note for each in found.subjects)
    return TableOutput(
        name="comparison.csv",
        columns=("part", "aspect", *found.titles),
        rows=(
            *((("", "note", *notes),) if any(notes) else ()),
            *(
                (each.part.value, each.label, *(cell.text for cell in each.cells))
                for each in found.lines
            ),
        ),
    )


def figure(found: Comparison) -> Bars | None:
    """The three shares of every subject; None if none has any."""
    shown = [
        (title, subject.profile)
        for title, subject in zip(found.titles, found.subjects, strict=True)
        if subject.profile
    ]
    if not shown:
        return None
    names = short_platforms()
    return Bars(
        name="compared",
        caption=Caption(
            title="Three shares of each",
            source="; ".join(f"{title}: {people(profile)}" for title, profile in shown),
            unit="share of the ratings, 0 to 1",
            label=_label([bool(each.note) for each in found.subjects if each.profile]),
        ),
        bars=tuple(
            Bar(
                category=title,
                series=names[platform],
                value=round(profile.shares.of(platform), 2),
            )
            for title, profile in shown
            for platform in PlatformType
        ),
        most=1.0,
    )


def _dimensions(subjects: Sequence[Subject]) -> Iterator[Line]:
    yield _line(
        Part.DIMENSIONS,
        "type",
        "Type",
        "What the ratings add up to",
        [aspect.kind(each.profile) if each.profile else aspect.gap(each.gap) for each in subjects],
    )
    yield _line(
        Part.DIMENSIONS,
        "sure",
        "How sure",
        "Coverage, agreement, stability",
        [aspect.sure(each.profile) if each.profile else aspect.gap() for each in subjects],
    )
    yield from _told(Part.DIMENSIONS, VOICES, [voices(each.diagnosis) for each in subjects])
    for row in framework().dimensions:
        cells = [_dimension(row, each) for each in subjects]
        yield Line(
            part=Part.DIMENSIONS,
            id=row.id.value,
            label=row.label,
            about=row.question.text,
            cells=tuple(cells),
            row=row,
        )


def _dimension(row: Row, subject: Subject) -> Cell:
    if subject.profile is None:
        return aspect.gap()
    return aspect.dimension(row, subject.profile, subject.findings.get(row.id))


def _told(
    part: Part, labels: Mapping[str, str], told: Sequence[Mapping[str, Cell]]
) -> Iterator[Line]:
    for id, label in labels.items():
        yield _line(part, id, label, "", [each[id] for each in told])


def _reported(part: Part, subjects: Sequence[Subject]) -> Iterator[Line]:
    """Rows that the paper alone fills; none where nobody of its cases is compared."""
    for id, label in aspect.REPORTED[part].items():
        cells = [aspect.reported(each.reported.get(id, ())) for each in subjects]
        if any(each.reported.get(id) for each in subjects):
            yield _line(part, id, label, "The paper's cases alone", cells)


def _line(part: Part, id: str, label: str, about: str, cells: Sequence[Cell]) -> Line:
    return Line(part=part, id=id, label=label, about=about, cells=tuple(cells))


def _label(drafts: Sequence[bool]) -> str:
    """What must be seen on the picture: how much of it is one coder's draft."""
    if not any(drafts):
        return ""
    return "one coder's draft" if all(drafts) else "partly one coder's draft"
