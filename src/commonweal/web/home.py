"""Home: every collaboration the party is in, how far it is, and what waits."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from commonweal.app import progress
from commonweal.app.diagnose import compare
from commonweal.app.progress import Progress
from commonweal.diagnose.aspect import Part
from commonweal.web.degree import SYMBOLS, TONES
from commonweal.web.page import STEPS, gone_to, render
from commonweal.web.session import Visiting
from commonweal.web.tour import address, seats

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A collaboration at a glance."""

    progress: Progress
    called: str
    """What its profile is called."""
    next: tuple[str, str, str] | None
    """The next step: path, name, question."""


@router.get("/")
def show(visit: Visiting, request: Request) -> Response:
    """The collaborations of the visitor's party, the paper's three cases; in the demo the tour."""
    found = progress.roster(visit.actor, visit.node)
    compared = compare.compare(visit.actor, visit.node)
    return render(
        request,
        "home.html",
        visitor=visit,
        cards=tuple(_card(each) for each in found),
        tour=seats(visit) if visit.demo else (),
        compared=compared,
        part=Part.DIMENSIONS,
        symbols=SYMBOLS,
        tones=TONES,
    )


@router.get("/tour/{number}")
def tour(visit: Visiting, number: int) -> Response:
    """On to a stop of the tour."""
    return gone_to(address(visit, number))


def _card(found: Progress) -> Card:
    step = next((each for each in STEPS if each[0] == found.next), None)
    return Card(progress=found, called=found.called, next=step)
