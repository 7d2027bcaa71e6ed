"""A comparison as a document: the three parts, each as one table or, where many, a table a row."""

from collections.abc import Iterator

from commonweal.adapters.documents import Document, Facts, Note, Section, Table
from commonweal.app.diagnose.reporting.opening import newest
from commonweal.diagnose.aspect import Part
from commonweal.diagnose.compare import Comparison, Line, Subject

BESIDE = 3
"""Columns that fit a page beside each other; of more, each row becomes a table of its own."""


def comparison_document(found: Comparison) -> Document:
    """The comparison under the paper's three parts."""
    return Document(
        title="Side by side",
        subtitle="; ".join(found.titles),
        label=_label(found),
        sections=(_opening(found), *(_part(found, each) for each in Part)),
    )


def _label(found: Comparison) -> str:
    return "partly one coder's draft" if any(each.note for each in found.subjects) else ""


def _opening(found: Comparison) -> Section:
    named = zip(found.titles, found.subjects, strict=True)
    pairs = tuple((title, _standing(each)) for title, each in named)
    notes = dict.fromkeys(each.note for each in found.subjects if each.note)
    return Section(
        heading="What is compared",
        blocks=(Facts(pairs=pairs), *(Note(text=f"{each}.") for each in notes)),
    )


def _standing(subject: Subject) -> str:
    """What it is called and as of which day; a case of the paper is what it was when studied."""
    if subject.diagnosis is None or subject.reported:
        return subject.called
    return f"{subject.called}, as of {newest(subject.diagnosis):%Y-%m-%d}"


def _part(found: Comparison, part: Part) -> Section:
    number = list(Part).index(part) + 1
    lines = found.part(part)
    tables = _beside(found, lines) if len(found.subjects) <= BESIDE else _below(found, lines)
    return Section(heading=f"Part {number}. {part.value.capitalize()}", blocks=tuple(tables))


def _beside(found: Comparison, lines: tuple[Line, ...]) -> Iterator[Table]:
    yield Table(
        columns=("aspect", *found.titles),
        rows=tuple((each.label, *(cell.text for cell in each.cells)) for each in lines),
    )


def _below(found: Comparison, lines: tuple[Line, ...]) -> Iterator[Table]:
    for each in lines:
        yield Table(
            columns=("of", each.label),
            rows=tuple(
                (title, cell.text) for title, cell in zip(found.titles, each.cells, strict=True)
            ),
            caption=each.about,
        )
