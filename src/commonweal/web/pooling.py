"""The form that joins the requests of several to one holder."""

from collections.abc import Iterator, Sequence

from commonweal.diagnose.joint import asked_together
from commonweal.diagnose.pressure import Pressure, pressures
from commonweal.model.errors import NotFound
from commonweal.model.ids import PartyId
from commonweal.web.event import SOURCE
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place


def pool_forms(here: Place, found: Sequence[Pressure]) -> Iterator[Form]:
    """A form for each member that several ask apart from each other."""
    for each in found:
        if each.competing and each.asked:
            yield _form(here, each)


def pool_form(here: Place, asked: PartyId) -> Form:
    """The form for one member. Raises NotFound if nobody has asked it."""
    found = pressures(here.collaboration.events)
    pressed = next((each for each in found if each.asked == asked), None)
    if pressed is None:
        raise NotFound(kind="party that someone asked", id=asked)
    return _form(here, pressed)


def _form(here: Place, pressed: Pressure) -> Form:
    counted = zip(pressed.askers, pressed.asks, strict=True)
    return Form(
        name=f"pool-{pressed.asked}",
        action=f"{here.path}/timeline/pool/{pressed.asked}",
        button="Join these requests",
        does="collaboration.pool",
        fields=(
            Field(
                name="askers",
                label="Who joins?",
                kind=Kind.MANY,
                choices=tuple(
                    Choice(value=name, text=f"{name} (asked {_times(count)})")
                    for name, count in counted
                ),
                default="\n".join(pressed.askers),
            ),
            Field(
                name="text",
                label="What do they ask together?",
                kind=Kind.TEXT,
                default=asked_together(here.collaboration.events, pressed.asked),
            ),
            SOURCE,
        ),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
