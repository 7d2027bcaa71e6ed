"""Step 2, what would it take: the least incentive, and what the answer hangs on."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.picture import drawing
from commonweal.app.winwin import explain, need, offers, solution
from commonweal.model.change import Stored
from commonweal.model.errors import CommonwealError, Invalid
from commonweal.model.ids import PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import Ended, Explanation, Offers
from commonweal.web.explanation import (
    called,
    costliest,
    flips,
    party_sheet,
    track_sheet,
    turns_sheet,
)
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.yet import yet
from commonweal.winwin.ending import ended, searched
from commonweal.winwin.need import Need
from commonweal.winwin.optimum import why_not_the_least
from commonweal.winwin.verdict import all_gain

router = APIRouter()

_WORDS = {"likely": "in the likely case", "low": "if things go badly"}
_NEAR = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked, and what it takes."""

    party: str = ""
    target: str = ""
    """As it was typed."""
    needs: tuple[Need, ...] = ()
    against: tuple[str, ...] = ()
    """What speaks against each: it presses parties to the brink."""
    wrong: str = ""
    """Why there is no answer."""


@router.get("/c/{id}/winwin/need")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """What the answer hangs on; `?party=ID` or `?target=300` asks what would close the deal."""
    here = place(visit, id, "winwin")
    table, now = offers.tabled(*here.who), explain.at_once(*here.who)
    found = now or yet(explain.show, *here.who)
    old = now is None and found is not None and explain.changed_since(*here.who)
    asked = request.query_params
    answer = _answer(here, table, asked.get("party", ""), asked.get("target", "").strip())
    return render(
        request,
        "need.html",
        visitor=visit,
        where=here.where,
        place=here,
        status=422 if answer.wrong else 200,
        table=table,
        large=table is not None and now is None,
        choices=_choices(here),
        answer=answer,
        in_words=told(answer.needs, table.record) if table else "",
        unit=table.record.unit if table else "",
        searched=searched,
        now=now,
        ended=ended,
        all_gain=all_gain,
        **_explained(here, table, found, old=old),
    )


@router.post("/c/{id}/winwin/explanations")
def start(visit: Visiting, id: Id) -> Response:
    """Explain the answer of a large table in a job, and keep the explanation."""
    here = place(visit, id, "winwin")
    return gone_to(f"/jobs/{explain.start(*here.who)}", "started")


def told(needs: tuple[Need, ...], table: Offers) -> str:
    """The least incentive in both scenarios, as a sentence without its end."""
    if all(each.least_incentive is None for each in needs):
        return "no payment helps" if needs else ""
    return ", ".join(_one(each, table.unit) for each in needs)


def _one(each: Need, unit: str) -> str:
    case = _WORDS[each.scenario]
    if each.least_incentive is None:
        return f"no payment helps {case}"
    return f"{each.least_incentive:,.6g} {unit} {case}{_open(each, unit)}"


def _open(each: Need, unit: str) -> str:
    """What is left open; nothing where the least incentive is exact."""
    least, bound = each.least_incentive or 0.0, each.bound or 0.0
    if each.ended is Ended.PROVED and least - bound <= _NEAR * max(1.0, least):
        return ""
    return f" (found in time; at least {bound:,.6g} {unit} is needed)"


def _answer(here: Place, table: Stored[Offers] | None, party: str, target: str) -> Answer:
    """Nothing while nothing is asked; a question that cannot be answered says why."""
    if table is None or not (party or target):
        return Answer()
    try:
        if party and target:
            raise Invalid(detail="A party and a target are given.", hint="Give one of them.")
        number = _number(target) if target else None
        asked = PartyId(party) if party else None
        needs = need.need(*here.who, party=asked, target=number, seconds=need.WAIT_S)
    except CommonwealError as gap:
        return Answer(party=party, target=target, wrong=f"{gap.detail} {gap.hint}")
    now = solution.at_once(*here.who)
    held = now.frontier if now else None
    against = tuple(why_not_the_least(each, held) for each in needs)
    return Answer(party=party, target=target, needs=needs, against=against)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Invalid(
            detail=f"The target {text[:40]!r} is no number.", hint="Write 300 or 300.5."
        ) from None


def _choices(here: Place) -> tuple[tuple[str, str], ...]:
    """The parties that can be asked about: those that are not government."""
    return tuple(
        (each.id, each.name) for each in here.members if each.kind is not PartyKind.GOVERNMENT
    )


def _explained(
    here: Place, table: Stored[Offers] | None, found: Explanation | None, *, old: bool
) -> dict[str, Any]:
    """What the page shows of an explanation; empty tables where there is none."""
    known = table.record if table else None
    return {
        "found": found,
        "old": old,
        "flips": flips(here, known, found) if found and known else (),
        "costliest": costliest(found) if found else (),
        "obstacles": called(known),
        "pictures": tuple(drawing(each) for each in explain.figures(*here.who)),
        "sheets": (
            turns_sheet(here, known, found),
            party_sheet(here, known, found),
            track_sheet(here, known, found),
        ),
    }
