"""Step 1, the role of government: warnings first, then what the type asks of it."""

from collections.abc import Iterator, Mapping

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import diagnosis
from commonweal.diagnose.government import Government
from commonweal.diagnose.words import cited
from commonweal.model.party import PartyKind
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.table import Sheet, State

router = APIRouter()

_WARNINGS: Mapping[str, str] = {
    "coercion": "Coercion",
    "coercion-sign": "A sign of coercion",
    "regulator-and-partner": "Regulator and partner",
    "mandatory": "Mandatory",
    "government-missing": "Government is missing",
}


@router.get("/c/{id}/diagnose/government")
def show(visit: Visiting, request: Request, id: Id) -> Response:
    """What government should do here, and what it must declare."""
    here = place(visit, id, "diagnose")
    found = diagnosis.advice(visit.actor, visit.node, here.collaboration.id)
    return render(
        request,
        "government.html",
        visitor=visit,
        where=here.where,
        place=here,
        found=found,
        headings=_WARNINGS,
        respondents=diagnosis.respondents(visit.actor, visit.node, here.collaboration.id),
        public=tuple(_public(here)),
        sheets=(_roles(found), _options(found), _signs(here, found)),
    )


def _public(here: Place) -> Iterator[tuple[str, str]]:
    """Name and roles of every government party that takes part."""
    for each in here.members:
        if each.kind is PartyKind.GOVERNMENT:
            yield each.name, ", ".join(sorted(here.collaboration.roles(each.id)))


def _roles(found: Government) -> Sheet:
    return Sheet(
        name="roles",
        title="Roles for government",
        columns=("role", "held", "rule", "paper", "note"),
        rows=tuple(
            (
                each.text,
                State(word="held", tone="good") if each.held else State(word="open"),
                each.rule,
                cited(each.src),
                each.note or None,
            )
            for each in found.roles
        ),
        caption="A party holds a set of them. Held: a government party that takes part does so "
        "already, by its roles and by what was done; that reading is ours.",
    )


def _options(found: Government) -> Sheet:
    return Sheet(
        name="options",
        title="Policies that call for responsible companies",
        columns=("policy", "source", "dated", "note"),
        rows=tuple(
            (each.text, each.source, each.dated, each.note or None) for each in found.options
        ),
        caption="Not the paper's: it cites a typology of such policies and gives none (S6). "
        "Dated data from elsewhere, no advice.",
    )


def _signs(here: Place, found: Government) -> Sheet:
    return Sheet(
        name="signs",
        title="What speaks against the word",
        columns=("what", "whose sharing", "what would change it"),
        rows=tuple(
            (
                each.text,
                here.name(each.holder) or "everyone's",
                f"{each.change[:1].upper()}{each.change[1:]}.",
            )
            for each in found.voluntariness.signs
        ),
        caption="Events, relations, agreements and legal bases as they are stated here (S2; ours).",
    )
