"""The paper's three cases side by side, from their data."""

from fastapi import APIRouter, Request, Response

from commonweal.app import cases, collaboration
from commonweal.app.cases import Column, Comparison
from commonweal.diagnose.words import RULES, called, platforms
from commonweal.model.assessment import Dimension
from commonweal.web.degree import SYMBOLS, TONES
from commonweal.web.page import render
from commonweal.web.session import Visiting
from commonweal.web.table import Sheet

router = APIRouter()


@router.get("/cases")
def show(visit: Visiting, request: Request) -> Response:
    """Eight questions, one column per case; what departs is marked and leads to its evidence."""
    found = cases.side_by_side(visit.actor, visit.node)
    mine = {each.template: each.id for each in collaboration.roster(visit.actor, visit.node)}
    return render(
        request,
        "cases.html",
        visitor=visit,
        sheets=(_sheet(found),),
        found=found,
        mine=mine,
        called={each.case.id: called(each.profile) for each in found.columns},
        rules=RULES,
        platforms=platforms(),
        symbols=SYMBOLS,
        tones=TONES,
    )


def _sheet(found: Comparison) -> Sheet:
    rows = tuple(
        (row.label, *(_told(column, row.id) for column in found.columns)) for row in found.rows
    )
    return Sheet(
        name="cases",
        title="Three cases, eight questions",
        columns=("question", *(each.case.title for each in found.columns)),
        rows=rows,
    )


def _told(column: Column, dimension: Dimension) -> str:
    finding = column.coding(dimension).finding
    departs = "; ".join(f"{each.degree} ({each.basis})" for each in column.deviations(dimension))
    return f"{finding} [{departs}]" if departs else finding
