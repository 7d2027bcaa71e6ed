"""The forms of the private limit of the visitor's own party."""

from commonweal.app.winwin.limit import Own
from commonweal.model.change import Stored
from commonweal.model.winwin import Offers
from commonweal.web.form import Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import seen_field


def limit_form(here: Place, offers: Stored[Offers] | None, own: Own | None) -> Form:
    """Set the limit, or set it anew."""
    unit = offers.record.unit if offers else "the unit of the offers"
    return Form(
        name="limit",
        action=f"{here.path}/limit",
        button="Set it anew" if own else "Keep it",
        does="limit.state",
        fields=(
            Field(
                name="least",
                label=f"What must your party gain at least, in {unit}?",
                kind=Kind.NUMBER,
                default=f"{own.limit.least:.15g}" if own else "",
            ),
            seen_field(own.version if own else 0),
        ),
    )


def limit_withdrawal_form(here: Place, own: Own | None) -> Form:
    """Take it back."""
    return Form(
        name="limit-withdrawal",
        action=f"{here.path}/limit/withdrawals",
        button="Take it back",
        does="limit.withdraw",
        fields=(seen_field(own.version if own else 0),),
    )
