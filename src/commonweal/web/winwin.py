"""Step 2: which package to recommend, what else there is, and what falls without a part of it."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.adapters.pictures import Drawing
from commonweal.app.picture import drawing
from commonweal.app.winwin import frontier, offers, solution, whatif
from commonweal.app.winwin.unkept import UNCOUNTED, Weighed
from commonweal.model.change import Stored
from commonweal.model.winwin import Frontier, Offers, Package
from commonweal.web.frontier import points_sheet, shown
from commonweal.web.package import TONES, earlier_sheet, nets_sheet, parts
from commonweal.web.page import gone_to, render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.switch import Off, compared_sheet, idle, off, switches
from commonweal.web.yet import yet
from commonweal.winwin.basis import of_one_table
from commonweal.winwin.ending import ended
from commonweal.winwin.optimum import why_no_deal, why_not_the_optimum
from commonweal.winwin.points import frontier_points
from commonweal.winwin.ranges import until
from commonweal.winwin.standing import SURE
from commonweal.winwin.table.fall import falls
from commonweal.winwin.table.stated import stated
from commonweal.winwin.table.withdrawal import gone
from commonweal.winwin.verdict import against, all_gain

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to say of the step."""

    table: Stored[Offers] | None
    kept: Package | None
    current: bool
    """True if what is kept still holds."""
    now: Weighed | None
    """What the table gives now; None where that takes a job."""
    computed: Frontier | None
    """As it was kept last."""

    @property
    def best(self) -> Package | None:
        """What is kept; before that what would be."""
        return self.kept or (self.now.chosen if self.now else None)

    @property
    def instead(self) -> Package | None:
        """What the table gives now, beside a package that does not hold any more."""
        return self.now.chosen if self.now and self.kept and not self.current else None

    @property
    def fitting(self) -> bool:
        """True if the frontier that was kept is of the same table as the package that holds."""
        if not (self.current and self.kept and self.computed):
            return False
        return of_one_table(self.kept, self.computed.plain)

    @property
    def lasting(self) -> bool:
        """True if the frontier that is shown was kept: every limit counts in it, as in packages."""
        return self.fitting or self.now is None

    @property
    def frontier(self) -> Frontier | None:
        """The one that was kept while it fits, else that of now; never one beside the other."""
        return self.computed if self.lasting or self.now is None else self.now.frontier

    @property
    def marked(self) -> Package | None:
        """What is kept, if it may be one of the points that are shown."""
        return self.kept if self.current or self.lasting else None


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
        against=against,
        all_gain=all_gain,
        no_deal=why_no_deal,
        uncounted=UNCOUNTED,
        ended=ended,
        **_shown(here, known, asked.get("point", ""), tuple(asked.getlist("without"))),
    )


@router.post("/c/{id}/winwin/packages")
def solve(visit: Visiting, id: Id) -> Response:
    """Compute the frontier, and keep it and its package: at once, or in a job."""
    here = place(visit, id, "winwin")
    if solution.compute(*here.who) is None:
        return gone_to(f"/jobs/{solution.start(*here.who)}", "started")
    return gone_to(here.path, "solved")


def _shown(here: Place, known: Known, point: str, without: tuple[str, ...]) -> dict[str, Any]:
    """What the page shows of the table; nothing while nothing lies there."""
    if known.table is None:
        return {}
    table = known.table.record
    away = off(here, table, without)
    points = shown(here, known.frontier, table, known.marked, point)
    before, left = _compared(here, away)
    found = switches(here, table, away, known.now.chosen if known.now else known.kept)
    return {
        "since": _since(known.kept, known.table.version) if known.kept else "",
        "missing": gone(known.kept, table) if known.kept else (),
        "parts": parts(here, known.best, table) if known.best else (),
        "sources": tuple(dict.fromkeys(each.figure.source for each in stated(table))),
        "ranges": tuple(drawing(each) for each in solution.figures(*here.who)),
        "points": points,
        "picture": _picture(here, known),
        "why": why_not_the_optimum(known.frontier) if known.frontier else "",
        "switches": found,
        "idle": idle(found, before, left),
        "before": before,
        "left": left,
        "falls": falls(table, **away.named, names=here.names),
        "sheets": (
            nets_sheet(here, known.best),
            points_sheet(known.frontier, known.marked),
            earlier_sheet(solution.earlier(*here.who)),
            compared_sheet(here, before, left),
            *(each.nets for each in points),
        ),
    }


def _known(here: Place) -> Known:
    return Known(
        table=offers.tabled(*here.who),
        kept=yet(solution.show, *here.who),
        current=yet(solution.changed_since, *here.who) is False,
        now=solution.at_once(*here.who),
        computed=yet(frontier.show, *here.who),
    )


def _since(kept: Package, version: int) -> str:
    """What is known of why a package does not hold any more, as a sentence."""
    if kept.offers_version != version:
        return "Offers or tracks have changed since."
    return "Tracks have changed since, or the sector of a party; the offers are as they were."


def _picture(here: Place, known: Known) -> Drawing | None:
    """The frontier; one that is not kept bears the day of the newest figure on the table."""
    if known.frontier is None or known.table is None:
        return None
    on = "" if known.lasting else until(known.table.record)
    return drawing(frontier_points(known.frontier, here.names, kept=known.marked, on=on))


def _compared(here: Place, away: Off) -> tuple[Package | None, Package | None]:
    """The package with everything, and what is left without a part, if that is asked."""
    if away.nothing:
        return None, None
    return whatif.without(*here.who).chosen, whatif.without(*here.who, **away.named).chosen
