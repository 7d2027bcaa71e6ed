"""Alignment tracks of which a document of offers tells where they stand, with which authority."""

from dataclasses import dataclass

from commonweal.model.track import TrackKind, TrackState
from commonweal.winwin.table.document import DOCUMENT, Place

COUNTRY = "not stated"
"""The country of an authority where a document does not say it."""

STANDING = ("kind", "authority", "country", "state", "text")
"""What a document may say of a track besides its name and what it costs."""

_STATES = [each for each in TrackState if each is not TrackState.DROPPED]
"""What a document can say: a track is dropped on the board alone, with a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTrack:
    """An alignment track that a document tells where it stands."""

    name: str
    kind: TrackKind
    authority: str
    country: str
    """Empty where the document does not say."""
    state: TrackState | None
    """None where the document does not say."""
    text: str = ""
    """What people call it; empty where the document does not say."""


def listed_tracks(document: object) -> tuple[ListedTrack, ...]:
    """The tracks of a document that say their kind and authority.

    Raises:
        UnknownTerm: a kind or a state that is not there.
        Invalid: a track that says only a part of it.
    """
    tracks = Place(value=document, path=DOCUMENT).field("tracks")
    read = (listed_track(track_name(each), each) for each in (tracks.entries() if tracks else ()))
    return tuple(each for each in read if each)


def listed_track(name: Place, place: Place) -> ListedTrack | None:
    """Where the track stands; None if the entry does not say. Raises as `listed_tracks`."""
    said = {key: field for key in STANDING if (field := place.field(key))}
    if not said:
        return None
    for key in ("kind", "authority"):
        if key not in said:
            place.refuse(
                f"says its {next(iter(said))}, but has no {key!r}",
                "Give kind and authority of a track, or neither, no state and no text.",
            )
    return ListedTrack(
        name=name.id(),
        kind=_kind(said["kind"]),
        authority=said["authority"].word(),
        country=said["country"].word() if "country" in said else "",
        state=TrackState(said["state"].one_of(_STATES)) if "state" in said else None,
        text=said["text"].word() if "text" in said else "",
    )


def _kind(place: Place) -> TrackKind:
    """`IT` and `it` are one."""
    plain = Place(value=place.word().casefold(), path=place.path)
    return TrackKind(plain.one_of(list(TrackKind)))


def track_name(place: Place) -> Place:
    """The name of a track, which may stand as `id` or as `track`. Raises Invalid."""
    fields = [field for key in ("id", "track") if (field := place.field(key))]
    if len(fields) != 1:
        place.refuse(
            "has 'id' and 'track'" if fields else "has no 'id'",
            "Each track is a mapping with its name as 'id' (or as 'track').",
        )
    return fields[0]
