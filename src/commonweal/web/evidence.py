"""What a diagnosis rests on: every item of evidence and every rating, with who gave it."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import diagnosis
from commonweal.diagnose.backing import items
from commonweal.diagnose.framework import Row
from commonweal.diagnose.rating import RATED
from commonweal.diagnose.words import SCALE, short_platforms
from commonweal.model.assessment import Assessment, PlatformType
from commonweal.model.errors import NotYet
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.table import Sheet

router = APIRouter()


@router.get("/c/{id}/diagnose/evidence")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """All evidence and all ratings; back to the result for who has yet to answer."""
    here = place(visit, id, "diagnose")
    try:
        given = diagnosis.evidence(visit.actor, visit.node, here.collaboration.id)
    except NotYet:
        return gone_to(here.path)
    rows = diagnosis.known(visit.actor, visit.node).dimensions
    return render(
        request,
        "evidence.html",
        visitor=visit,
        where=here.where,
        place=here,
        sheets=(_evidence(here, rows, given), _ratings(here, rows, given)),
    )


def _evidence(here: Place, rows: Sequence[Row], given: Sequence[Assessment]) -> Sheet:
    short = short_platforms()
    return Sheet(
        name="evidence",
        title="Every item of evidence",
        columns=("question", "kind", "what", "source", "period", "given by", "for", "behind"),
        rows=tuple(
            (
                row.label,
                item.evidence.kind,
                item.evidence.text,
                item.evidence.source,
                item.evidence.period,
                item.respondent,
                here.name(item.party),
                f"{short[item.platform]} {item.value} ({RATED[item.value]})",
            )
            for row in rows
            for item in items(row.id, given)
        ),
        caption="The same item behind several ratings of a question stands once.",
        empty="No evidence was given.",
    )


def _ratings(here: Place, rows: Sequence[Row], given: Sequence[Assessment]) -> Sheet:
    found = []
    for each in given:
        values = {(one.dimension, one.platform): one.value for one in each.ratings}
        for row in rows:
            cells = tuple(values.get((row.id, platform)) for platform in PlatformType)
            who = (each.respondent.name, here.name(each.respondent.party))
            found.append((*who, each.respondent.closeness, row.label, *cells))
    return Sheet(
        name="ratings",
        title="Every rating",
        columns=("respondent", "for", "closeness", "question", *short_platforms().values()),
        rows=tuple(found),
        caption=f"{SCALE}; empty where it was skipped.",
        empty="Nobody has answered yet.",
    )
