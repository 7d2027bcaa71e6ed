"""`weal align`: step 3."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import typer

from commonweal.align.readiness import KINDS
from commonweal.align.step import rewritten, ticked
from commonweal.app import align
from commonweal.app.board import Board
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.ids import CollaborationId
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState

app = group("Step 3: which obstacles stand between promise and benefit.")
Name = Annotated[str, typer.Argument(help="Id or title of the collaboration.")]
_TICK = "x:"
"""Begins a step that is done."""


@command(app, "set")
def set_(
    session: Session,
    name: Name,
    track: Annotated[str, typer.Argument(help="Name of the track.")],
    state: Annotated[TrackState, typer.Argument(help="How far it is.")],
    kind: Annotated[TrackKind, typer.Option(help="Legal, IT or procedural.")],
    authority: Annotated[str, typer.Option(help="Who can remove the obstacle.")],
    country: Annotated[str, typer.Option(help="Where.")],
    owner: Annotated[str, typer.Option(help="Who drives it.")] = "",
    due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="By when.")] = None,
    blocker: Annotated[
        str, typer.Option(help="What blocks it; why it is dropped, or opens again.")
    ] = "",
    step: Annotated[
        list[str] | None,
        typer.Option(help="What is to be done, in order; repeatable. Ticked if it begins with x:"),
    ] = None,
    tick: Annotated[list[str] | None, typer.Option(help="A step that is done; repeatable.")] = None,
    evidence: Annotated[str, typer.Option(help="What shows the state it is in.")] = "",
) -> Answer:
    """Set a track of one authority; promised returns that wait for it move along.

    Example: weal align set "Flood maps" licence done --kind legal --authority NTA --country NP
    """
    id = session.collaboration_id(name)
    steps = _steps(session, id, (track, kind, authority, country), step, tick or ())
    made = align.set_track(
        session.actor,
        session.node,
        id,
        name=track,
        kind=kind,
        authority=authority,
        country=country,
        state=state,
        owner=owner,
        due=_day(due),
        blocker=blocker,
        steps=steps,
        evidence=evidence,
    )
    return Answer(value=made, show=lines(f"{made.name} ({made.authority}) is {made.state.value}."))


@command(app, "status")
def status(session: Session, name: Name) -> Answer:
    """Show how ready each benefit is, the tracks, and the returns that wait.

    Example: weal align status "Flood maps"
    """
    board = align.status(session.actor, session.node, session.collaboration_id(name))
    waiting = [(r.id, r.text, ", ".join(r.needs_tracks), r.state.value) for r in board.waiting]
    return Answer(
        value=board,
        show=several(
            lines(*_gate(board), *(each.sentence for each in board.readiness)),
            _tracks(board),
            table(
                "Promised, not yet real",
                ("return", "what", "waits for", "state"),
                waiting,
                "No promised return waits.",
            ),
        ),
    )


@command(app, "override")
def override(
    session: Session,
    collaboration: Name,
    name: Annotated[str, typer.Option(help="Who decides so, by name.")],
    reason: Annotated[str, typer.Option(help="Why it cannot wait.")],
) -> Answer:
    """Begin alignment before business value is stated; every later report says so.

    Example: weal align override "Flood maps" --name "A. Jansen" --reason "The law lapses in May"
    """
    made = align.override(
        session.actor,
        session.node,
        session.collaboration_id(collaboration),
        name=name,
        reason=reason,
    )
    return Answer(
        value=made,
        show=lines(f"Alignment may begin, on the word of {made.name}. Every later report says so."),
    )


def _gate(board: Board) -> list[str]:
    return [*([f"Locked: {board.locked}"] if board.locked else []), *board.passed_over]


def _tracks(board: Board) -> Show:
    return table(
        "Tracks",
        ("track", "kind", "authority", "country", "state", "owner", "due", "steps", "note"),
        [
            (
                t.name,
                KINDS[t.kind],
                t.authority,
                t.country,
                t.state.value,
                t.owner,
                t.due,
                f"{sum(each.done for each in t.steps)} of {len(t.steps)}" if t.steps else "",
                _note(board, t),
            )
            for t in (*board.tracks, *board.dropped)
        ],
        "No tracks yet. Set one: weal align set COLLABORATION TRACK open ...",
    )


def _note(board: Board, track: AlignmentTrack) -> str:
    first = " and ".join(board.waits_for.get(track.id, ()))
    said = (
        "overdue" if track.id in board.overdue else "",
        f"waits for {first}" if first else "",
        track.blocker,
        f"evidence: {track.evidence}" if track.evidence else "",
    )
    return "; ".join(each for each in said if each)


def _steps(
    session: Session,
    id: CollaborationId,
    identity: tuple[str, TrackKind, str, str],
    given: Sequence[str] | None,
    done: Sequence[str],
) -> tuple[Step, ...] | None:
    """The steps as they shall be; None if nothing is said of them."""
    if given is None and not done:
        return None
    board = align.status(session.actor, session.node, id)
    found = (t for t in board.tracks if (t.name, t.kind, t.authority, t.country) == identity)
    before = next((each.steps for each in found), ())
    texts = [each.removeprefix(_TICK).strip() for each in given or ()]
    marked = [text for text, told in zip(texts, given or (), strict=True) if told.startswith(_TICK)]
    steps = before if given is None else rewritten(before, texts)
    return ticked(steps, [*marked, *done])


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None
