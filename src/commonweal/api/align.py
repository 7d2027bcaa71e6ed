"""Step 3."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from commonweal.align.step import MOST_STEPS
from commonweal.align.track import TrackChange
from commonweal.api.collaborations import Id, Text
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.align import alignment
from commonweal.model.ids import CollaborationId
from commonweal.model.text import LONGEST_TEXT
from commonweal.model.track import Step, TrackKind, TrackState

router = APIRouter(prefix="/collaborations/{id}", tags=["3 align"])


class NewStep(Wire):
    """One thing to be done on a track."""

    model_config = like(text="Draft the decree", done=False)

    text: Text
    done: bool = False


class Track(Wire):
    """A track of one authority; what is not given stays as it is, what is empty is cleared."""

    model_config = like(
        name="consent",
        kind="legal",
        authority="Regulator",
        country="NL",
        state="open",
        steps=[{"text": "Draft the decree", "done": True}, {"text": "Publish it", "done": False}],
        evidence="minute of 1 March",
        text="Papers may be given voluntarily",
    )

    name: Text
    kind: TrackKind
    authority: Text
    country: Text
    state: TrackState
    owner: str | None = Field(default=None, max_length=LONGEST_TEXT)
    due: date | Literal[""] | None = None
    """By when; empty takes the day away."""
    blocker: str = Field(default="", max_length=LONGEST_TEXT)
    steps: list[NewStep] | None = Field(default=None, max_length=MOST_STEPS)
    """All its steps, in order; null leaves them as they are."""
    evidence: str | None = Field(default=None, max_length=LONGEST_TEXT)
    """What shows the state it is in."""
    text: str | None = Field(default=None, max_length=alignment.LONGEST_CALLED)
    """What shall hold, in a few words for people; empty: it is called by its name."""
    seen: int | None = Field(default=None, ge=0, le=2**53)
    """The version that the asker saw; 0 for one that was not there."""

    def of_ours(self) -> TrackChange:
        """It as a value of ours."""
        steps = self.steps
        return TrackChange(
            **self.model_dump(exclude={"steps", "seen"}),
            steps=None if steps is None else tuple(Step(**each.model_dump()) for each in steps),
        )


class NewOverride(Wire):
    """Why alignment begins before business value is stated, and on whose word."""

    model_config = like(name="A. Jansen, programme lead", reason="The law lapses on 1 May")

    name: Text
    reason: Text


@router.get("/tracks")
def status(actor: Who, node: TheNode, id: Id) -> Response:
    """The board: tracks, what waits for them, and how ready each benefit is."""
    return answer(alignment.status(actor, node, CollaborationId(id)))


@router.put("/tracks", openapi_extra=described(Track))
def set_track(actor: Who, node: TheNode, id: Id, told: Annotated[Track, body(Track)]) -> Response:
    """Set a track; returns that waited for it move with it."""
    found = alignment.set_track(actor, node, CollaborationId(id), told.of_ours(), seen=told.seen)
    return answer(found)


@router.get("/readiness")
def readiness(actor: Who, node: TheNode, id: Id) -> Response:
    """How real each benefit is, and which signatures it needs still."""
    return answer(alignment.status(actor, node, CollaborationId(id)).readiness)


@router.post("/override", status_code=201, openapi_extra=described(NewOverride))
def override(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewOverride, body(NewOverride)]
) -> Response:
    """Begin alignment before business value is stated; every later report says so."""
    found = alignment.override(actor, node, CollaborationId(id), name=told.name, reason=told.reason)
    return answer(found, 201)
