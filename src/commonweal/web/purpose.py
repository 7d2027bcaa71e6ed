"""What a use is for: its type of public value, what would show it, what would be without it."""

from collections.abc import Mapping
from typing import Any

from commonweal.model.value import ValueType
from commonweal.model.winwin import Stage, Use
from commonweal.web.form import Choice, Field, Form, Kind
from commonweal.web.place import Place
from commonweal.web.seen import seen_field

PURPOSE = "purpose"
"""The form of a use before it is known which."""
_TYPES = tuple(Choice(value=each.value, text=each.value) for each in ValueType)
_STAGES = tuple(Choice(value=each.value, text=each.value) for each in Stage)
_LABELS = {
    "value_type": "type of public value",
    "indicator": "what would show it",
    "baseline": "how that stands without the sharing",
    "counterfactual": "what would be done without the partnership",
    "stage": "stage of the data's life",
}


def purpose(use: Use) -> tuple[tuple[str, str], ...]:
    """What is said of a use, each with its label; what nobody has said is left out."""
    told = ((label, _text(use, name)) for name, label in _LABELS.items())
    return tuple((label, text) for label, text in told if text)


def purpose_form(here: Place, use: Use, place: int, version: int) -> Form:
    """Say of one use what it is for; `place` tells the forms of a page apart."""
    given = {name: _text(use, name) for name in _LABELS}
    return _form(here, f"{PURPOSE}-{place}", {**given, "use": use.id}, version)


def any_purpose_form(here: Place) -> Form:
    """The form of whichever use is posted, before it is known which."""
    return _form(here, PURPOSE, {}, 0)


def purposed(values: Mapping[str, Any]) -> dict[str, Any]:
    """A filled form as `app.winwin.offers.describe` takes it."""
    return {
        "use": values["use"],
        "value_type": ValueType(values["value-type"]) if values["value-type"] else None,
        "indicator": values["indicator"],
        "baseline": values["baseline"],
        "counterfactual": values["counterfactual"],
        "stage": Stage(values["stage"]) if values["stage"] else None,
    }


def _form(here: Place, name: str, given: Mapping[str, str], version: int) -> Form:
    return Form(
        name=name,
        action=f"{here.path}/purposes",
        button="Say so",
        does="offers.describe",
        fields=(
            Field(
                name="value-type", label="Which type of public value is it?", kind=Kind.ONE,
                needed=False, choices=_TYPES, default=given.get("value_type", ""),
            ),
            _words("indicator", "What would show it?", given),
            _words("baseline", "How does that stand without the sharing?", given),
            _words("counterfactual", "What would be done without the partnership?", given),
            Field(
                name="stage", label="At which stage of the data's life is it?", kind=Kind.ONE,
                needed=False, choices=_STAGES, default=given.get("stage", ""),
            ),
            Field(name="use", label="Use", kind=Kind.HIDDEN, default=given.get("use", "")),
            seen_field(version),
        ),
    )  # fmt: skip


def _words(name: str, label: str, given: Mapping[str, str]) -> Field:
    return Field(name=name, label=label, needed=False, most=500, default=given.get(name, ""))


def _text(use: Use, name: str) -> str:
    return str(getattr(use, name) or "")
