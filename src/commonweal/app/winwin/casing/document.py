"""A business case as a document of about a page, to be taken inside an organisation."""

from collections.abc import Iterator

from commonweal.adapters.documents import Document, Facts, Note, Paragraph, Section, Table
from commonweal.adapters.documents.document import Block, Value
from commonweal.app.winwin.casing.case import Case
from commonweal.app.winwin.casing.part import (
    DECISIONS,
    FIGURES,
    GAINS,
    PUBLIC,
    Decision,
    decisions,
    figure_rows,
    gain_rows,
    public_rows,
)
from commonweal.app.winwin.casing.words import (
    about,
    approval,
    net_range,
    paid_back,
    standing,
    start,
)
from commonweal.model.figure import Range
from commonweal.model.track import TrackState
from commonweal.winwin.case.businesscase import Side, assumptions
from commonweal.winwin.chance import percent

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
    yield from (Note(text=each) for each in found.passed_over)
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
        pairs.append(("Inside the organisation", approval(found.review, case.unit)))
    pairs.append(("The search", found.computed))
    yield Facts(pairs=tuple(pairs))


def _figures(found: Case) -> Table:
    case = found.case
    lines = [row[1:] for row in figure_rows(found)]
    sides = ((Side.GETS, case.gets), (Side.GIVES, case.gives), (Side.RISKS, case.risks))
    sums = [_sum(whole) for side, whole in sides if len(case.side(side)) > 1]
    return Table(
        columns=FIGURES[1:],
        rows=(*lines, *sums, _sum(case.net)),
        caption=f"In {case.unit}; costs and risks are below zero. {' '.join(assumptions(case))}",
    )


def _sum(found: Range) -> tuple[Value, ...]:
    return (f"{found.category}, in all", "", found.low, found.likely, found.high, "")


def _depends(found: Case) -> Iterator[Block]:
    yield Table(columns=GAINS, rows=gain_rows(found))
    open = tuple(each for each in decisions(found) if each.state is not TrackState.DONE)
    if open:
        first, *others = DECISIONS
        yield Table(columns=(f"{first} it waits for", *others), rows=tuple(map(_decision, open)))
    if done := _done(found):
        yield Paragraph(text=f"Done already: {done}.")


def _decision(found: Decision) -> tuple[Value, ...]:
    *told, due = found.row
    return (*told, due.isoformat() if due else "no day set")


def _done(found: Case) -> str:
    board = [each for waiting in found.case.waiting for each in waiting.board]
    done = [each for each in board if each.state is TrackState.DONE]
    return "; ".join(f"{each.called} ({each.authority}, {each.country})" for each in done)


def _public(found: Case) -> Table:
    """The public value; who says so stands once where all say the same."""
    rows = public_rows(found)
    said = {row[-1] for row in rows}
    caption = (
        f"In {found.case.unit}, in its own account: no part of the net above, and not the "
        "work of this party alone."
    )
    if len(said) > 1:
        return Table(columns=PUBLIC, rows=rows, caption=caption)
    return Table(
        columns=PUBLIC[:-1],
        rows=tuple(row[:-1] for row in rows),
        caption=f"{caption} {PUBLIC[-1].capitalize()}: {', '.join(map(str, said))}.",
    )
