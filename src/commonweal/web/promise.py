"""The forms of a return: to promise it, and to say that it was delivered."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commonweal.app import returns
from commonweal.app.align import alignment
from commonweal.model.estimate import Estimate
from commonweal.model.ids import ReleaseId
from commonweal.model.returns import Return, ReturnItem
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place

Shown = tuple[ReleaseId, ReturnItem]
"""What a release shows towards a return."""

_AMOUNT = (
    Field(name="likely", label="How much?", kind=Kind.NUMBER),
    Field(name="low", label="At least", kind=Kind.NUMBER, needed=False),
    Field(name="high", label="At most", kind=Kind.NUMBER, needed=False),
    Field(name="source", label="Who says so?", help="No bare numbers: a figure has a source."),
)


def promise_form(here: Place) -> Form:
    """What is given back to whom, under which agreement, by when."""
    return Form(
        name="promise",
        action=f"{here.path}/promises",
        button="Promise it",
        does="returns.promise",
        fields=(
            Field(
                name="agreement",
                label="Under which agreement?",
                kind=Kind.ONE,
                choices=_agreements(here),
            ),
            Field(name="recipient", label="To whom?", kind=Kind.ONE, choices=_others(here)),
            Field(name="text", label="What is given back?"),
            *_AMOUNT,
            Field(name="unit", label="In which unit?"),
            Field(name="due", label="Due", kind=Kind.DAY),
            Field(
                name="tracks",
                label="It waits for these tracks",
                kind=Kind.MANY,
                needed=False,
                choices=_tracks(here),
            ),
        ),
    )


def record_form(here: Place, owed: Return, shown: Shown | None = None) -> Form:
    """How much of a return was delivered, and what that rests on; `shown` fills it in."""
    told = _filled(shown) if shown else {}
    evidence = Field(
        name="evidence", label="What does it rest on?", help="A release, a report, a letter."
    )
    fields = (*_AMOUNT, evidence)
    return Form(
        name=f"record-{owed.id}",
        action=f"{here.path}/{owed.id}/deliveries",
        button="Record the delivery",
        does="returns.record",
        fields=tuple(replace(each, default=told.get(each.name, "")) for each in fields),
    )


def _filled(shown: Shown) -> Mapping[str, str]:
    release, item = shown
    return {
        "likely": f"{item.amount:g}",
        "source": f"counted by the release {release}",
        "evidence": f"{release}: {item.evidence}",
    }


def estimate(here: Place, values: Mapping[str, Any], unit: str) -> Estimate:
    """The amount of a filled form, told today. Raises Invalid for a range out of order."""
    return Estimate.told(
        values["likely"],
        low=values["low"],
        high=values["high"],
        unit=unit,
        source=values["source"],
        on=here.visitor.node.today,
    )


def _agreements(here: Place) -> tuple[Choice, ...]:
    visit = here.visitor
    found = returns.promisable(visit.actor, visit.node, here.collaboration.id)
    return tuple(Choice(value=each.id, text=each.title) for each in found)


def _others(here: Place) -> tuple[Choice, ...]:
    others = (each for each in here.members if each != here.visitor.party)
    return tuple(Choice(value=each.id, text=each.name) for each in others)


def _tracks(here: Place) -> tuple[Choice, ...]:
    board = alignment.status(here.visitor.actor, here.visitor.node, here.collaboration.id)
    names = dict.fromkeys(each.name for each in board.tracks)
    return tuple(Choice(value=name, text=board.said.get(name, name)) for name in names)
