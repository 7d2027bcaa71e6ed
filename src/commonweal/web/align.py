"""Step 3: the board of tracks that stand between a promised benefit and a real one."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.align.track import done
from commonweal.app.align import alignment
from commonweal.app.align.plan import INVENTED_CASE
from commonweal.model.errors import NotFound
from commonweal.model.track import TrackState
from commonweal.web.board import (
    BY,
    COLUMNS,
    REAL,
    choices,
    lanes,
    ready_sheet,
    tracks_sheet,
    waiting_sheet,
    wanted_tracks,
)
from commonweal.web.form import Form
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import seen
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.track import (
    KINDS,
    any_form,
    as_set,
    as_ticked,
    new_form,
    override_form,
    steps_form,
)

router = APIRouter()


@router.get("/c/{id}/align")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The board, and what waits for it."""
    return _page(place(visit, id, "align"), request)


@router.post("/c/{id}/align/tracks")
async def set_track(visit: Visiting, request: Request, id: Id) -> Response:
    """Set a track, or open a new one."""
    here = place(visit, id, "align")

    def tracked(values: Mapping[str, Any]) -> tuple[str, str]:
        alignment.set_track(*here.who, as_set(values), seen=seen(values))
        return here.path, "track"

    return await taken(request, any_form(here), tracked, _again(here, request))


@router.post("/c/{id}/align/override")
async def override(visit: Visiting, request: Request, id: Id) -> Response:
    """Begin alignment before business value is stated, on somebody's word."""
    here = place(visit, id, "align")

    def begun(values: Mapping[str, Any]) -> tuple[str, str]:
        alignment.override(*here.who, **values)
        return here.path, "unlocked"

    return await taken(request, override_form(here), begun, _again(here, request))


@router.post("/c/{id}/align/{track}/steps")
async def tick(visit: Visiting, request: Request, id: Id, track: Id) -> Response:
    """Tick the steps of a track."""
    here = place(visit, id, "align")
    board = alignment.status(*here.who)
    found = next((each for each in board.tracks if each.id == track), None)
    if found is None:
        raise NotFound(kind="track", id=track)

    def ticked(values: Mapping[str, Any]) -> tuple[str, str]:
        alignment.set_track(*here.who, as_ticked(found, values), seen=seen(values))
        return here.path, "ticked"

    form = steps_form(here, found, board.versions[found.id])
    return await taken(request, form, ticked, _again(here, request))


def _again(here: Place, request: Request) -> Callable[[Form, int], Response]:
    """The board, with a form that was not taken."""
    return lambda form, status: _page(here, request, form, status)


def _page(here: Place, request: Request, form: Form | None = None, status: int = 200) -> Response:
    board = alignment.status(*here.who)
    wanted = {name: request.query_params.get(name, "") for name in BY}
    rows = lanes(here, board, wanted_tracks(board, wanted), form)
    cards = [card for lane in rows for card in lane.cards]
    placed = form and any(each.form.wrong or each.steps.wrong for each in cards)
    posted = None if placed else form
    return render(
        request,
        "align.html",
        visitor=here.visitor,
        where=here.where,
        status=status,
        place=here,
        board=board,
        invented_case=INVENTED_CASE,
        real=REAL,
        lanes=rows,
        columns=COLUMNS,
        kinds=KINDS,
        wanted=wanted,
        choices=choices(board),
        done=len([each for each in board.tracks if each.state is TrackState.DONE]),
        form=posted if posted and posted.name == "track" else new_form(here),
        override=posted if posted and posted.name == "override" else override_form(here),
        sheets=(
            ready_sheet(board),
            waiting_sheet(here, board, done(board.tracks)),
            tracks_sheet(board),
        ),
    )
