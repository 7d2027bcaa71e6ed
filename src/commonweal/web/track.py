"""The forms of the board: set one track, or open a new one."""

from commonweal.align.track import TRANSITIONS
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import seen_field

KINDS = {TrackKind.LEGAL: "Legal", TrackKind.IT: "IT", TrackKind.PROCEDURAL: "Procedural"}
"""What the kinds of obstacles are called."""

_IDENTITY = ("name", "kind", "authority", "country")


def track_form(here: Place, track: AlignmentTrack, version: int) -> Form:
    """Set a track that is there; what names it is hidden."""
    states = (track.state, *(each for each in TrackState if each in TRANSITIONS[track.state]))
    named = {
        "name": track.name,
        "kind": track.kind.value,
        "authority": track.authority,
        "country": track.country,
    }
    return Form(
        name=f"track-{track.id}",
        action=f"{here.path}/tracks",
        button="Set it",
        does="align.set_track",
        fields=(
            *(
                Field(name=name, label=name, kind=Kind.HIDDEN, default=told)
                for name, told in named.items()
            ),
            Field(
                name="state",
                label="How far is it?",
                kind=Kind.ONE,
                choices=tuple(Choice(value=each.value, text=each.value) for each in states),
                default=track.state.value,
            ),
            *_told(track.owner, track.due.isoformat() if track.due else ""),
            seen_field(version),
        ),
    )


def new_form(here: Place) -> Form:
    """A track that is not there yet; also what any form of a track is read as."""
    kinds = tuple(Choice(value=each.value, text=text) for each, text in KINDS.items())
    return Form(
        name="track",
        action=f"{here.path}/tracks",
        button="Open it",
        does="align.set_track",
        fields=(
            Field(
                name="name",
                label="What is the track called?",
                most=200,
                help="By the name that services and returns wait for. The same name may stand "
                "for several authorities: then all must be done.",
            ),
            Field(name="kind", label="What kind of obstacle?", kind=Kind.ONE, choices=kinds),
            Field(name="authority", label="Which authority can remove it?", most=200),
            Field(name="country", label="In which country?", most=80, help="Such as NL, or KE."),
            Field(
                name="state",
                label="How far is it?",
                kind=Kind.ONE,
                choices=tuple(Choice(value=e.value, text=e.value) for e in TrackState),
                default=TrackState.OPEN.value,
            ),
            *_told("", ""),
            seen_field(),
        ),
    )


def about(form: Form, track: AlignmentTrack) -> bool:
    """True if a posted form names that track."""
    named = (track.name, track.kind.value, track.authority, track.country)
    return tuple(form.value(name) for name in _IDENTITY) == named


def _told(owner: str, due: str) -> tuple[Field, ...]:
    return (
        Field(name="owner", label="Who drives it?", needed=False, default=owner, most=200),
        Field(name="due", label="By when?", kind=Kind.DAY, needed=False, default=due),
        Field(
            name="blocker",
            label="What blocks it, or why does it open again?",
            needed=False,
            most=500,
            help="Needed for blocked, and where a track that was done opens again.",
        ),
    )
