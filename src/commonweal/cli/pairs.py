"""Options of the form NAME=VALUE."""

from collections.abc import Sequence

from commonweal.model.errors import Invalid


def pairs(given: Sequence[str] | None, *, option: str) -> dict[str, str]:
    """NAME=VALUE texts as a mapping. Raises Invalid for another form or a name given twice."""
    found: dict[str, str] = {}
    for text in given or ():
        name, equals, value = text.partition("=")
        if not equals or not name or name in found:
            raise Invalid(
                detail=f"{option} {text!r} is not NAME=VALUE, or its name is given twice.",
                hint=f"Write {option} NAME=VALUE once for each name.",
            )
        found[name] = value
    return found
