"""What a business case says in words, on its page and in its document."""

from collections.abc import Iterable, Mapping, Sequence

from commonweal.align.called import mentioned, said
from commonweal.align.readiness import KINDS
from commonweal.app.winwin.casing.case import Case
from commonweal.model.estimate import Estimate
from commonweal.model.figure import Range
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.track import AlignmentTrack, TrackState
from commonweal.model.winwin import Ended, Package
from commonweal.winwin.case.approval import Gate, Review
from commonweal.winwin.case.businesscase import Line
from commonweal.winwin.case.dependence import Reliance, not_before
from commonweal.winwin.case.payback import Payback
from commonweal.winwin.chance import percent
from commonweal.winwin.ending import SLIGHT, searched
from commonweal.winwin.item import ItemKind

_AGAIN = "Compute the package again to see whether another is better now."
STALE = (
    "What the package hangs on has changed since it was computed: figures, or tracks that are "
    f"done. {_AGAIN}"
)
_PUBLIC = " As a public body it need not gain: what it pays counts as a cost to government too."


def about(found: Case) -> str:
    """The case in a sentence or two."""
    case = found.case
    if not case.lines:
        return f"{found.name} has no part in it: no figure on the table is its own."
    if not case.joins:
        return (
            f"{found.name} does not join the package that is kept: it gives nothing and gets "
            "nothing. What follows is all that lies on the table for it, as if it came about."
        )
    public = _PUBLIC if found.kind is PartyKind.GOVERNMENT else ""
    return (
        f"{found.name} nets {number(case.net.likely)} {case.unit} if figures come as likely "
        f"({number(case.net.low)} to {number(case.net.high)}): it gets {number(case.gets.likely)}, "
        f"spends {number(-case.gives.likely)} and bears risks worth {number(-case.risks.likely)}."
        f"{public}"
    )


def standing(found: Case) -> str:
    """What must not be overlooked; empty if nothing."""
    told = []
    if found.gone:
        told.append(f"Not on the table any more, and not counted: {', '.join(found.gone)}.")
    if found.before:
        told.append(
            f"Its figures have changed since the package was computed: then it netted "
            f"{number(found.before.net)} {found.case.unit} if figures came as likely, and did not "
            f"lose with a chance of {percent(found.before.chance)}. {_AGAIN}"
        )
    elif found.stale:
        told.append(STALE)
    if found.case.joins and found.case.net.likely < 0:
        told.append("At the likely figures this party loses.")
    return " ".join(told)


def start(found: Case) -> str:
    """When all that the party gets can begin at the earliest; empty if it waits for nothing."""
    if not found.case.waiting:
        return ""
    told = []
    if found.not_before:
        told.append(f"{found.not_before.isoformat()}, when the last track shall be done")
    if found.undated:
        told.append(f"not known: no day is set for {_tracks(found, found.undated)}")
    return "; ".join(told) or "now: every track is done"


def when(found: Case, line: Line) -> str:
    """When one gain begins, and what that waits for."""
    told = [line.begins] if line.begins else []
    open = [each for each in found.case.waiting if each.track in line.waits and not each.done]
    day, undated = not_before(open)
    if day:
        told.append(f"not before {day.isoformat()}")
    if undated:
        told.append(f"no day is set for {_tracks(found, undated)}")
    if line.waits and not open:
        told.append("all its tracks are done now")
    if not told and line.item.kind is ItemKind.USE:
        return "once the data is shared"
    return "; ".join(told) or "nobody has said"


def relies(found: Case, line: Line) -> str:
    """What others must do for one gain, party by party."""
    needed = [each for each in found.case.reliances if line.text in each.gains]
    parties = dict.fromkeys(each.party for each in needed)
    told = (f"{found.names.get(party, party)} {_deeds(needed, party, line)}" for party in parties)
    return "; ".join(told) or "nobody else"


