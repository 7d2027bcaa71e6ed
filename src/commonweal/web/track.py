"""The forms of the board: set one track, tick its steps, open a new one, begin before its time."""

from collections.abc import Mapping
from typing import Any

from commonweal.align.track import TRANSITIONS, TrackChange
from commonweal.app.align.alignment import LONGEST_CALLED
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import seen_field

KINDS = {TrackKind.LEGAL: "Legal", TrackKind.IT: "IT", TrackKind.PROCEDURAL: "Procedural"}
"""What the kinds of obstacles are called."""

_FIRST = (TrackState.OPEN, TrackState.BLOCKED, TrackState.DONE)
"""How far a new track can be."""

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
        does="alignment.set_track",
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
            *_told(
                owner=track.owner,
                due=track.due.isoformat() if track.due else "",
                steps="\n".join(each.text for each in track.steps),
                evidence=track.evidence,
                text=track.text,
            ),
            seen_field(version),
        ),
    )


def new_form(here: Place, states: tuple[TrackState, ...] = _FIRST) -> Form:
    """A track that is not there yet, and is in one of these states from the start."""
    kinds = tuple(Choice(value=each.value, text=text) for each, text in KINDS.items())
    return Form(
        name="track",
        action=f"{here.path}/tracks",
        button="Open it",
        does="alignment.set_track",
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
                choices=tuple(Choice(value=each.value, text=each.value) for each in states),
                default=TrackState.OPEN.value,
            ),
            *_told(),
            seen_field(),
        ),
    )


def any_form(here: Place) -> Form:
    """What any form that sets a track is read as: of these a new one may have all states."""
    return new_form(here, tuple(TrackState))


def as_set(values: Mapping[str, Any]) -> TrackChange:
    """What a filled form says of its track; it shows all there is, so what is empty is cleared."""
    lines = (line.strip() for line in values["steps"].split("\n"))
    return TrackChange(
        name=values["name"],
        kind=TrackKind(values["kind"]),
        authority=values["authority"],
        country=values["country"],
        state=TrackState(values["state"]),
        blocker=values["blocker"],
        owner=values["owner"],
        due=values["due"] or "",
        steps=tuple(line for line in lines if line),
        evidence=values["evidence"],
        text=values["text"],
    )


def as_ticked(track: AlignmentTrack, values: Mapping[str, Any]) -> TrackChange:
    """What the ticks of a filled form say of its track."""
    return TrackChange(
        name=track.name,
        kind=track.kind,
        authority=track.authority,
        country=track.country,
        state=track.state,
        steps=tuple(
            Step(text=each.text, done=str(number) in values["done"])
            for number, each in enumerate(track.steps)
        ),
    )


def about(form: Form, track: AlignmentTrack) -> bool:
    """True if a posted form names that track."""
    named = (track.name, track.kind.value, track.authority, track.country)
    return tuple(form.value(name) for name in _IDENTITY) == named


def steps_form(here: Place, track: AlignmentTrack, version: int) -> Form:
    """Tick the steps of a track that has some."""
    done = (str(number) for number, each in enumerate(track.steps) if each.done)
    return Form(
        name=f"steps-{track.id}",
        action=f"{here.path}/{track.id}/steps",
        button="Keep the ticks",
        does="alignment.set_track",
        fields=(
            Field(
                name="done",
                label="Steps",
                kind=Kind.MANY,
                needed=False,
                choices=tuple(
                    Choice(value=str(number), text=each.text)
                    for number, each in enumerate(track.steps)
                ),
                default="\n".join(done),
            ),
            seen_field(version),
        ),
    )


def override_form(here: Place) -> Form:
    """On whose word alignment begins before business value is stated, and why."""
    return Form(
        name="override",
        action=f"{here.path}/override",
        button="Begin all the same",
        does="alignment.override",
        fields=(
            Field(name="name", label="Who decides so?", most=200, help="A person, by name."),
            Field(
                name="reason",
                label="Why can it not wait?",
                kind=Kind.TEXT,
                help="All parties are told, and every later report says it.",
            ),
        ),
    )


def _told(
    *, owner: str = "", due: str = "", steps: str = "", evidence: str = "", text: str = ""
) -> tuple[Field, ...]:
    return (
        Field(
            name="text",
            label="In a few words, what shall hold?",
            needed=False,
            default=text,
            most=LONGEST_CALLED,
            help="So people read it on every page, such as: papers may be given voluntarily. "
            "Empty: they read its name.",
        ),
        Field(name="owner", label="Who drives it?", needed=False, default=owner, most=200),
        Field(name="due", label="By when?", kind=Kind.DAY, needed=False, default=due),
        Field(
            name="steps",
            label="What is to be done?",
            kind=Kind.TEXT,
            needed=False,
            default=steps,
            most=20_000,
            help="One step in each line, in order. They are ticked on the board.",
        ),
        Field(
            name="evidence",
            label="What shows it?",
            needed=False,
            default=evidence,
            most=500,
            help="Such as a decree, a minute, a test report.",
        ),
        Field(
            name="blocker",
            label="What blocks it, or why is it dropped or opened again?",
            needed=False,
            most=500,
            help="Needed for blocked and dropped, and where a track opens again.",
        ),
    )
