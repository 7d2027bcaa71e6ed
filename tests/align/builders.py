"""A small valid track; a test states only what matters to it."""

from datetime import date

from commonweal.model.ids import CollaborationId, TrackId
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState


def track(
    name: str = "green-lane",
    state: TrackState = TrackState.OPEN,
    *,
    authority: str = "Customs",
    country: str = "NL",
    blocker: str = "",
    owner: str = "",
    due: date | None = None,
    steps: tuple[Step, ...] = (),
    text: str = "",
) -> AlignmentTrack:
    reasons = {TrackState.BLOCKED: "A law", TrackState.DROPPED: "A mistake"}
    return AlignmentTrack(
        id=TrackId(f"tra_{name}_{authority}_{country}"),
        collaboration=CollaborationId("col_1"),
        name=name,
        kind=TrackKind.LEGAL,
        authority=authority,
        country=country,
        owner=owner,
        due=due,
        state=state,
        blocker=blocker or reasons.get(state, ""),
        steps=steps,
        text=text,
    )