def approval(found: Review, unit: str) -> str:
    """How far the case is inside its organisation."""
    if found.state is None or found.at is None:
        return "nothing is said yet"
    told = f"{found.state.value} by {found.by}, {found.at:%Y-%m-%d}"
    if found.given_at is not None:
        return (
            f"{told}, given at {number(found.given_at)} {unit}; figures have changed since, so it "
            "does not count now"
        )
    return f"{told} (of an earlier package)" if found.earlier else told


def unsold(found: Gate, names: Mapping[PartyId, str]) -> tuple[str, ...]:
    """Whose approval of its case is missing, and why; nothing if none is."""
    silent = tuple(each for each in found.withheld if each not in found.changed)
    told = []
    if silent:
        told.append(f"Not approved yet: {whom(names, silent)}.")
    if found.changed:
        told.append(
            f"Approved, but the figures have changed since: {whom(names, found.changed)}. That "
            "counts again once they are put back; a package computed anew is approved anew."
        )
    return tuple(told)


def paid_back(found: Payback) -> str:
    """When it is paid back: likely, and at best and at worst where these differ."""
    likely, ends = found.told(found.likely), (found.told(found.quickest), found.told(found.slowest))
    return (
        likely if ends == (likely, likely) else f"{likely} ({ends[0]} at best, {ends[1]} at worst)"
    )


def computed(package: Package) -> str:
    """How a package was found: how the search ended, its gap, and the draws of its chances."""
    draws = f"chances over {package.draws:,} draws, seed {package.seed}"
    if package.ended is not Ended.PROVED:
        how, more = searched(package), f"up to {package.gap:.2%} more public value"
        return f"the search was {how}: a package {_held(package)} may have {more}; {draws}"
    more = f"more than {package.gap:.2%} more" if package.gap >= SLIGHT else "more"
    return f"no package {_held(package)} has {more} public value{_beyond(package)}; {draws}"


def _held(package: Package) -> str:
    """What every party outside government is held to in a package."""
    far = f" with every figure {percent(package.caution)} of the way to its worse end"
    return (
        "in which each joined party outside government nets at least "
        f"{number(package.margin)} {package.unit}{far if package.caution else ''}, or a higher "
        "limit of its own,"
    )


def _beyond(package: Package) -> str:
    """That holding parties to less may give more, where they are held to something."""
    held = package.margin > 0 or package.caution
    return "; holding parties to less can give more public value, less surely" if held else ""


def net_range(found: Range) -> str:
    """Likely, with low and high behind it."""
    return f"{number(found.likely)} ({number(found.low)} to {number(found.high)})"


def number(value: float) -> str:
    """A figure as people read it; never minus nothing."""
    return f"{round(value, 2) + 0.0:,.15g}"


def source(figure: Estimate) -> str:
    """Who says a figure, how and when, and who put it here if that is someone else."""
    told = [figure.source, figure.said]
    if figure.by and figure.by != figure.source:
        told.append(f"put here by {figure.by}")
    return ", ".join(each for each in (*told, figure.on.isoformat()) if each)


def whom(names: Mapping[PartyId, str], parties: tuple[PartyId, ...]) -> str:
    """What people call the other side."""
    return ", ".join(names.get(each, each) for each in parties)


def obstacle(track: AlignmentTrack) -> str:
    """A track by what people call it, and its kind."""
    return f"{track.called} ({KINDS[track.kind]})"


def decided(track: AlignmentTrack) -> str:
    """How far a track is, with what blocks it."""
    if track.state is TrackState.BLOCKED:
        return f"blocked: {track.blocker}"
    return track.state.value


def _tracks(found: Case, names: Iterable[str]) -> str:
    board = (each for waiting in found.case.waiting for each in waiting.board)
    return ", ".join(mentioned(names, said(board)))


def _deeds(needed: Sequence[Reliance], party: PartyId, line: Line) -> str:
    mine = [each for each in needed if each.party == party]
    told = (
        f"{does} {', '.join(_what(each, line) for each in mine if each.does == does)}"
        for does in dict.fromkeys(each.does for each in mine)
    )
    return " and ".join(told)


def _what(found: Reliance, line: Line) -> str:
    return "it" if found.item == line.item else found.text
