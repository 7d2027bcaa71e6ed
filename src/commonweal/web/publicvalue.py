"""Step 2: public value in its own account, by type, with what it costs government beside it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from commonweal.app.winwin import publicvalue
from commonweal.app.winwin.casing.account import COSTS, FREE, SHOWN, cost_rows, shown
from commonweal.app.winwin.casing.part import SAID
from commonweal.app.winwin.casing.words import net_range, source
from commonweal.web.case import signed
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.session import Visiting
from commonweal.web.table import INVENTED, Sheet
from commonweal.web.yet import yet
from commonweal.winwin.case.publicvalue import PublicUse, PublicValue, Sum, TypedValue, summed

router = APIRouter()

SUM = "yes"
"""What the address says where all types shall be added up."""
_UNSAID = ("not said",) * len(SHOWN)
_SILENT = (
    " Nobody has said what would show it, how things stand without the sharing, or what would be "
    "done without the partnership."
)


@router.get("/c/{id}/winwin/value")
def show(
    visit: Visiting, request: Request, id: Id, sum: Annotated[str, Query(max_length=10)] = ""
) -> Response:
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
        sums=_sums(total),
        sheets=(*(_type(here, found, each) for each in found.types), _costs(here, found))
        if found
        else (),
    )


def _sums(found: Sum | None) -> tuple[tuple[str, str], ...]:
    told = (found.value, found.cost, found.net) if found else ()
    return tuple((each.category, signed(net_range(each))) for each in told)


def _type(here: Place, account: PublicValue, found: TypedValue) -> Sheet:
    told = any(map(shown, found.uses))
    return Sheet(
        name=found.name.replace(" ", "-"),
        title=found.name.capitalize(),
        columns=("use", "by", "data of", "low", "likely", "high", *(SHOWN if told else ()), SAID),
        rows=tuple(
            _use(here, each, more=shown(each) or _UNSAID if told else ()) for each in found.uses
        ),
        caption=f"In {account.unit}.{' Invented figures.' if account.invented else ''}"
        f"{'' if told else _SILENT}",
        unit=account.unit,
        label=INVENTED if account.invented else "",
    )


def _use(here: Place, found: PublicUse, *, more: tuple[str, ...]) -> tuple[str | float | None, ...]:
    return (
        found.text,
        here.name(found.user),
        here.name(found.holder),
        found.value.low,
        found.value.likely,
        found.value.high,
        *more,
        source(found.value),
    )


def _costs(here: Place, account: PublicValue) -> Sheet:
    return Sheet(
        name="costs",
        title="What it costs government",
        columns=COSTS,
        rows=cost_rows(account, here.name),
        caption=f"In {account.unit}; a track that is done costs nothing any more."
        f"{' Invented figures.' if account.invented else ''}",
        unit=account.unit,
        label=INVENTED if account.invented else "",
        empty=FREE,
    )
