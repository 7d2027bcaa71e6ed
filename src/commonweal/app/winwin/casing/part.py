"""The parts of a business case as rows, for its page, its document and its command."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commonweal.app.winwin.casing.case import Case
from commonweal.app.winwin.casing.words import decided, obstacle, relies, source, when, whom
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.winwin.case.businesscase import Line, Side
from commonweal.winwin.case.publicvalue import NOT_TYPED

FigureRow = tuple[str, str, str, float, float, float, str]
SAID = "who says so, when"
FIGURES = ("side", "what", "with", "low", "likely", "high", SAID)
GAINS = ("what it gets", "when", "relies on")
DECISIONS = ("track", "whose decision", "driven by", "how far", "due")
PublicRow = tuple[str, str, float, float, float, str, str]
PUBLIC = ("use", "type", "low", "likely", "high", "shown by", SAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What has to be decided before a gain comes, by one authority."""

    track: str
    whose: str
    driver: str
    far: str
    due: date | None
    state: TrackState

    @property
    def row(self) -> tuple[str, str, str, str, date | None]:
        """It under the columns `DECISIONS`."""
        return self.track, self.whose, self.driver, self.far, self.due


def figure_rows(found: Case) -> tuple[FigureRow, ...]:
    """What it gets, gives and risks, side by side, under the columns `FIGURES`."""
    case = found.case
    return tuple(_figure(found, side, each) for side in Side for each in case.side(side))


def gain_rows(found: Case) -> tuple[tuple[str, str, str], ...]:
    """When each gain comes, and on whom it relies, under the columns `GAINS`."""
    return tuple(
        (each.text, when(found, each), relies(found, each)) for each in found.case.side(Side.GETS)
    )


def decisions(found: Case) -> tuple[Decision, ...]:
    """What its gains wait for, track by track, with each authority."""
    return tuple(_decisions(found))


def public_rows(found: Case) -> tuple[PublicRow, ...]:
    """The public value that it helps create, under the columns `PUBLIC`."""
    return tuple(
        (
            each.text,
            each.value_type.value if each.value_type else NOT_TYPED,
            each.value.low,
            each.value.likely,
            each.value.high,
            each.indicator or "not said",
            source(each.value),
        )
        for each in found.case.public
    )


def _figure(found: Case, side: Side, line: Line) -> FigureRow:
    return (
        side.value,
        f"{line.text}: {line.what}",
        whom(found.names, line.others),
        line.adds.low,
        line.adds.likely,
        line.adds.high,
        source(line.figure),
    )


def _decisions(found: Case) -> Iterator[Decision]:
    for waiting in found.case.waiting:
        yield from (_decision(each) for each in waiting.board)
        if not waiting.board:
            yield Decision(
                track=waiting.track,
                whose="not on the board yet",
                driver="",
                far=TrackState.OPEN.value,
                due=None,
                state=TrackState.OPEN,
            )


def _decision(track: AlignmentTrack) -> Decision:
    return Decision(
        track=obstacle(track),
        whose=f"{track.authority}, {track.country}",
        driver=track.owner or "nobody named",
        far=decided(track),
        due=track.due,
        state=track.state,
    )
