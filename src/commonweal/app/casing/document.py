"""A business case as a document of about a page, to be taken inside an organisation."""

from collections.abc import Iterator

from commonweal.adapters.documents import Document, Facts, Note, Paragraph, Section, Table
from commonweal.adapters.documents.document import Block, Value
from commonweal.app.casing.case import Case
from commonweal.app.casing.words import (
    about,
    approval,
    decided,
    net_range,
    paid_back,
    percent,
    relies,
    source,
    standing,
    start,
    when,
    whom,
)
from commonweal.model.figure import Range
from commonweal.model.track import TrackState
from commonweal.winwin.case.businesscase import Line, Side, assumptions
from commonweal.winwin.case.dependence import Waiting
from commonweal.winwin.case.publicvalue import NOT_TYPED

LABEL = "invented figures"


def case_document(found: Case) -> Document:
    """The case as it stands; same state, same document."""
    return Document(
        title=f"Business case: {found.name}",
        subtitle=f"{found.title}. Package of {found.at:%Y-%m-%d}.",
        label=LABEL if found.case.invented else "",
        sections=tuple(_sections(found)),
    )


def _sections(found: Case) -> Iterator[Section]:
    yield Section(heading="In short", blocks=tuple(_short(found)))
    if found.case.lines:
        yield Section(heading="What it gets, gives and risks", blocks=(_figures(found),))
    if found.case.side(Side.GETS):
        yield Section(heading="When, and what it depends on", blocks=tuple(_depends(found)))
    if found.case.public:
        yield Section(heading="Public value it helps create", blocks=(_public(found),))


def _short(found: Case) -> Iterator[Block]:
    yield Paragraph(text=about(found))
    if warning := standing(found):
        yield Note(text=warning)
    case = found.case
    if not case.lines:
        return
    pairs = [("Paid back", paid_back(case.payback))]
    if case.joins and case.chance is not None:
        pairs.insert(0, ("Chance that it does not lose", percent(case.chance)))
    if not case.joins:
        pairs.insert(0, ("Net, if all of it came about", f"{net_range(case.net)} {case.unit}"))
    if begins := start(found):
        pairs.append(("All of it at the earliest", begins))
    if case.joins:
        pairs.append(("Inside the organisation", approval(found.review)))
    yield Facts(pairs=tuple(pairs))


def _figures(found: Case) -> Table:
    case = found.case
    lines = [_line(found, each) for side in Side for each in case.side(side)]
    sides = ((Side.GETS, case.gets), (Side.GIVES, case.gives), (Side.RISKS, case.risks))
    sums = [_sum(whole) for side, whole in sides if len(case.side(side)) > 1]
    return Table(
        columns=("what", "with", "low", "likely", "high", "who says so, when"),
        rows=(*lines, *sums, _sum(case.net)),
        caption=f"In {case.unit}; costs and risks are below zero. {' '.join(assumptions(case))}",
    )


def _line(found: Case, line: Line) -> tuple[Value, ...]:
    return (
        f"{line.text}: {line.what}",
        whom(found.names, line.others),
        *_ends(line.adds),
        source(line.figure),
    )


def _sum(found: Range) -> tuple[Value, ...]:
    return (f"{found.category}, in all", "", *_ends(found), "")


def _ends(found: Range) -> tuple[float, float, float]:
    return found.low, found.likely, found.high


def _depends(found: Case) -> Iterator[Block]:
    yield Table(
        columns=("what it gets", "when", "relies on"),
        rows=tuple(
            (each.text, when(found, each), relies(found, each))
            for each in found.case.side(Side.GETS)
        ),
    )
    rows = tuple(row for each in found.case.waiting for row in _decisions(each))
    if rows:
        yield Table(
            columns=("track it waits for", "whose decision", "driven by", "how far", "due"),
            rows=rows,
        )
    if done := _done(found):
        yield Paragraph(text=f"Done already: {done}.")


def _decisions(found: Waiting) -> Iterator[tuple[Value, ...]]:
    """What is still to be decided about a track."""
    if not found.board:
        yield found.track, "not on the board yet", "", "open", "no day set"
    for each in found.board:
        if each.state is not TrackState.DONE:
            yield (
                f"{each.name} ({each.kind.value})",
                f"{each.authority}, {each.country}",
                each.owner or "nobody named",
                decided(each),
                each.due.isoformat() if each.due else "no day set",
            )


def _done(found: Case) -> str:
    board = [each for waiting in found.case.waiting for each in waiting.board]
    done = [each for each in board if each.state is TrackState.DONE]
    return "; ".join(f"{each.name} ({each.authority}, {each.country})" for each in done)


def _public(found: Case) -> Table:
    return Table(
        columns=("use", "type", "low", "likely", "high", "shown by"),
        rows=tuple(
            (
                each.text,
                each.value_type.value if each.value_type else NOT_TYPED,
                each.value.low,
                each.value.likely,
                each.value.high,
                each.indicator or "not said",
            )
            for each in found.case.public
        ),
        caption=f"In {found.case.unit}, in its own account: no part of the net above, and not the "
        "work of this party alone.",
    )
