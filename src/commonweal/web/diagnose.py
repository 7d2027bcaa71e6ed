"""Step 1: what kind of partnership it is, where it departs from that, and what that rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app import diagnose
from commonweal.app.diagnose import Diagnosis
from commonweal.app.picture import drawing
from commonweal.diagnose.framework import Row
from commonweal.diagnose.grid import CELLS
from commonweal.diagnose.rating import RATED
from commonweal.diagnose.words import ENOUGH, RULES, SCALE, agreed, called, platforms, run_called
from commonweal.model.assessment import Assessment, Deviation, Evidence, PlatformType
from commonweal.model.errors import Invalid, NotYet
from commonweal.model.ids import PartyId
from commonweal.web.degree import SYMBOLS, TONES
from commonweal.web.form import Form
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.rating import named, rated, rating_form
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.table import Sheet, State

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of evidence, and the rating it stands behind."""

    evidence: Evidence
    platform: PlatformType
    value: int
    respondent: str
    party: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row of Table 1 as it stands here."""

    row: Row
    deviations: tuple[Deviation, ...]
    items: tuple[Item, ...]


@router.get("/c/{id}/diagnose")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The diagnosis, deviations first; and the form to rate."""
    here = place(visit, id, "diagnose")
    rows = diagnose.questions(visit.actor, visit.node)
    return _page(here, request, rating_form(here, rows))


@router.post("/c/{id}/diagnose/ratings")
async def rate(visit: Visiting, request: Request, id: Id) -> Response:
    """Hand in one respondent's ratings."""
    here = place(visit, id, "diagnose")
    rows = diagnose.questions(visit.actor, visit.node)

    def given(values: Mapping[str, Any]) -> tuple[str, str]:
        try:
            diagnose.rate(
                visit.actor,
                visit.node,
                here.collaboration.id,
                respondent=values["respondent"],
                closeness=values["closeness"],
                rows=rated(values, rows),
            )
        except Invalid as problem:
            raise named(problem, rows) from problem
        return here.path, "rated"

    return await taken(
        request,
        rating_form(here, rows),
        given,
        lambda form, status: _page(here, request, form, status),
    )


def _page(here: Place, request: Request, form: Form, status: int = 200) -> Response:
    visit = here.visitor
    rows = diagnose.questions(visit.actor, visit.node)
    given = diagnose.evidence(visit.actor, visit.node, here.collaboration.id)
    found = _found(here)
    asked = _questions(rows, given, found)
    return render(
        request,
        "diagnose.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        found=found,
        shares=_shares(found),
        questions=asked,
        departing=tuple(each for each in asked if each.deviations),
        called=called,
        agreed=agreed,
        run_called=run_called,
        rules=RULES,
        platforms=platforms(),
        rated=RATED,
        cells=CELLS,
        enough=ENOUGH,
        symbols=SYMBOLS,
        tones=TONES,
        pictures=tuple(
            drawing(each)
            for each in diagnose.figures(visit.actor, visit.node, here.collaboration.id)
        ),
        sheets=(_ratings(here, rows, given), _by_party(here, found)),
        form=form,
        rows=rows,
        fields={each.name: each for each in form.fields},
    )


def _found(here: Place) -> Diagnosis | None:
    try:
        return diagnose.show(here.visitor.actor, here.visitor.node, here.collaboration.id)
    except NotYet:
        return None


def _shares(found: Diagnosis | None) -> str:
    if found is None:
        return ""
    told = zip(_short(), found.profile.shares.ordered(), strict=True)
    return ", ".join(f"{words} {share:.2f}" for words, share in told)


def _questions(
    rows: Sequence[Row], given: Sequence[Assessment], found: Diagnosis | None
) -> tuple[Question, ...]:
    departs = found.profile.deviations if found else ()
    return tuple(
        Question(
            row=row,
            deviations=tuple(each for each in departs if each.dimension is row.id),
            items=tuple(_items(row, given)),
        )
        for row in rows
    )


def _items(row: Row, given: Sequence[Assessment]) -> list[Item]:
    """What the ratings of one question rest on; the same item behind three cells stands once."""
    found: dict[tuple[Evidence, str, PartyId], Item] = {}
    for each in given:
        for rating in sorted(each.ratings, key=lambda one: -one.value):
            for evidence in rating.evidence if rating.dimension is row.id else ():
                key = (evidence, each.respondent.name, each.respondent.party)
                found.setdefault(
                    key,
                    Item(
                        evidence=evidence,
                        platform=rating.platform,
                        value=rating.value,
                        respondent=each.respondent.name,
                        party=each.respondent.party,
                    ),
                )
    return list(found.values())


def _ratings(here: Place, rows: Sequence[Row], given: Sequence[Assessment]) -> Sheet:
    found = []
    for each in given:
        values = {(one.dimension, one.platform): one.value for one in each.ratings}
        for row in rows:
            cells = tuple(values.get((row.id, platform)) for platform in PlatformType)
            found.append(
                (each.respondent.name, here.name(each.respondent.party), row.label, *cells)
            )
    return Sheet(
        name="ratings",
        title="Every rating",
        columns=("respondent", "for", "question", *_short()),
        rows=tuple(found),
        caption=f"{SCALE}; empty where it was skipped.",
        empty="Nobody has rated yet.",
    )


def _by_party(here: Place, found: Diagnosis | None) -> Sheet:
    by_party = found.by_party if found else {}
    return Sheet(
        name="parties",
        title="As each party sees it",
        columns=("party", "called", *_short(), "people"),
        rows=tuple(
            (
                here.name(party),
                State(word=called(profile)),
                *(round(share, 2) for share in profile.shares.ordered()),
                profile.respondents,
            )
            for party, profile in by_party.items()
        ),
        caption="Shares of the three platforms, 0 to 1. Parties in one partnership differ (R11).",
    )


def _short() -> tuple[str, ...]:
    return tuple(words.removesuffix(" platform") for words in platforms().values())
