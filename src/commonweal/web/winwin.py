"""Step 2: which package to recommend, what else there is, and what falls without a part of it."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.adapters.pictures import Drawing
from commonweal.app import frontier, offers, whatif, winwin
from commonweal.app.circumstance import UNCOUNTED
from commonweal.app.picture import drawing
from commonweal.app.unkept import Weighed
from commonweal.model.change import Stored
from commonweal.model.winwin import Frontier, Offers, Package
from commonweal.web.frontier import points_sheet, shown
from commonweal.web.package import TONES, earlier_sheet, ended, nets_sheet, parts
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.switch import Off, compared_sheet, off, switches
from commonweal.web.yet import yet
from commonweal.winwin.optimum import why_not_the_optimum
from commonweal.winwin.points import frontier_points
from commonweal.winwin.standing import SURE
from commonweal.winwin.table.fall import falls
from commonweal.winwin.table.stated import stated
from commonweal.winwin.table.withdrawal import gone
from commonweal.winwin.verdict import against

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to say of the step."""

    table: Stored[Offers] | None
    kept: Package | None
    now: Weighed | None
    """What the table gives now; None where that takes a job."""
    frontier: Frontier | None
    """As it is now; of a large table, as it was kept last."""

    @property
    def best(self) -> Package | None:
        """What is kept; before that what would be."""
        return self.kept or (self.now.chosen if self.now else None)


@router.get("/c/{id}/winwin")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The package; `?without=service:ID` tells what is left without it, `?point=3` opens one."""
    here = place(visit, id, "winwin")
    known, asked = _known(here), request.query_params
    return render(
        request,
        "winwin.html",
        visitor=visit,
        where=here.where,
        place=here,
        known=known,
        tones=TONES,
        sure=SURE,
        against=against(known.best) if known.best else "",
        uncounted=UNCOUNTED,
        ended=ended,
        **_shown(here, known, asked.get("point", ""), tuple(asked.getlist("without"))),
    )


@router.post("/c/{id}/winwin/packages")
def solve(visit: Visiting, id: Id) -> Response:
    """Compute the frontier, and keep it and its package: at once, or in a job."""
    here = place(visit, id, "winwin")
    if winwin.compute(*here.who) is None:
        return gone_to(f"/jobs/{winwin.start(*here.who)}", "started")
    return gone_to(here.path, "solved")


def _shown(here: Place, known: Known, point: str, without: tuple[str, ...]) -> dict[str, Any]:
    """What the page shows of the table; nothing while nothing lies there."""
    if known.table is None:
        return {}
    table = known.table.record
    away = off(here, table, without)
    points = shown(here, known.frontier, table, known.kept, point)
    before, left = _compared(here, away)
    return {
        "changed": known.kept is not None and winwin.changed_since(*here.who),
        "missing": gone(known.kept, table) if known.kept else (),
        "parts": parts(here, known.best, table) if known.best else (),
        "sources": tuple(dict.fromkeys(each.figure.source for each in stated(table))),
        "ranges": tuple(drawing(each) for each in winwin.figures(*here.who)),
        "points": points,
        "computed": yet(frontier.show, *here.who) is not None,
        "picture": _picture(here, known),
        "why": why_not_the_optimum(known.frontier) if known.frontier else "",
        "switches": switches(here, table, away),
        "before": before,
        "left": left,
        "falls": falls(table, **away.named, names=here.names),
        "sheets": (
            nets_sheet(here, known.best),
            points_sheet(known.frontier, known.kept),
            earlier_sheet(winwin.earlier(*here.who)),
            compared_sheet(here, before, left),
            *(each.nets for each in points),
        ),
    }


def _known(here: Place) -> Known:
    now = winwin.at_once(*here.who)
    return Known(
        table=offers.tabled(*here.who),
        kept=yet(winwin.show, *here.who),
        now=now,
        frontier=now.frontier if now else yet(frontier.show, *here.who),
    )


def _picture(here: Place, known: Known) -> Drawing | None:
    """The frontier; one that is not kept bears the day of the newest figure on the table."""
    if known.frontier is None or known.table is None:
        return None
    newest = max(each.figure.on for each in stated(known.table.record)).isoformat()
    on = f"figures until {newest}" if known.now else ""
    return drawing(frontier_points(known.frontier, here.names, kept=known.kept, on=on))


def _compared(here: Place, away: Off) -> tuple[Package | None, Package | None]:
    """The package with everything, and what is left without a part, if that is asked."""
    if away.nothing:
        return None, None
    return whatif.without(*here.who).chosen, whatif.without(*here.who, **away.named).chosen
