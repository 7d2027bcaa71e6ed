"""Step 3: the plan of alignment as a document: what each benefit waits for, of whom, by when."""

from collections.abc import Iterator

from commonweal.adapters.documents import Document, Note, Paragraph, Section, Table
from commonweal.adapters.documents.document import Block
from commonweal.align.called import mentioned
from commonweal.align.readiness import KINDS, Readiness
from commonweal.app.align.board import Board, board
from commonweal.app.documents import rendered
from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin.casing.document import LABEL
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor
from commonweal.model.track import AlignmentTrack

INVENTED_CASE = (
    "Tracks of a case with invented figures: authorities, steps and days may be invented too."
)


def document(actor: Actor, node: Node, id: CollaborationId) -> Document:
    """The board as the actor's party sees it; same state on the same day, same document."""
    found = member(actor, node, "plan.document", id).record
    seen = board(node, found, actor.party)
    sections = (
        Section(heading="How ready each benefit is", blocks=tuple(_benefits(seen))),
        Section(heading="Tracks", blocks=(_tracks(seen),)),
        Section(heading="Steps", blocks=(_steps(seen),)),
    )
    return Document(
        title=f"Alignment plan: {found.title}",
        subtitle=f"As of {node.today:%Y-%m-%d}.",
        label=LABEL if seen.invented else "",
        sections=tuple(each for each in sections if each.blocks),
    )


def file(actor: Actor, node: Node, id: CollaborationId, name: str) -> bytes:
    """The document as a file: the ending of `name` says the form. Raises UnknownTerm."""
    member(actor, node, "plan.file", id)
    return rendered(document(actor, node, id), name)


def _benefits(seen: Board) -> Iterator[Block]:
    yield from (Note(text=each) for each in seen.passed_over)
    if seen.locked:
        yield Note(text=f"{seen.locked} {seen.way}")
    if not seen.readiness:
        yield Paragraph(text="No service is on the table, and no return is promised.")
    for each in seen.readiness:
        if not each.benefit.of:
            yield Paragraph(text="\n".join((each.sentence, *_below(seen, each))))


def _below(seen: Board, service: Readiness) -> Iterator[str]:
    """A line for each return that makes the service real."""
    for each in seen.readiness:
        if each.benefit.of == service.benefit.id:
            yield f"Below it: {each.sentence}"


def _tracks(seen: Board) -> Table:
    nothing = "" if seen.tracks or seen.dropped else "No track yet."
    return Table(
        columns=("track", "kind", "authority", "country", "state", "driven by", "due", "waits for",
                 "blocked, or why", "evidence"),
        rows=tuple(_track(seen, each) for each in (*seen.tracks, *seen.dropped)),
        caption=nothing or (INVENTED_CASE if seen.invented else ""),
    )  # fmt: skip


def _track(seen: Board, track: AlignmentTrack) -> tuple[str, ...]:
    return (
        track.called,
        KINDS[track.kind],
        track.authority,
        track.country,
        f"{track.state.value}{', overdue' if track.id in seen.overdue else ''}",
        track.owner or "nobody named",
        track.due.isoformat() if track.due else "no day set",
        ", ".join(mentioned(seen.waits_for.get(track.id, ()), seen.said)),
        track.blocker,
        track.evidence,
    )


def _steps(seen: Board) -> Table:
    return Table(
        columns=("track", "authority", "step", "done"),
        rows=tuple(
            (track.called, track.authority, step.text, "yes" if step.done else "no")
            for track in seen.tracks
            for step in track.steps
        ),
    )
