"""One statement about a partnership's surroundings, read from a row of plain values.

What a statement is about (its `subject`) tells it from others: to state the same anew replaces it.
"""

from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum

from commonweal.diagnose.framework import Term, framework
from commonweal.diagnose.row import Row, row, shown
from commonweal.model.errors import Invalid
from commonweal.model.ids import PartyId
from commonweal.model.surroundings import (
    Effect,
    ElementBasis,
    Factor,
    LegalBasis,
    Presence,
    Readiness,
    Relation,
    RelationKind,
    Risk,
    Weight,
)

LONGEST_NAME = 200
"""Characters of the name of a data element."""


class Part(StrEnum):
    """What is stated; each word is the field of `Surroundings` that holds it."""

    RELATIONS = "relations"
    ELEMENTS = "elements"
    READINESS = "readiness"
    RISKS = "risks"
    FACTORS = "factors"


Statement = Relation | ElementBasis | Readiness | Risk | Factor

Parties = Mapping[str, PartyId]
"""What a row may call the members, by name or id; in the order they came in."""

KEYS: Mapping[Part, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Part.RELATIONS: (("of", "kind", "to"), ("source",)),
    Part.ELEMENTS: (("name", "holder"), ("basis", "source")),
    Part.READINESS: (("between", "component"), ("presence", "text")),
    Part.RISKS: (("challenge",), ("weight", "text", "measure")),
    Part.FACTORS: (("factor",), ("effect", "text")),
}
"""The keys of a row of each part: what it is about, and then what holds."""


def statement(part: Part, given: object, *, where: str, parties: Parties) -> Statement:
    """The statement that a row makes.

    Raises:
        Invalid: a key is missing or empty, or a party would stand to itself.
        UnknownTerm: a party that is no member, a term the framework does not have, another key.
    """
    about, told = KEYS[part]
    return _READ[part](row(given, where=where, known=(*about, *told)), parties)


def named(part: Part, given: object, *, where: str, parties: Parties) -> Hashable:
    """What a row is about that says no more than that. Raises as `statement`."""
    return _NAMED[part](row(given, where=where, known=KEYS[part][0]), parties)


def subject(stated: Statement) -> Hashable:
    """What a statement is about; of two about the same, one must go."""
    match stated:
        case Relation():
            return stated.kind, stated.of, stated.to
        case ElementBasis():
            return stated.holder, stated.name.casefold()
        case Readiness():
            return stated.parties, stated.component
        case Risk():
            return stated.challenge
        case Factor():
            return stated.factor


def challenges() -> tuple[Term, ...]:
    """The seven categories of challenge, in the order of the framework (S2)."""
    return framework().surrounding.challenges.items


def components() -> tuple[Term, ...]:
    """The four components of sharing across boundaries (S2)."""
    return framework().surrounding.components.items


def factors() -> tuple[Term, ...]:
    """The factors that influence sharing, of all three groups (S2)."""
    return tuple(each for group in framework().surrounding.factors for each in group.items)


def _relation_named(given: Row, parties: Parties) -> tuple[RelationKind, PartyId, PartyId]:
    of, to = _party(given, "of", parties), _party(given, "to", parties)
    kind = RelationKind(given.one_of("kind", tuple(RelationKind)))
    if of == to:
        given.refuse(f"says that a party {kind.value} itself", "Name two parties.")
    return (kind, *_ordered((of, to), parties)) if kind in _BOTH_WAYS else (kind, of, to)


_BOTH_WAYS = frozenset({RelationKind.IN_UNISON})
"""Relations that hold in both directions: one is kept, from the member who came in first."""


def _element_named(given: Row, parties: Parties) -> tuple[PartyId, str]:
    return _party(given, "holder", parties), _element_name(given).casefold()


def _readiness_named(given: Row, parties: Parties) -> tuple[tuple[PartyId, PartyId], str]:
    between = given.fields.get("between")
    if not isinstance(between, list | tuple) or len(between) != len(("one", "other")):
        given.refuse("does not name two parties as `between`", "Give a list of two members.")
    ends = Row(where=given.where, fields=dict(zip(("one", "other"), between, strict=True)))
    one, other = (_party(ends, end, parties) for end in ("one", "other"))
    if one == other:
        given.refuse("stands between a party and itself", "Name two parties.")
    known = tuple(each.id for each in components())
    return _ordered((one, other), parties), given.one_of("component", known)


def _risk_named(given: Row, parties: Parties) -> str:
    del parties
    return given.one_of("challenge", tuple(each.id for each in challenges()))


def _factor_named(given: Row, parties: Parties) -> str:
    del parties
    return given.one_of("factor", tuple(each.id for each in factors()))


def _relation(given: Row, parties: Parties) -> Relation:
    kind, of, to = _relation_named(given, parties)
    return Relation(of=of, kind=kind, to=to, source=given.text("source"))


def _element(given: Row, parties: Parties) -> ElementBasis:
    return ElementBasis(
        name=_element_name(given),
        holder=_party(given, "holder", parties),
        basis=LegalBasis(given.one_of("basis", tuple(LegalBasis))),
        source=given.text("source"),
    )


def _readiness(given: Row, parties: Parties) -> Readiness:
    between, component = _readiness_named(given, parties)
    return Readiness(
        parties=between,
        component=component,
        presence=Presence(given.one_of("presence", tuple(Presence))),
        text=_if_any(given, "text"),
    )


def _risk(given: Row, parties: Parties) -> Risk:
    return Risk(
        challenge=_risk_named(given, parties),
        weight=Weight(given.one_of("weight", tuple(Weight))),
        text=given.text("text"),
        measure=_if_any(given, "measure"),
    )


def _factor(given: Row, parties: Parties) -> Factor:
    return Factor(
        factor=_factor_named(given, parties),
        effect=Effect(given.one_of("effect", tuple(Effect))),
        text=_if_any(given, "text"),
    )


def _element_name(given: Row) -> str:
    name = given.text("name")
    if len(name) > LONGEST_NAME:
        given.refuse(f"has a name of {len(name):,} characters", f"Name the data in {LONGEST_NAME}.")
    return name


def _if_any(given: Row, field: str) -> str:
    return given.text(field) if given.has(field) else ""


def _party(given: Row, field: str, parties: Parties) -> PartyId:
    called = given.text(field)
    if called not in parties:
        names = ", ".join(name for name, id in parties.items() if name != id)
        raise Invalid(
            detail=f"{given.where}: {field} is {shown(called)!r}, who is not a member here.",
            hint=f"Name a member: {_short(names)}.",
            field=given.where,
        )
    return parties[called]


def _short(names: str) -> str:
    """As many as a sentence bears."""
    return names if len(names) <= LONGEST_NAME else f"{names[:LONGEST_NAME]}..."


def _ordered(two: tuple[PartyId, PartyId], parties: Parties) -> tuple[PartyId, PartyId]:
    """Two members in the order they came in."""
    came = list(dict.fromkeys(parties.values()))
    one, other = sorted(two, key=came.index)
    return one, other


_NAMED: Mapping[Part, Callable[[Row, Parties], Hashable]] = {
    Part.RELATIONS: _relation_named,
    Part.ELEMENTS: _element_named,
    Part.READINESS: _readiness_named,
    Part.RISKS: _risk_named,
    Part.FACTORS: _factor_named,
}
_READ: Mapping[Part, Callable[[Row, Parties], Statement]] = {
    Part.RELATIONS: _relation,
    Part.ELEMENTS: _element,
    Part.READINESS: _readiness,
    Part.RISKS: _risk,
    Part.FACTORS: _factor,
}
