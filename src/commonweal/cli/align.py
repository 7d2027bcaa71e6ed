"""`weal align`: step 3."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from commonweal.align.called import mentioned
from commonweal.align.readiness import KINDS, Readiness
from commonweal.align.track import TrackChange
from commonweal.app.align import alignment, plan
from commonweal.app.align.board import Board
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.errors import Invalid
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState

app = group("Step 3: which obstacles stand between promise and benefit.")
Out = Annotated[Path | None, typer.Option(help="A new file: .html, .pdf, .xlsx or .md.")]
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
    owner: Annotated[str | None, typer.Option(help="Who drives it; empty: nobody.")] = None,
    due: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="By when; empty: no day.")
    ] = None,
    blocker: Annotated[
        str, typer.Option(help="What blocks it; why it is dropped, or opens again.")
    ] = "",
    step: Annotated[
        list[str] | None,
        typer.Option(help="What is to be done, in order; repeatable. Ticked if it begins with x:"),
    ] = None,
    tick: Annotated[list[str] | None, typer.Option(help="A step that is done; repeatable.")] = None,
    evidence: Annotated[
        str | None, typer.Option(help="What shows the state it is in; empty: nothing.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(help="What shall hold, in a few words; empty: it is called by its name."),
    ] = None,
) -> Answer:
    """Set a track of one authority; promised returns that wait for it move along.

    What is not given stays as it is; an empty --owner, --due, --step, --evidence or
    --text clears it.

    Example: weal align set "Flood maps" licence done --kind legal --authority NTA --country NP
    """
    made = alignment.set_track(
        session.actor,
        session.node,
        session.collaboration_id(name),
        TrackChange(
            name=track,
            kind=kind,
            authority=authority,
            country=country,
            state=state,
            owner=owner,
            due=_day(due),
            blocker=blocker,
            steps=None if step is None else tuple(_step(each) for each in step if each),
            ticks=tuple(tick or ()),
            evidence=evidence,
            text=text,
        ),
    )
    return Answer(
        value=made, show=lines(f"{made.called} ({made.authority}) is {made.state.value}.")
    )


@command(app, "status")
def status(session: Session, name: Name, out: Out = None) -> Answer:
    """Show how ready each benefit is, the tracks, and the returns that wait; or write the plan.

    Example: weal align status "Flood maps" --out plan.pdf
    """
    who = session.actor, session.node, session.collaboration_id(name)
    if out:
        session.check_document(out)
        session.write_bytes(out, plan.file(*who, out.name))
    board = alignment.status(*who)
    waiting = [
        (each.id, each.text, ", ".join(mentioned(each.needs_tracks, board.said)), each.state.value)
        for each in board.waiting
    ]
    return Answer(
        value=board,
        show=several(
            lines(*_gate(board), *(_ready(each) for each in board.readiness)),
            _tracks(board),
            *([lines(plan.INVENTED_CASE)] if board.invented else []),
            table(
                "Promised, not yet real",
                ("return", "what", "waits for", "state"),
                waiting,
                "No promised return waits.",
            ),
            *([lines(f"The plan is in {out}.")] if out else []),
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
    made = alignment.override(
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
    shut = [f"Locked: {board.locked}", board.way] if board.locked else []
    return [*shut, *board.passed_over]


def _ready(found: Readiness) -> str:
    """How ready a benefit is; a return stands below the service that it makes real."""
    return f"{'  ' if found.benefit.of else ''}{found.sentence}"


def _tracks(board: Board) -> Show:
    tracks = (*board.tracks, *board.dropped)
    noted = ((each, _note(board, each)) for each in tracks)
    return several(
        table(
            "Tracks",
            ("track", "with whom", "how far", "driven by"),
            [
                (
                    f"{each.called}, {KINDS[each.kind]}",
                    f"{each.authority}, {each.country}",
                    _far(board, each),
                    ", ".join(told for told in (each.owner, _by(each)) if told),
                )
                for each in tracks
            ],
            "No tracks yet. Set one: weal align set COLLABORATION TRACK open ...",
        ),
        lines(*(f"{each.called} ({each.authority}): {note}" for each, note in noted if note)),
    )


def _far(board: Board, track: AlignmentTrack) -> str:
    ticked = sum(each.done for each in track.steps)
    said = (
        track.state.value,
        f"{ticked} of {len(track.steps)} steps" if track.steps else "",
        "overdue" if track.id in board.overdue else "",
    )
    return ", ".join(each for each in said if each)


def _by(track: AlignmentTrack) -> str:
    return f"by {track.due}" if track.due else ""


def _note(board: Board, track: AlignmentTrack) -> str:
    first = " and ".join(mentioned(board.waits_for.get(track.id, ()), board.said))
    said = (
        f"its name is {track.name}" if track.text else "",
        f"waits for {first}" if first else "",
        track.blocker,
        f"evidence: {track.evidence}" if track.evidence else "",
    )
    return "; ".join(each for each in said if each)


def _step(told: str) -> Step | str:
    """A step that is done, or the text of one that keeps the tick it has."""
    if told.startswith(_TICK):
        return Step(text=told.removeprefix(_TICK), done=True)
    return told


def _day(told: str | None) -> date | Literal[""] | None:
    if not told:
        return None if told is None else ""
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise Invalid(
            detail=f"--due is {told[:40]!r}, which is no day.",
            hint="Write 2026-05-31, or leave it empty to take the day away.",
            field="due",
        ) from None
