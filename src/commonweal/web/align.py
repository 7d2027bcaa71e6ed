"""Step 3: the board of tracks that stand between a promised benefit and a real one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.align.track import done
from commonweal.app import align
from commonweal.app.align import Board
from commonweal.model.returns import Return
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.web.form import Form
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import looked_again, seen
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Sheet, State
from commonweal.web.track import KINDS, about, new_form, track_form

router = APIRouter()

COLUMNS = (TrackState.OPEN, TrackState.BLOCKED, TrackState.DONE)
TONES = {TrackState.OPEN: "", TrackState.BLOCKED: "bad", TrackState.DONE: "good"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One track on the board, and the form that sets it."""

    track: AlignmentTrack
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The tracks of one kind, with one authority, in one country."""

    kind: TrackKind
    authority: str
    country: str
    cards: tuple[Card, ...]

    def cell(self, state: TrackState) -> tuple[Card, ...]:
        """The tracks of the lane that are in that state."""
        return tuple(each for each in self.cards if each.track.state is state)


@router.get("/c/{id}/align")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The board, and what waits for it."""
    return _page(place(visit, id, "align"), request)


@router.post("/c/{id}/align/tracks")
async def set_track(visit: Visiting, request: Request, id: Id) -> Response:
    """Set a track, or open a new one."""
    here = place(visit, id, "align")

    def tracked(values: Mapping[str, Any]) -> tuple[str, str]:
        align.set_track(
            visit.actor,
            visit.node,
            here.collaboration.id,
            name=values["name"],
            kind=TrackKind(values["kind"]),
            authority=values["authority"],
            country=values["country"],
            state=TrackState(values["state"]),
            owner=values["owner"],
            due=values["due"],
            blocker=values["blocker"],
            seen=seen(values),
        )
        return here.path, "track"

    return await taken(
        request, new_form(here), tracked, lambda form, status: _page(here, request, form, status)
    )


def _page(here: Place, request: Request, form: Form | None = None, status: int = 200) -> Response:
    visit = here.visitor
    board = align.status(visit.actor, visit.node, here.collaboration.id)
    ready = done(board.tracks)
    lanes = _lanes(here, board, form)
    posted = form if form and not any(c.form.wrong for lane in lanes for c in lane.cards) else None
    return render(
        request,
        "align.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        board=board,
        lanes=lanes,
        columns=COLUMNS,
        kinds=KINDS,
        done=len([each for each in board.tracks if each.state is TrackState.DONE]),
        form=posted or new_form(here),
        sheets=(_waiting(here, board.waiting, ready), _tracks(board)),
    )


def _lanes(here: Place, board: Board, posted: Form | None) -> tuple[Lane, ...]:
    order = list(TrackKind)
    keys = dict.fromkeys(
        (each.kind, each.authority, each.country)
        for each in sorted(board.tracks, key=lambda one: order.index(one.kind))
    )
    return tuple(
        Lane(
            kind=kind,
            authority=authority,
            country=country,
            cards=tuple(
                _card(here, board, each, posted)
                for each in board.tracks
                if (each.kind, each.authority, each.country) == (kind, authority, country)
            ),
        )
        for kind, authority, country in keys
    )


def _card(here: Place, board: Board, track: AlignmentTrack, posted: Form | None) -> Card:
    form = track_form(here, track, board.versions[track.id])
    if posted and posted.value("seen") != "0" and about(posted, track):
        form = looked_again(posted, form)
    return Card(track=track, form=form)


def _waiting(here: Place, waiting: tuple[Return, ...], ready: frozenset[str]) -> Sheet:
    return Sheet(
        name="waiting",
        title="Promised, and not real yet",
        columns=("return", "from", "to", "needs", "still open"),
        rows=tuple(
            (
                each.text,
                here.name(each.giver),
                here.name(each.recipient),
                ", ".join(each.needs_tracks) or "no track",
                _still(each, ready),
            )
            for each in waiting
        ),
        caption=f"Returns that {here.visitor.party.name} gives or receives.",
        empty="No promised return of yours waits for a track.",
    )


def _still(waiting: Return, ready: frozenset[str]) -> str:
    missing = [each for each in waiting.needs_tracks if each not in ready]
    if not missing:
        return "nothing"
    tracks = "track" if len(missing) == 1 else "tracks"
    return f"needs {len(missing)} {tracks} still: {', '.join(missing)}"


def _tracks(board: Board) -> Sheet:
    return Sheet(
        name="tracks",
        title="Every track",
        columns=(
            "track",
            "kind",
            "authority",
            "country",
            "state",
            "driven by",
            "due",
            "blocked by",
        ),
        rows=tuple(
            (
                each.name,
                KINDS[each.kind],
                each.authority,
                each.country,
                State(word=each.state.value, tone=TONES[each.state]),
                each.owner or None,
                each.due,
                each.blocker or None,
            )
            for each in board.tracks
        ),
        empty="No track yet.",
    )
