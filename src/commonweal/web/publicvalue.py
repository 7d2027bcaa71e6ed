"""Step 2: public value in its own account, by type, with what it costs government beside it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from commonweal.app.winwin import publicvalue
from commonweal.app.winwin.casing.account import (
    APART,
    COSTS,
    FREE,
    NOTHING,
    SHOWN,
    SILENT,
    USES,
    cost_caption,
    cost_rows,
    shown,
    sum_facts,
    use_row,
)
from commonweal.app.winwin.casing.part import SAID
from commonweal.app.winwin.casing.words import source
from commonweal.model.errors import NotFound
from commonweal.web.case import signed
from commonweal.web.file import download
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.report import FORMS
from commonweal.web.session import Visiting
from commonweal.web.table import INVENTED, Sheet
from commonweal.web.yet import yet
from commonweal.winwin.case.publicvalue import PublicUse, PublicValue, Sum, TypedValue, summed

router = APIRouter()

SUM = "yes"
"""What the address says where all types shall be added up."""
Asked = Annotated[str, Query(max_length=10)]
_UNSAID = ("not said",) * len(SHOWN)


@router.get("/c/{id}/winwin/value")
def show(visit: Visiting, request: Request, id: Id, sum: Asked = "") -> Response:
    """The account of the package that is kept; `?sum=yes` adds up all types."""
    here = place(visit, id, "winwin")
    found = yet(publicvalue.show, *here.who)
    total = summed(found) if found and sum == SUM else None
    return render(
        request,
        "publicvalue.html",
        visitor=visit,
        where=here.where,
        place=here,
        account=found,
        total=total,
        sums=_sums(total, found.unit) if found and total else (),
        forms=FORMS,
        nothing=NOTHING,
        apart=APART,
        sheets=(*(_type(here, found, each) for each in found.types), _costs(here, found))
        if found
        else (),
    )


@router.get("/c/{id}/winwin/public-value.{form}")
def file(visit: Visiting, id: Id, form: str, sum: Asked = "") -> Response:
    """The account as a document; its ending says the form, and `?sum=yes` adds up all types."""
    here, name = place(visit, id, "winwin"), f"public-value.{form}"
    if form not in FORMS:
        raise NotFound(kind="file", id=name)
    return download(publicvalue.file(*here.who, name, added=sum == SUM), name)


def _sums(found: Sum, unit: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, signed(told)) for name, told in sum_facts(found, unit))


def _type(here: Place, account: PublicValue, found: TypedValue) -> Sheet:
    told = any(map(shown, found.uses))
    return Sheet(
        name=found.name.replace(" ", "-"),
        title=found.name.capitalize(),
        columns=(*USES, *(SHOWN if told else ()), SAID),
        rows=tuple(
            _use(here, each, more=shown(each) or _UNSAID if told else ()) for each in found.uses
        ),
        caption=f"In {account.unit}.{' Invented figures.' if account.invented else ''}"
        f"{'' if told else f' {SILENT}'}",
        unit=account.unit,
        label=INVENTED if account.invented else "",
    )


def _use(here: Place, found: PublicUse, *, more: tuple[str, ...]) -> tuple[str | float | None, ...]:
    return (*use_row(found, here.name), *more, source(found.value))


def _costs(here: Place, account: PublicValue) -> Sheet:
    return Sheet(
        name="costs",
        title="What it costs government",
        columns=COSTS,
        rows=cost_rows(account, here.name),
        caption=f"{cost_caption(account)}{' Invented figures.' if account.invented else ''}",
        unit=account.unit,
        label=INVENTED if account.invented else "",
        empty=FREE,
    )
