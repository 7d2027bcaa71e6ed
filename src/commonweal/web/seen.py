"""The version a form was made from: whoever changes something says which one they saw."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commonweal.model.errors import Invalid
from commonweal.web.form import Field, Form, Kind

_MOST_DIGITS = 9


def seen_field(version: int = 0) -> Field:
    """The hidden field that carries the version; 0 for something that is not there yet."""
    return Field(
        name="seen",
        label="Version",
        kind=Kind.HIDDEN,
        default=str(version),
        most=_MOST_DIGITS,
    )


def seen(values: Mapping[str, Any]) -> int:
    """The version that a filled form carries. Raises Invalid for one that was forged."""
    given = values["seen"]
    if not (given.isascii() and given.isdigit()):
        raise Invalid(
            detail="The form does not say which version it was made from.",
            hint="Load the page again.",
        )
    return int(given)


def looked_again(refused: Form, fresh: Form) -> Form:
    """A form that was refused, made from what stands there now: whoever looks at it sees that."""
    typed = {name: given for name, given in refused.typed.items() if name != "seen"}
    return replace(fresh, typed=typed, wrong=refused.wrong)
