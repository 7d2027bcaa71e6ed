"""A small valid track; a test states only what matters to it."""

from commonweal.model.ids import CollaborationId, TrackId
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState


def track(
    name: str = "green-lane",
    state: TrackState = TrackState.OPEN,
    *,
    authority: str = "Customs",
    country: str = "NL",
    blocker: str = "",
) -> AlignmentTrack:
    return AlignmentTrack(
        id=TrackId(f"tra_{name}_{authority}_{country}"),
        collaboration=CollaborationId("col_1"),
        name=name,
        kind=TrackKind.LEGAL,
        authority=authority,
        country=country,
        owner="",
        due=None,
        state=state,
        blocker=blocker or ("A law" if state is TrackState.BLOCKED else ""),
    )
