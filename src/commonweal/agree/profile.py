"""The words of a policy as ODRL writes them: core terms, our own terms, typed values.

Source: ODRL Vocabulary 2.2 for the core terms; Dataspace Protocol 2025-1 for what its agreements
can carry (no refinements, no bare numbers). Our own terms are `urn:commonweal:profile:1`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from commonweal.agree.jsontext import Json
from commonweal.agree.purpose import purpose, purpose_at
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.policy import FORMS, SETS

PROFILE = "urn:commonweal:profile:1"
"""The IRI of our profile, and the stem of its terms."""

THING = "urn:commonweal:"
"""The stem under which our ids become IRIs."""

ODRL = "http://www.w3.org/ns/odrl/2/"
XSD = "http://www.w3.org/2001/XMLSchema#"

CORE_OPERANDS = frozenset({"purpose", "recipient", "dateTime", "count", "elapsedTime", "event"})
OWN_OPERANDS = frozenset(
    {"dataset", "mode", "outputKind", "minGroupSize", "revocableBy", "benefit"}
)
CORE_ACTIONS = frozenset({"use", "delete", "distribute", "transfer", "inform"})
OWN_ACTIONS = frozenset({"reidentify", "publishInsight", "returnBenefit", "revoke"})
OPERATORS = frozenset({"eq", "gteq", "lteq", "lt", "isAnyOf", "isAllOf"})

CLAUSE = f"{PROFILE}:clause"
"""The property that says from which clause a rule or constraint comes."""


def written(word: str) -> str:
    """A term as we write it: `odrl:` for a core term, the full IRI for one of ours."""
    if word in CORE_OPERANDS | CORE_ACTIONS:
        return f"odrl:{word}"
    return f"{PROFILE}:{word}"


def read(written: str, *, core: frozenset[str], own: frozenset[str], field: str) -> str:
    """The term behind a bare, `odrl:` or full name. Raises UnknownTerm for any other."""
    for stem in ("odrl:", ODRL, ""):
        if written.startswith(stem) and written[len(stem) :] in core:
            return written[len(stem) :]
    if written.startswith(f"{PROFILE}:") and written[len(PROFILE) + 1 :] in own:
        return written[len(PROFILE) + 1 :]
    known = {f"odrl:{each}" for each in core} | {f"{PROFILE}:{each}" for each in own}
    raise UnknownTerm(field=field, got=written[:120], known=known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Literal:
    write: Callable[[str], Json]
    read: Callable[[Json], str]


def values_written(operand: str, operator: str, values: tuple[str, ...]) -> Json:
    """The right operand: one typed value, or a list of them for a set operator."""
    made = [_LITERALS[operand].write(each) for each in values]
    return made if operator in SETS else made[0]


def values_read(operand: str, operator: str, right: Json) -> tuple[str, ...]:
    """The values of a right operand.

    Raises:
        UnknownTerm: a purpose outside the vocabulary.
        Invalid: not in the type or form of the operand.
    """
    if (operator in SETS) is not isinstance(right, list):
        raise _out_of_form(operand, right)
    listed = right if isinstance(right, list) else [right]
    values = tuple(_LITERALS[operand].read(each) for each in listed)
    for each in values:
        try:
            FORMS[operand](each)
        except ValueError as gap:
            raise _out_of_form(operand, right) from gap
    if not values:
        raise _out_of_form(operand, right)
    return values


def _typed(operand: str, type: str) -> _Literal:
    def back(right: Json) -> str:
        if type == "string" and isinstance(right, str):
            return right
        value = right.get("@value") if isinstance(right, dict) and len(right) == _PAIR else None
        named = right.get("@type") if isinstance(right, dict) else None
        if not isinstance(value, str) or named not in (f"{XSD}{type}", f"xsd:{type}"):
            raise _out_of_form(operand, right)
        return value

    return _Literal(write=lambda value: {"@value": value, "@type": f"{XSD}{type}"}, read=back)


def _named(operand: str, to: Callable[[str], str], back: Callable[[str], str]) -> _Literal:
    def from_node(right: Json) -> str:
        name = right.get("@id") if isinstance(right, dict) and len(right) == 1 else None
        if not isinstance(name, str):
            raise _out_of_form(operand, right)
        return back(name)

    return _Literal(write=lambda value: {"@id": to(value)}, read=from_node)


def thing(id: str) -> str:
    """An id of ours as an IRI."""
    return f"{THING}{id}"


def thing_id(iri: str) -> str:
    """The id behind an IRI of ours. Raises Invalid for any other."""
    if not iri.startswith(THING) or not iri[len(THING) :]:
        raise Invalid(detail=f"{iri[:120]!r} is not an id of ours.", hint=f"It begins with {THING}")
    return iri[len(THING) :]


_PAIR = 2

_LITERALS: Mapping[str, _Literal] = MappingProxyType(
    {
        "purpose": _named("purpose", lambda it: purpose(it).iri, lambda it: purpose_at(it).code),
        "dataset": _named("dataset", thing, thing_id),
        "recipient": _named("recipient", thing, thing_id),
        "revocableBy": _named("revocableBy", thing, thing_id),
        "dateTime": _typed("dateTime", "dateTime"),
        "elapsedTime": _typed("elapsedTime", "duration"),
        "count": _typed("count", "integer"),
        "minGroupSize": _typed("minGroupSize", "integer"),
        "mode": _typed("mode", "string"),
        "outputKind": _typed("outputKind", "string"),
        "benefit": _typed("benefit", "string"),
        "event": _typed("event", "string"),
    }
)


def _out_of_form(operand: str, right: Json) -> Invalid:
    return Invalid(
        detail=f"The right operand of {operand!r} is not in its form: {str(right)[:120]}.",
        hint="Give it as the exporting party wrote it: typed, and as a list for a set.",
        field=operand,
    )
