"""Step 2: the package, the frontier that it is chosen from, and what it would take."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from commonweal.api.collaborations import Id
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.node import Node
from commonweal.app.winwin import frontier, need, offers, solution, whatif
from commonweal.app.winwin.unkept import UNCOUNTED
from commonweal.model.errors import NotYet, UnknownTerm
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.party import Actor
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.contract import (
    blocked_told,
    earlier_told,
    frontier_told,
    left_told,
    needs_told,
    package_told,
    party_called,
)
from commonweal.winwin.optimum import why_not_the_optimum
from commonweal.winwin.table.fall import falls

router = APIRouter(prefix="/collaborations/{id}", tags=["2 winwin"])

MOST = 1e12
Margin = Annotated[float, Field(ge=-MOST, le=MOST)]
Gap = Annotated[float | None, Field(ge=0, le=1)]
Seconds = Annotated[float | None, Field(gt=0, le=600)]


class Without(Wire):
    """What is switched off; parties by id, or as the offers call them."""

    model_config = like(services=["report"], tracks=[], parties=[])

    services: list[str] = Field(default=[], max_length=200)
    tracks: list[str] = Field(default=[], max_length=200)
    parties: list[str] = Field(default=[], max_length=200)


class At(Wire):
    """Where on the frontier: margin in the unit of the offers, caution 0 to 1."""

    model_config = like(margin=5.0, caution=0.0, gap=0.01, seconds=10.0)

    margin: Margin
    caution: float = Field(default=0.0, ge=0, le=1)
    gap: Gap = None
    seconds: Seconds = None


class NewFrontier(Wire):
    """Margins to weigh, the usual if null; gap and time limit of each package."""

    model_config = like(margins=[0.0, 20.0, 40.0], gap=0.01, seconds=10.0)

    margins: Annotated[list[Margin] | None, Field(min_length=1, max_length=20)] = None
    gap: Gap = None
    seconds: Seconds = None


@router.get("/package")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """The package chosen last, and whether offers or tracks have changed since."""
    asked = actor, node, CollaborationId(id)
    found = _told(*asked, solution.show(*asked))
    before = earlier_told(solution.earlier(*asked))
    return answer({**found, "changed_since": solution.changed_since(*asked), "earlier": before})


@router.post("/package", status_code=201)
def solve(actor: Who, node: TheNode, id: Id) -> Response:
    """Find the package at which everyone gains, and keep it; 202 and a job for a large table."""
    asked = actor, node, CollaborationId(id)
    made = solution.compute(*asked)
    if made is None:
        return answer({"job": solution.start(*asked)}, 202)
    weighed = [_told(*asked, each) for each in made.points]
    chosen, instead = _told(*asked, solution.show(*asked)), why_not_the_optimum(made)
    return answer({"package": chosen, "weighed": weighed, "why_not_the_optimum": instead}, 201)


@router.post("/package/at", openapi_extra=described(At))
def at(actor: Who, node: TheNode, id: Id, told: Annotated[At, body(At)]) -> Response:
    """The package at one margin, with why there is none if so; nothing is kept."""
    asked = actor, node, CollaborationId(id)
    found = _with_why(*asked, whatif.at(*asked, **told.model_dump()))
    return answer({**found, "note": UNCOUNTED})


@router.post("/package/choice", status_code=201, openapi_extra=described(At))
def choose(actor: Who, node: TheNode, id: Id, told: Annotated[At, body(At)]) -> Response:
    """The package at one margin, kept as the one that was chosen."""
    asked = actor, node, CollaborationId(id)
    return answer(_with_why(*asked, solution.keep_at(*asked, **told.model_dump())), 201)


@router.post("/package/without", openapi_extra=described(Without))
def without(actor: Who, node: TheNode, id: Id, told: Annotated[Without, body(Without)]) -> Response:
    """What is left without services, tracks or parties, and what falls; nothing is kept."""
    asked = actor, node, CollaborationId(id)
    away = {**told.model_dump(), "parties": [_party(*asked, each) for each in told.parties]}
    found, names, lying = whatif.without(*asked, **away), solution.names(*asked), _lying(*asked)
    fallen = falls(lying, **away, names=names)
    left = left_told(found.packages, found.chosen, fallen, lying, names)
    return answer({**left, "note": UNCOUNTED})


@router.get("/frontier")
def frontier_shown(actor: Who, node: TheNode, id: Id) -> Response:
    """The frontier computed last, and which of its points is recommended."""
    asked = actor, node, CollaborationId(id)
    return answer(frontier_told(frontier.show(*asked), _lying(*asked), solution.names(*asked)))


@router.post("/frontier", status_code=201, openapi_extra=described(NewFrontier))
def compute(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewFrontier, body(NewFrontier)]
) -> Response:
    """Compute the frontier and keep it; 202 and a job for a large table."""
    asked = actor, node, CollaborationId(id)
    made = frontier.compute(*asked, **told.model_dump())
    if made is None:
        return answer({"job": frontier.start(*asked, **told.model_dump())}, 202)
    return answer(frontier_told(made, _lying(*asked), solution.names(*asked)), 201)


@router.get("/need")
def needed(
    actor: Who,
    node: TheNode,
    id: Id,
    party: Annotated[
        str | None, Query(max_length=200, description="Its id, or as the offers call it.")
    ] = None,
    target: Annotated[
        float | None, Query(ge=-MOST, le=MOST, description="Or the public value to reach.")
    ] = None,
) -> Response:
    """The least incentive by which a party takes part, or a public value is reached."""
    asked = actor, node, CollaborationId(id)
    whose = None if party is None else _party(*asked, party)
    found = need.need(*asked, party=whose, target=target, seconds=need.WAIT_S)
    return answer(needs_told(found, solution.names(*asked)))


def _told(actor: Actor, node: Node, id: CollaborationId, found: Package) -> dict[str, object]:
    return package_told(found, _lying(actor, node, id), solution.names(actor, node, id))


def _with_why(actor: Actor, node: Node, id: CollaborationId, found: Package) -> dict[str, object]:
    """A package, and why there is none where that is proved."""
    asked = actor, node, id
    why = whatif.blocked(*asked, found)
    return {**_told(*asked, found), "why": blocked_told(why, solution.names(*asked))}


def _lying(actor: Actor, node: Node, id: CollaborationId) -> Offers:
    found = offers.tabled(actor, node, id)
    if found is None:
        raise NotYet(detail="Nothing is on the table yet.", hint="PUT /offers.")
    return found.record


def _party(actor: Actor, node: Node, id: CollaborationId, word: str) -> PartyId:
    names = solution.names(actor, node, id)
    found = party_called(word, names)
    if found is None:
        raise UnknownTerm(field="party", got=word[:80], known=list(names.values()))
    return found
