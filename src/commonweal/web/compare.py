"""Collaborations and the paper's cases side by side, under the paper's three parts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from commonweal.app import collaboration
from commonweal.app.diagnose import compare
from commonweal.app.picture import drawing
from commonweal.cases.case import NAMES
from commonweal.diagnose.aspect import Part
from commonweal.diagnose.compare import figure
from commonweal.diagnose.words import RULES, shared
from commonweal.model.errors import NotFound
from commonweal.model.ids import LONGEST_ID
from commonweal.web.degree import SYMBOLS, TONES
from commonweal.web.file import written
from commonweal.web.page import render
from commonweal.web.session import Visiting
from commonweal.web.visitor import Visitor

router = APIRouter()

FORMS = ("html", "pdf", "md", "csv", "xlsx")
"""What a comparison can be taken away as."""

With = Annotated[list[str] | None, Query(alias="with")]
"""What is compared; the paper's three cases where nothing is named."""

Beside = Annotated[str | None, Query(max_length=LONGEST_ID)]
"""One collaboration beside the paper's three cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Something that can be compared."""

    id: str
    title: str
    chosen: bool


@router.get("/compare")
def show(visit: Visiting, request: Request, names: With = None, beside: Beside = None) -> Response:
    """One column each, three parts; what departs is marked and leads to what it rests on."""
    wanted = names or _beside(visit, beside)
    found = compare.compare(visit.actor, visit.node, wanted)
    picture = figure(found)
    return render(
        request,
        "compare.html",
        visitor=visit,
        found=found,
        parts=tuple(Part),
        picture=drawing(picture) if picture else None,
        studied=tuple(
            Offered(id=each.id, title=each.title, chosen=each.id in wanted)
            for each in compare.cases(visit.actor, visit.node)
        ),
        own=tuple(
            Offered(id=each.id, title=each.title, chosen=each.id in wanted)
            for each in collaboration.roster(visit.actor, visit.node)
        ),
        runs=_runs(visit),
        cases=NAMES,
        files=tuple(
            (each.upper(), f"/compare/comparison.{each}?{_query(wanted)}") for each in FORMS
        ),
        rules=RULES,
        shared=shared,
        symbols=SYMBOLS,
        tones=TONES,
    )


@router.get("/compare/comparison.{form}")
def file(visit: Visiting, form: str, names: With = None) -> Response:
    """The comparison as a file; its ending says the form."""
    name = f"comparison.{form}"
    if form not in FORMS:
        raise NotFound(kind="file", id=name)

    def write(out: Path) -> None:
        compare.compare_file(visit.actor, visit.node, names or NAMES, out=out)

    return written(write, name)


def _beside(visit: Visitor, beside: str | None) -> list[str]:
    """The three cases, after what stands beside them; a case that it replays is left out."""
    if not beside:
        return list(NAMES)
    runs = _runs(visit)
    return [beside, *(name for name in NAMES if runs.get(name) != beside)]


def _runs(visit: Visitor) -> dict[str, str]:
    """For each case that runs on this node and that the visitor is in, its collaboration."""
    known = collaboration.roster(visit.actor, visit.node)
    return {each.template: each.id for each in known if each.template in NAMES}


def _query(wanted: list[str]) -> str:
    return urlencode([("with", each) for each in wanted])
