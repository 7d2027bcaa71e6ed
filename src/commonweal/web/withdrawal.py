"""Taking something off the table: what would go is shown first, as it cannot be undone."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from commonweal.app.winwin import offers
from commonweal.model.errors import CommonwealError
from commonweal.web.form import Field, Form, Kind
from commonweal.web.page import render
from commonweal.web.place import Id, Place, place
from commonweal.web.seen import looked_again, seen, seen_field
from commonweal.web.session import Visiting
from commonweal.web.submit import taken
from commonweal.web.tabled import Entry, entries, item_of
from commonweal.winwin.item import ItemKind

router = APIRouter()

_LONGEST = 220
"""Characters of an item in an address: its kind and its id."""
_WORDS = {
    ItemKind.ELEMENT: "data",
    ItemKind.USE: "use",
    ItemKind.SERVICE: "service in return",
    ItemKind.TRACK: "track",
}


@router.get("/c/{id}/winwin/withdrawal")
def ask(
    visit: Visiting,
    request: Request,
    id: Id,
    item: Annotated[str, Query(max_length=_LONGEST)],
) -> Response:
    """What would go with it, and whether that is meant; `?item=use:ID`."""
    here = place(visit, id, "winwin")
    return _page(here, request, _falling(here, item), _form(here, item))


@router.post("/c/{id}/winwin/withdrawals")
async def withdraw(visit: Visiting, request: Request, id: Id) -> Response:
    """Take it off the table, and what stands on it."""
    here = place(visit, id, "winwin")

    def withdrawn(values: Mapping[str, Any]) -> tuple[str, str]:
        offers.withdraw(*here.who, item=item_of(values["item"]), seen=seen(values))
        return f"{here.path}/offers", "off-the-table"

    def again(form: Form, status: int) -> Response:
        fresh = looked_again(form, _form(here))
        return _page(here, request, _still_falling(here, form), fresh, status)

    return await taken(request, _form(here), withdrawn, again)


def _page(
    here: Place, request: Request, falling: tuple[Entry, ...], form: Form, status: int = 200
) -> Response:
    return render(
        request,
        "withdrawal.html",
        visitor=here.visitor,
        where=here.where,
        status=status,
        place=here,
        falling=falling,
        words=_WORDS,
        form=form,
    )


def _form(here: Place, item: str = "") -> Form:
    lying = offers.tabled(*here.who)
    return Form(
        name="withdrawal",
        action=f"{here.path}/withdrawals",
        button="Withdraw it",
        does="offers.withdraw",
        fields=(
            Field(name="item", label="What", kind=Kind.HIDDEN, default=item, most=_LONGEST),
            seen_field(lying.version if lying else 0),
        ),
    )


def _falling(here: Place, item: str) -> tuple[Entry, ...]:
    fallen, lying = offers.falling(*here.who, item=item_of(item)), offers.tabled(*here.who)
    known = {each.item: each for each in entries(here, lying.record)} if lying else {}
    return tuple(known[each] for each in fallen if each in known)


def _still_falling(here: Place, form: Form) -> tuple[Entry, ...]:
    """The same for a form that was not taken; nothing where there is no such thing any more."""
    try:
        return _falling(here, form.value("item"))
    except CommonwealError:
        return ()
