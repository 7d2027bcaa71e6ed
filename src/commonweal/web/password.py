"""The fields in which a password is given: never shown again, and twice where it is chosen."""

from collections.abc import Mapping
from typing import Any

from commonweal.model.errors import Invalid
from commonweal.model.person import LONGEST_PASSWORD, SHORTEST_PASSWORD
from commonweal.web.form import Field, Kind

_HELP = f"At least {SHORTEST_PASSWORD} characters. A few words in a row do well."


def secret(name: str, label: str, help: str = "") -> Field:
    """A field for a password."""
    return Field(name=name, label=label, kind=Kind.SECRET, help=help, most=LONGEST_PASSWORD)


def chosen(label: str) -> tuple[Field, Field]:
    """The fields `password` and `again`, for one that is chosen now."""
    return secret("password", label, _HELP), secret("again", "The same again")


def check_again(values: Mapping[str, Any]) -> None:
    """Say nothing if both are the same. Raises Invalid."""
    if values["password"] != values["again"]:
        raise Invalid(detail="The two passwords differ.", hint="Type them again.", field="again")
