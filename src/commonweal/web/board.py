"""What the board shows: lanes of cards, and the tables that hold the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.align.benefit import Status
from commonweal.align.called import Said, mentioned
from commonweal.align.readiness import Readiness
from commonweal.app.align.board import Board
from commonweal.model.returns import Return
from commonweal.model.track import AlignmentTrack, TrackKind, TrackState
from commonweal.web.form import Form
from commonweal.web.place import Place
from commonweal.web.seen import looked_again
from commonweal.web.table import INVENTED, Cell, Sheet, State
from commonweal.web.track import KINDS, about, steps_form, track_form

COLUMNS = (TrackState.OPEN, TrackState.BLOCKED, TrackState.DONE)
"""The columns of the board; dropped tracks stand in the table alone."""
TONES = {TrackState.BLOCKED: "bad", TrackState.DONE: "good"}
REAL = {Status.PROMISED: "", Status.ALIGNED: "good", Status.DELIVERED: "good"}
"""The tone of each state of a benefit."""
BY = ("kind", "authority", "country")
"""By what a long board is looked through."""
_LONG = 6
"""Tracks from which a board is long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One track on the board, and the forms that set it."""

    track: AlignmentTrack
    form: Form
    steps: Form
    overdue: bool
    first: tuple[str, ...]
    """The tracks that must be done before it."""
    benefits: tuple[Readiness, ...]
    """What waits for it."""


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


def choices(board: Board) -> Mapping[str, tuple[str, ...]]:
    """By what a long board can be looked through; nothing for a short one."""
    if len(board.tracks) < _LONG:
        return {}
    return {name: tuple(sorted({_told(each, name) for each in board.tracks})) for name in BY}


def wanted_tracks(board: Board, wanted: Mapping[str, str]) -> tuple[AlignmentTrack, ...]:
    """The tracks of the kind, authority and country that are asked for; an empty word asks all."""
    asked = [(name, value) for name, value in wanted.items() if value]
    return tuple(
        each for each in board.tracks if all(_told(each, name) == value for name, value in asked)
    )


def _told(track: AlignmentTrack, name: str) -> str:
    return KINDS[track.kind] if name == "kind" else str(getattr(track, name))


def lanes(
    here: Place, board: Board, tracks: Sequence[AlignmentTrack], posted: Form | None
) -> tuple[Lane, ...]:
    """The tracks as lanes by kind, authority, country; a refused form keeps its place."""
    order = list(TrackKind)
    keys = dict.fromkeys(
        (each.kind, each.authority, each.country)
        for each in sorted(tracks, key=lambda one: order.index(one.kind))
    )
    return tuple(
        Lane(
            kind=kind,
            authority=authority,
            country=country,
            cards=tuple(
                _card(here, board, each, posted)
                for each in tracks
                if (each.kind, each.authority, each.country) == (kind, authority, country)
            ),
        )
        for kind, authority, country in keys
    )


def _card(here: Place, board: Board, track: AlignmentTrack, posted: Form | None) -> Card:
    version = board.versions[track.id]
    form, steps = track_form(here, track, version), steps_form(here, track, version)
    if posted and posted.name == steps.name:
        steps = looked_again(posted, steps)
    elif posted and posted.name == "track" and posted.value("seen") != "0" and about(posted, track):
        form = looked_again(posted, form)
    return Card(
        track=track,
        form=form,
        steps=steps,
        overdue=track.id in board.overdue,
        first=mentioned(board.waits_for.get(track.id, ()), board.said),
        benefits=tuple(each for each in board.readiness if track in each.missing),
    )


def ready_sheet(board: Board) -> Sheet:
    """How real each benefit is, as a table; a return beside the service that it makes real."""
    texts = {each.benefit.id: each.benefit.text for each in board.readiness}
    return Sheet(
        name="readiness",
        title="How ready each benefit is",
        columns=(
            "benefit",
            "promised as",
            "for the service",
            "state",
            "signatures missing",
            "latest due",
        ),
        rows=tuple(
            (
                each.benefit.text,
                each.benefit.source.value,
                texts.get(each.benefit.of),
                State(word=each.status.value, tone=REAL[each.status]),
                len(each.missing) + len(each.unset),
                each.last_due,
            )
            for each in board.readiness
        ),
        empty="No service is in a package, and no return of yours is promised.",
        label=_label(board),
    )


def waiting_sheet(here: Place, board: Board, ready: frozenset[str]) -> Sheet:
    """The promised returns of the visitor's party, and what each waits for."""
    return Sheet(
        name="waiting",
        title="Promised, and not real yet",
        columns=("return", "from", "to", "needs", "still open"),
        rows=tuple(
            (
                each.text,
                here.name(each.giver),
                here.name(each.recipient),
                ", ".join(mentioned(each.needs_tracks, board.said)) or "no track",
                _still(each, ready, board.said),
            )
            for each in board.waiting
        ),
        caption=f"Returns that {here.visitor.party.name} gives or receives.",
        empty="No promised return of yours waits for a track.",
    )


def _still(waiting: Return, ready: frozenset[str], said: Said) -> str:
    missing = [each for each in waiting.needs_tracks if each not in ready]
    if not missing:
        return "nothing"
    tracks = "track" if len(missing) == 1 else "tracks"
    return f"needs {len(missing)} {tracks} still: {', '.join(mentioned(missing, said))}"


def tracks_sheet(board: Board) -> Sheet:
    """Every track with all that is known of it, dropped ones too."""
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
            "steps done",
            "waits for",
            "blocked or why",
            "evidence",
            "name",
        ),
        rows=tuple(_row(board, each) for each in (*board.tracks, *board.dropped)),
        caption="Dropped tracks stand here alone: nothing waits for them. Services, returns and "
        "commands use the name.",
        label=_label(board),
        empty="No track yet.",
    )


def _label(board: Board) -> str:
    return " ".join(
        (*((f"{INVENTED.capitalize()}.",) if board.invented else ()), *board.passed_over)
    )


def _row(board: Board, track: AlignmentTrack) -> tuple[Cell, ...]:
    late = " and overdue" if track.id in board.overdue else ""
    ticked = sum(each.done for each in track.steps)
    return (
        track.called,
        KINDS[track.kind],
        track.authority,
        track.country,
        State(word=track.state.value + late, tone="bad" if late else TONES.get(track.state, "")),
        track.owner or None,
        track.due,
        f"{ticked} of {len(track.steps)}" if track.steps else None,
        ", ".join(mentioned(board.waits_for.get(track.id, ()), board.said)) or None,
        track.blocker or None,
        track.evidence or None,
        track.name,
    )
