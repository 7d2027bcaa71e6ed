"""`weal align`: step 3."""

from datetime import date, datetime
from typing import Annotated

import typer

from commonweal.app import align
from commonweal.cli.answer import Answer, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.track import TrackKind, TrackState

app = group("Step 3: which obstacles stand between promise and benefit.")
Name = Annotated[str, typer.Argument(help="Id or title of the collaboration.")]


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
    blocker: Annotated[str, typer.Option(help="What blocks it.")] = "",
) -> Answer:
    """Set a track of one authority; promised returns that wait for it move along.

    Example: weal align set "Flood maps" licence done --kind legal --authority NTA --country NP
    """
    made = align.set_track(
        session.actor,
        session.node,
        session.collaboration_id(name),
        name=track,
        kind=kind,
        authority=authority,
        country=country,
        state=state,
        owner=owner,
        due=_day(due),
        blocker=blocker,
    )
    return Answer(value=made, show=lines(f"{made.name} ({made.authority}) is {made.state.value}."))


@command(app, "status")
def status(session: Session, name: Name) -> Answer:
    """Show the board: tracks, and the returns that wait.

    Example: weal align status "Flood maps"
    """
    board = align.status(session.actor, session.node, session.collaboration_id(name))
    tracks = [
        (t.name, t.kind.value, t.authority, t.country, t.state.value, t.blocker)
        for t in board.tracks
    ]
    waiting = [(r.id, r.text, ", ".join(r.needs_tracks), r.state.value) for r in board.waiting]
    return Answer(
        value=board,
        show=several(
            lines(*([f"Locked: {board.locked}"] if board.locked else [])),
            table(
                "Tracks",
                ("track", "kind", "authority", "country", "state", "blocked by"),
                tracks,
                "No tracks yet. Set one: weal align set COLLABORATION TRACK open ...",
            ),
            table(
                "Promised, not yet real",
                ("return", "what", "waits for", "state"),
                waiting,
                "No promised return waits.",
            ),
        ),
    )


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None
