"""Step 3."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from commonweal.api.collaborations import Id, Text
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import align
from commonweal.model.ids import CollaborationId
from commonweal.model.text import LONGEST_TEXT
from commonweal.model.track import TrackKind, TrackState

router = APIRouter(prefix="/collaborations/{id}", tags=["3 align"])


class Track(Wire):
    """A track of one authority, and how far it is."""

    model_config = like(
        name="consent", kind="legal", authority="Regulator", country="NL", state="open"
    )

    name: Text
    kind: TrackKind
    authority: Text
    country: Text
    state: TrackState
    owner: str = Field(default="", max_length=LONGEST_TEXT)
    due: date | None = None
    blocker: str = Field(default="", max_length=LONGEST_TEXT)
    seen: int | None = Field(default=None, ge=0, le=2**53)
    """The version that the asker saw; 0 for one that was not there."""


@router.get("/tracks")
def status(actor: Who, node: TheNode, id: Id) -> Response:
    """The board: tracks, and the promised returns that wait for them."""
    return answer(align.status(actor, node, CollaborationId(id)))


@router.put("/tracks", openapi_extra=described(Track))
def set_track(actor: Who, node: TheNode, id: Id, told: Annotated[Track, body(Track)]) -> Response:
    """Set a track; returns that waited for it move with it."""
    found = align.set_track(actor, node, CollaborationId(id), **told.model_dump())
    return answer(found)
