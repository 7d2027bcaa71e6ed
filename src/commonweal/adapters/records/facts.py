"""What an entry or a message may say: ids, counts, digests. The log is no place for text."""

from commonweal.model.errors import Invalid
from commonweal.model.evidence import Facts

LONGEST = 200
"""Characters; no id, digest or word of a vocabulary is longer."""

_LARGEST = 2**53 - 1
_HINT = "Say it by an id, a count or a salted digest; text belongs in the record."


def checked(facts: Facts) -> Facts:
    """The facts, if each is a short word or a whole number with a name of its own.

    Raises:
        Invalid: free text, another type, a number JSON cannot carry, a name given two values.
    """
    named: dict[str, str | int] = {}
    for name, value in facts:
        _check_value(name, value)
        if named.setdefault(name, value) != value:
            raise Invalid(detail=f"The fact {name!r} has two values.", hint=_HINT)
    return facts


def _check_value(name: str, value: object) -> None:
    if isinstance(value, str):
        if len(value) > LONGEST or not value.isprintable():
            raise Invalid(detail=f"The fact {name!r} looks like free text.", hint=_HINT)
    elif not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise Invalid(detail=f"The fact {name!r} is no text and no whole number.", hint=_HINT)
