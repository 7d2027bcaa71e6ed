"""The diagnosis report: three parts and their annexes, as one document (S4.3, R14)."""

from collections.abc import Iterator
from pathlib import Path

from commonweal.adapters.documents import Document, Note, Section, render
from commonweal.app.align.lock import passed
from commonweal.app.diagnose import diagnosis
from commonweal.app.diagnose.reporting.annex import evidence, parties
from commonweal.app.diagnose.reporting.dimensions import dimensions
from commonweal.app.diagnose.reporting.disagreement import disagreements
from commonweal.app.diagnose.reporting.government import government
from commonweal.app.diagnose.reporting.opening import newest, opening
from commonweal.app.diagnose.reporting.process import process
from commonweal.app.diagnose.reporting.surroundings import surroundings
from commonweal.app.diagnose.reporting.turning import turning
from commonweal.app.diagnose.studied import note
from commonweal.app.node import Node
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.words import called
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor

DRAFT = "one coder's draft; partly invented"
"""The label of a report on one of the paper's cases as it ships."""

_PARTS = (
    opening,
    dimensions,
    process,
    government,
    parties,
    evidence,
    disagreements,
    turning,
    surroundings,
)
"""The parts of a report, in order: each makes sections of a diagnosis."""


def report(actor: Actor, node: Node, id: CollaborationId) -> Document:
    """The diagnosis of a collaboration as a document; same state, same document.

    Raises NotYet: nobody has rated it; or others have, and the actor is a person who has not.
    """
    found = diagnosis.show(actor, node, id)
    return Document(
        title=f"Diagnosis: {found.collaboration.title}",
        subtitle=f"{called(found.profile)}. As of {newest(found):%Y-%m-%d}.",
        label=DRAFT if note(found.collaboration.template, found.assessments) else "",
        sections=(*_passed_over(node, id), *_sections(found)),
    )


def report_file(actor: Actor, node: Node, id: CollaborationId, *, out: Path) -> None:
    """Write the report; the ending of `out` says the format. Raises as `report`, UnknownTerm."""
    render(report(actor, node, id), out)


def _passed_over(node: Node, id: CollaborationId) -> Iterator[Section]:
    """That alignment began before its time: it stands before everything else (R4)."""
    said = passed(node, id)
    if said:
        blocks = tuple(Note(text=each) for each in said)
        yield Section(heading="A gate was passed over", blocks=blocks)


def _sections(found: Diagnosis) -> list[Section]:
    return [section for part in _PARTS for section in part(found)]
