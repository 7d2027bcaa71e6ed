"""Step 1, the result: where it departs, what it is called by which rule, and how sure that is."""

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import diagnosis
from commonweal.app.picture import drawing
from commonweal.diagnose.departure import departures
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.figure import profile_bars
from commonweal.diagnose.grid import CELLS
from commonweal.diagnose.motive import motives
from commonweal.diagnose.rating import RATED
from commonweal.diagnose.summary import Summary, summary
from commonweal.diagnose.words import (
    agreed,
    called,
    held_up,
    kept,
    percent,
    platforms,
    run_called,
    shared,
    short_platforms,
    turned,
    words,
)
from commonweal.model.errors import NotYet
from commonweal.web.answeringform import reading_form
from commonweal.web.degree import SYMBOLS, TONES
from commonweal.web.discussion import Talk, talks
from commonweal.web.next import led_to
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.spread import MOST_DOTS, sides, standing_apart, statements
from commonweal.web.table import Sheet, State

router = APIRouter()

_MOST_TURNS = 12
_MOST_NEXT = 3
_MOST_ITEMS = 5


@router.get("/c/{id}/diagnose")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The diagnosis; or what to do first, where there is none or the visitor may not see it."""
    here = place(visit, id, "diagnose")
    try:
        found = diagnosis.show(visit.actor, visit.node, here.collaboration.id)
    except NotYet:
        return _nothing(here, request)
    told = summary(found)
    known = diagnosis.known(visit.actor, visit.node)
    return render(
        request,
        "diagnose.html",
        visitor=visit,
        where=here.where,
        place=here,
        found=found,
        told=told,
        rule=told.rule,
        outline=known.framework,
        departing=departures(found, known.dimensions),
        statements=tuple(statements(here, found, known.dimensions)),
        differ=tuple((name, told.by_party[name]) for name in told.differ),
        profiles={name: found.by_party[own.id] for name, own in told.by_party.items()},
        next=led_to(here, found.process.next)[:_MOST_NEXT],
        turns=tuple(turned(each) for each in told.would_change.turns),
        most_turns=_MOST_TURNS,
        called=called,
        agreed=agreed,
        kept=kept,
        held_up=held_up,
        percent=percent,
        run_called=run_called,
        shared=shared,
        words=words,
        platforms=platforms(),
        cells=CELLS,
        rated=RATED,
        most_dots=MOST_DOTS,
        most_items=_MOST_ITEMS,
        symbols=SYMBOLS,
        tones=TONES,
        disagreed=_disagreed(here, found),
        picture=drawing(profile_bars(found.profile)),
        sheets=(
            _by_party(found, told),
            _motives(told),
            standing_apart(here, found),
            sides(here, found),
        ),
    )


def _nothing(here: Place, request: Request) -> Response:
    """Nobody has answered; or others have, and the visitor has yet to choose."""
    visit = here.visitor
    return render(
        request,
        "undiagnosed.html",
        visitor=visit,
        where=here.where,
        place=here,
        respondents=diagnosis.respondents(visit.actor, visit.node, here.collaboration.id),
        reading=reading_form(here.path),
    )


def _disagreed(here: Place, found: Diagnosis) -> tuple[Talk, ...]:
    """Discussions of the questions where ratings lie apart, or something was said already."""
    apart = found.spread.disagreed
    known = talks(here, found.remarks)
    return tuple(talk for dimension, talk in known.items() if dimension in apart or talk.said)


def _by_party(found: Diagnosis, told: Summary) -> Sheet:
    return Sheet(
        name="parties",
        title="As each party sees it",
        columns=("party", "called", "differs", *short_platforms().values(), "agreement", "people"),
        rows=tuple(
            (
                name,
                State(word=called(found.by_party[own.id])),
                State(word="differs", tone="warn") if name in told.differ else None,
                *(round(share, 2) for share in own.shares.ordered()),
                None if own.agreement is None else round(own.agreement, 2),
                own.respondents,
            )
            for name, own in told.by_party.items()
        ),
        caption="Shares of the three platforms, 0 to 1; agreement is Krippendorff's alpha. "
        "Parties in one partnership differ (R11).",
    )


def _motives(told: Summary) -> Sheet:
    known = motives()
    return Sheet(
        name="motives",
        title="Why each party takes part",
        columns=("party", "motive", "people who named it", "of"),
        rows=tuple(
            (name, known.get(code, words(code)), people, told.by_party[name].respondents)
            for name, codes in told.motives.items()
            for code, people in codes.items()
        ),
        caption="Asked before anything else, as the type follows the motive (paper S3). "
        "A shared goal says nothing of motives (R12).",
        empty="Nobody named a motive yet. The first page of the questions asks for it.",
    )
