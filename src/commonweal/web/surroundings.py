"""Step 1, parties and map: who is in, how they stand to each other, and what stands around them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import diagnosis, surroundings
from commonweal.app.picture import drawing
from commonweal.app.winwin import offers
from commonweal.diagnose.framework import framework
from commonweal.diagnose.lookout import Between, between, looked_at, weighed
from commonweal.model.change import Stored
from commonweal.model.surroundings import Surroundings
from commonweal.model.winwin import Offers
from commonweal.web.challenge import (
    cards,
    factors_stated,
    groups,
    register,
)
from commonweal.web.element import element_form, elements, open_elements
from commonweal.web.form import Form
from commonweal.web.page import render
from commonweal.web.pair import (
    NEW_PAIR,
    components_stated,
    matrix,
    new_pair_form,
    pair_name,
    pairs,
)
from commonweal.web.place import Id, Place, place
from commonweal.web.relation import follows, relation_form, relations
from commonweal.web.sector import parties, sectors
from commonweal.web.seen import looked_again
from commonweal.web.session import Visiting
from commonweal.web.visitor import Visitor

router = APIRouter()

PAGE = "/c/{id}/diagnose/surroundings"
REMOVAL = "removal"
"""Name of the form that the buttons beside each statement send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The surroundings as the page of a place shows them."""

    here: Place
    stored: Stored[Surroundings] | None
    offers: Stored[Offers] | None

    @property
    def found(self) -> Surroundings | None:
        """What is stated; None while nothing is."""
        return self.stored.record if self.stored else None

    @property
    def version(self) -> int:
        """The version that forms are made from."""
        return self.stored.version if self.stored else 0


@router.get(PAGE)
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """The map, and all that is stated."""
    return page(around_of(visit, id), request)


def around_of(visit: Visitor, id: str) -> Around:
    """What is stated in a collaboration of the visitor. Raises NotFound."""
    here = place(visit, id, "diagnose")
    asked = visit.actor, visit.node, here.collaboration.id
    return Around(here=here, stored=surroundings.show(*asked), offers=offers.tabled(*asked))


def page(
    around: Around, request: Request, posted: Form | None = None, status: int = 200
) -> Response:
    """The page; with a form that was not taken in its place."""
    here, found, version = around.here, around.found, around.version
    visit = here.visitor
    asked = visit.actor, visit.node, here.collaboration.id
    checks = _checks(around)
    looked, weights = looked_at(found), weighed(found)
    warned, once = follows(here, found)
    return render(
        request,
        "surroundings.html",
        visitor=visit,
        where=here.where,
        status=status,
        place=here,
        pictures=tuple(drawing(each) for each in surroundings.figures(*asked)),
        sectors=sectors(here, found),
        terms=framework().surrounding,
        warned=warned,
        once=once,
        unstated=open_elements(found, around.offers),
        looked=looked,
        unmet=", ".join(each.term.text for each in looked.unmet),
        stray=posted if posted and posted.name == REMOVAL else None,
        stated_at=found.at if found else None,
        sheets=(
            parties(here, found),
            relations(here, found, version),
            elements(
                here, found, version, withheld=diagnosis.advice(*asked).voluntariness.withheld
            ),
            matrix(here, checks),
            components_stated(here, checks),
            register(looked),
            factors_stated(weights),
        ),
        **_forms(around, checks, posted),
    )


def _forms(around: Around, checks: tuple[Between, ...], posted: Form | None) -> dict[str, Any]:
    """Every form of the page, made from what stands there now; one that was not taken as typed."""
    here, found, version = around.here, around.found, around.version
    known = pairs(here, checks, version)
    target = _target(posted, {each.form.name for each in known})

    def shown(fresh: Form) -> Form:
        return looked_again(posted, fresh) if posted and fresh.name == target else fresh

    looked, weights = looked_at(found), weighed(found)
    return {
        "relation": shown(relation_form(here, version)),
        "element": shown(element_form(here, found, around.offers, version)),
        "pair": shown(new_pair_form(here, version)),
        "pairs": [replace(each, form=shown(each.form)) for each in known],
        "cards": [
            replace(each, form=shown(each.form)) for each in cards(here, found, looked, version)
        ],
        "groups": [replace(each, form=shown(each.form)) for each in groups(here, weights, version)],
    }


def _target(posted: Form | None, known: Collection[str]) -> str:
    """The name of the form in whose place the posted one is shown."""
    if posted is None or posted.name != NEW_PAIR:
        return posted.name if posted else ""
    own = pair_name(posted.value("one"), posted.value("other"))
    return own if own in known else NEW_PAIR


def _checks(around: Around) -> tuple[Between, ...]:
    here = around.here
    shared = surroundings.sharing(here.visitor.actor, here.visitor.node, here.collaboration.id)
    members = here.collaboration.parties
    return between(around.found, members, ((each.holder, each.user) for each in shared))
