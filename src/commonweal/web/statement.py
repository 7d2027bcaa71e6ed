"""Step 1, parties and map: what is stated there, part by part, and taken back."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from commonweal.app.diagnose import surroundings
from commonweal.diagnose.lookout import looked_at, weighed
from commonweal.diagnose.statement import KEYS, Part
from commonweal.model.errors import Invalid, NotFound
from commonweal.web.challenge import challenge_form, challenge_row, factor_rows, factors_form
from commonweal.web.element import element_form, element_row
from commonweal.web.form import Field, Form, Kind
from commonweal.web.pair import new_pair_form, pair_rows
from commonweal.web.place import Id
from commonweal.web.relation import relation_form, relation_row
from commonweal.web.seen import seen, seen_field
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.surroundings import PAGE, REMOVAL, Around, around_of, page

router = APIRouter()

_ROW = re.compile(r"^[a-z]+\[\d+\]:?")


@router.post(f"{PAGE}/relations")
async def relate(visit: Visiting, request: Request, id: Id) -> Response:
    """State how one party stands to another."""
    around = around_of(visit, id)
    return await taken(
        request,
        relation_form(around.here, around.version),
        lambda values: _stated(around, Part.RELATIONS, values, [relation_row(values)]),
        _again(around, request),
    )


@router.post(f"{PAGE}/elements")
async def element(visit: Visiting, request: Request, id: Id) -> Response:
    """State on what basis a kind of data is shared."""
    around = around_of(visit, id)
    return await taken(
        request,
        element_form(around.here, around.found, around.offers, around.version),
        lambda values: _stated(around, Part.ELEMENTS, values, [element_row(values, around.offers)]),
        _again(around, request),
    )


@router.post(f"{PAGE}/readiness")
async def ready(visit: Visiting, request: Request, id: Id) -> Response:
    """State which of the four components are there between two parties."""
    around = around_of(visit, id)
    return await taken(
        request,
        new_pair_form(around.here, around.version),
        lambda values: _stated(around, Part.READINESS, values, *pair_rows(values, around.found)),
        _again(around, request),
    )


@router.post(f"{PAGE}/challenges/{{challenge}}")
async def look_at(visit: Visiting, request: Request, id: Id, challenge: str) -> Response:
    """State how much one of the seven challenges matters."""
    around = around_of(visit, id)
    known = {each.term.id: each for each in looked_at(around.found).challenges}
    if challenge not in known:
        raise NotFound(kind="challenge", id=challenge[:80])
    return await taken(
        request,
        challenge_form(around.here, known[challenge], around.version),
        lambda values: _stated(around, Part.RISKS, values, [challenge_row(values, challenge)]),
        _again(around, request),
    )


@router.post(f"{PAGE}/factors/{{group}}")
async def weigh(visit: Visiting, request: Request, id: Id, group: str) -> Response:
    """State which way the factors of one group pull."""
    around = around_of(visit, id)
    known = {each.group.id: each for each in weighed(around.found)}
    if group not in known:
        raise NotFound(kind="group of factors", id=group[:80])
    return await taken(
        request,
        factors_form(around.here, known[group], around.version),
        lambda values: _stated(around, Part.FACTORS, values, *factor_rows(values, known[group])),
        _again(around, request),
    )


@router.post(f"{PAGE}/removals")
async def take_back(visit: Visiting, request: Request, id: Id) -> Response:
    """Take one statement back."""
    around = around_of(visit, id)

    def gone(values: Mapping[str, Any]) -> tuple[str, str]:
        part, row = _about(around, values)
        return _stated(around, part, values, gone=[row], said="taken-back")

    return await taken(request, _removal_form(around), gone, _again(around, request))


def _stated(
    around: Around,
    part: Part,
    values: Mapping[str, Any],
    rows: Sequence[object] = (),
    gone: Sequence[object] = (),
    said: str = "stated",
) -> tuple[str, str]:
    here = around.here
    try:
        surroundings.change(
            here.visitor.actor,
            here.visitor.node,
            here.collaboration.id,
            part=part,
            rows=rows,
            gone=gone,
            seen=seen(values),
        )
    except Invalid as problem:
        problem.detail = _ROW.sub("This", problem.detail)
        raise
    return f"{here.path}/surroundings", said


def _removal_form(around: Around) -> Form:
    """What the buttons beside each statement send."""
    return Form(
        name=REMOVAL,
        action=f"{around.here.path}/surroundings/removals",
        button="Take it back",
        does="surroundings.change",
        fields=(
            Field(name="part", label="Part", kind=Kind.HIDDEN),
            Field(name="number", label="Number", kind=Kind.WHOLE),
            seen_field(),
        ),
    )


def _about(around: Around, values: Mapping[str, Any]) -> tuple[Part, dict[str, object]]:
    """The part and the row that a button names; by its number, which holds for one version."""
    here = around.here
    written = surroundings.document(here.visitor.actor, here.visitor.node, here.collaboration.id)
    rows, number = written.get(values["part"], []), values["number"]
    if not 0 <= number < len(rows):
        raise Invalid(detail="That is not stated here.", hint="Load the page again.")
    part = Part(values["part"])
    return part, {key: rows[number][key] for key in KEYS[part][0]}


def _again(around: Around, request: Request) -> Callable[[Form, int], Response]:
    """The page again, as it stands by now, with a form that was not taken."""
    here = around.here
    return lambda form, status: page(
        around_of(here.visitor, here.collaboration.id), request, form, status
    )
