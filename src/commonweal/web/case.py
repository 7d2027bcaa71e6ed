"""A business case on its page: its sheets and facts, and all cases in one list."""

import re
from typing import Any

from commonweal.app.winwin.casing.case import Case, Roster, Row
from commonweal.app.winwin.casing.part import (
    DECISIONS,
    FIGURES,
    GAINS,
    PUBLIC,
    decisions,
    figure_rows,
    gain_rows,
    public_rows,
)
from commonweal.app.winwin.casing.words import approval, paid_back, start
from commonweal.model.track import TrackState
from commonweal.model.winwin import ApprovalState
from commonweal.web.place import Place
from commonweal.web.table import INVENTED, Link, Sheet, State
from commonweal.winwin.case.approval import Review
from commonweal.winwin.chance import percent

TONES = {
    ApprovalState.DRAFT: "",
    ApprovalState.SUBMITTED: "warn",
    ApprovalState.APPROVED: "good",
    ApprovalState.REJECTED: "bad",
}
_BELOW_ZERO = re.compile(r"(?<!\w)-(?=\d)")
_TRACK_TONES = {TrackState.OPEN: "", TrackState.BLOCKED: "bad", TrackState.DONE: "good"}


def facts(found: Case) -> tuple[tuple[str, str], ...]:
    """What the case says in short, each with its name; what there is nothing to say of left out."""
    case = found.case
    told = {
        "Paid back": paid_back(case.payback) if case.lines else "",
        "All of it at the earliest": start(found),
        "Inside the organisation": approval(found.review, case.unit) if case.joins else "",
        "Note, for your party alone": found.review.note,
    }
    if case.chance is not None:
        told = {"Chance that it does not lose": percent(case.chance), **told}
    return tuple((name, signed(text)) for name, text in told.items() if text)


def signed(text: str) -> str:
    """The text with the minus sign that pictures and tables have before what is below zero."""
    return _BELOW_ZERO.sub("−", text)


def word(said: Review) -> State:
    """How far it is inside, in a word."""
    if said.state is None or said.earlier:
        return State(word="of an earlier package" if said.state else "nothing said yet")
    if said.given_at is not None:
        return State(word=f"{said.state.value}, figures changed since", tone="warn")
    return State(word=said.state.value, tone=TONES[said.state])


def case_sheets(found: Case) -> tuple[Sheet, ...]:
    """The tables of one case: figures, when they come, decisions, public value."""
    return _figures(found), _when(found), _decisions(found), _public(found)


def roster_sheet(here: Place, found: Roster) -> Sheet:
    """The case of every member in a line."""
    return Sheet(
        name="cases",
        title="The case of each party",
        columns=(
            "party",
            "sector",
            "net, low",
            "net, likely",
            "net, high",
            "chance of no loss",
            "paid back",
            "inside",
            "by, on",
        ),
        rows=tuple(_row(here, each) for each in found.rows),
        label=INVENTED if found.invented else "",
        caption=f"Net in {found.unit}, at the figures now on the table.",
        unit=found.unit,
    )


def _row(here: Place, found: Row) -> tuple[Any, ...]:
    said = found.review
    by = f"{said.by}, {said.at:%Y-%m-%d}" if said.at else None
    party = Link(text=found.name, href=f"{here.path}/cases/{found.party}")
    if not found.joins:
        out = State(word="stays out")
        return (party, found.kind.words, None, None, None, None, None, out, None)
    return (
        party,
        found.kind.words,
        found.net.low,
        found.net.likely,
        found.net.high,
        None if found.chance is None else percent(found.chance),
        found.payback.told(found.payback.likely),
        word(said),
        by,
    )


def _figures(found: Case) -> Sheet:
    case, rows = found.case, figure_rows(found)
    net = ("net", "all of it", None, case.net.low, case.net.likely, case.net.high, None)
    return Sheet(
        name="figures",
        title="Every figure of the case",
        columns=FIGURES,
        rows=(*rows, net) if rows else (),
        caption=f"In {case.unit}; costs and risks are below zero, low is the worse end."
        f"{' Invented figures.' if case.invented else ''}",
        unit=case.unit,
        label=INVENTED if case.invented else "",
        empty="No figure on the table is this party's own.",
    )


def _when(found: Case) -> Sheet:
    return Sheet(
        name="when",
        title="When it comes, and on whom it relies",
        columns=GAINS,
        rows=gain_rows(found),
        empty="It gets nothing.",
    )


def _decisions(found: Case) -> Sheet:
    return Sheet(
        name="decisions",
        title="Decisions that it waits for",
        columns=DECISIONS,
        rows=tuple(
            (
                each.track,
                each.whose,
                each.driver or None,
                State(word=each.far, tone=_TRACK_TONES[each.state]),
                each.due.isoformat() if each.due else None,
            )
            for each in decisions(found)
        ),
        empty="What it gets waits for no alignment track.",
    )


def _public(found: Case) -> Sheet:
    return Sheet(
        name="public",
        title="Public value it helps create",
        columns=PUBLIC,
        rows=public_rows(found),
        caption=f"In {found.case.unit}; in its own account, and no part of the net above.",
        unit=found.case.unit,
        label=INVENTED if found.case.invented else "",
        empty="None that anybody has stated.",
    )
