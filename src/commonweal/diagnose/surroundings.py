"""The surroundings of a partnership: put together from statements, changed, written out again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn

from commonweal.diagnose.row import shown
from commonweal.diagnose.statement import (
    KEYS,
    Part,
    Parties,
    Statement,
    named,
    statement,
    subject,
)
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.surroundings import (
    ElementBasis,
    Factor,
    Readiness,
    Relation,
    Risk,
    Surroundings,
)

MOST = 500
"""Statements of one part."""


def whole(
    before: Surroundings, document: Mapping[str, object], *, parties: Parties, at: datetime
) -> Surroundings:
    """What a document states, in the place of all that was stated.

    Args:
        before: what was stated; nothing of it stays.
        document: the parts by name, each a list of rows; a part that is missing is empty.
        parties: what the document may call the members.
        at: the UTC instant of it.

    Raises:
        Invalid: no list, two statements about the same; else as `statement`.
        UnknownTerm: a part that there is not.
    """
    for name in document:
        if name not in tuple(Part):
            raise UnknownTerm(field="a part", got=shown(name), known=tuple(Part))
    found = replace(before, at=at)
    for part in Part:
        rows = _rows(part, document.get(part.value, ()))
        found = _with(found, part, _read(part, rows, parties))
    return found


def changed(
    before: Surroundings,
    part: Part,
    *,
    parties: Parties,
    at: datetime,
    rows: Sequence[object] = (),
    gone: Sequence[object] = (),
) -> Surroundings:
    """The same with some statements made anew, and others taken back.

    Args:
        before: what was stated.
        part: what is stated anew.
        parties: what a row may call the members.
        at: the UTC instant of it.
        rows: statements, each in the place of the one about the same, or after the others.
        gone: rows of those keys alone that say what a statement is about.

    Raises:
        Invalid: one that is taken back was never made; else as `statement`.
    """
    kept = {subject(each): each for each in stated(before, part)}
    for number, each in enumerate(gone):
        where = f"{part.value}[{number}]"
        if kept.pop(named(part, each, where=where, parties=parties), None) is None:
            _refuse(where, "is not stated here", "Look at what is stated now.")
    for one in _read(part, rows, parties):
        kept[subject(one)] = one
    if len(kept) > MOST:
        _refuse(part.value, f"would have {len(kept)} rows", f"State at most {MOST}.")
    return _with(replace(before, at=at), part, tuple(kept.values()))


def stated(found: Surroundings, part: Part) -> tuple[Statement, ...]:
    """The statements of one part."""
    holds: dict[Part, tuple[Statement, ...]] = {
        Part.RELATIONS: found.relations,
        Part.ELEMENTS: found.elements,
        Part.READINESS: found.readiness,
        Part.RISKS: found.risks,
        Part.FACTORS: found.factors,
    }
    return holds[part]


def written(
    found: Surroundings | None, names: Mapping[PartyId, str]
) -> dict[str, list[dict[str, object]]]:
    """The document that would state it again; members are called by `names`."""
    return {
        part.value: [_row(each, names) for each in stated(found, part)] if found else []
        for part in Part
    }


def _row(each: Statement, names: Mapping[PartyId, str]) -> dict[str, object]:
    match each:
        case Relation():
            values: tuple[object, ...] = (
                names[each.of], each.kind.value, names[each.to], each.source,
            )  # fmt: skip
        case ElementBasis():
            values = (each.name, names[each.holder], each.basis.value, each.source)
        case Readiness():
            between = [names[party] for party in each.parties]
            values = (between, each.component, each.presence.value, each.text)
        case Risk():
            values = (each.challenge, each.weight.value, each.text, each.measure)
        case Factor():
            values = (each.factor, each.effect.value, each.text)
    about, told = KEYS[_PARTS[type(each)]]
    return {key: value for key, value in zip((*about, *told), values, strict=True) if value != ""}


_PARTS: Mapping[type, Part] = {
    Relation: Part.RELATIONS,
    ElementBasis: Part.ELEMENTS,
    Readiness: Part.READINESS,
    Risk: Part.RISKS,
    Factor: Part.FACTORS,
}


def _rows(part: Part, given: object) -> Sequence[object]:
    if not isinstance(given, list | tuple):
        _refuse(part.value, f"is {shown(given)}", "Give a list of rows.")
    if len(given) > MOST:
        _refuse(part.value, f"has {len(given):,} rows", f"State at most {MOST}.")
    return given


def _read(part: Part, rows: Sequence[object], parties: Parties) -> tuple[Statement, ...]:
    found: dict[object, Statement] = {}
    for number, each in enumerate(rows):
        where = f"{part.value}[{number}]"
        one = statement(part, each, where=where, parties=parties)
        if subject(one) in found:
            _refuse(where, "states anew what a row before it states", "Keep one of the two.")
        found[subject(one)] = one
    return tuple(found.values())


def _with(before: Surroundings, part: Part, kept: tuple[Statement, ...]) -> Surroundings:
    """The part in the field of its name; `Any`, as each field has a type of its own."""
    told: dict[str, Any] = {part.value: kept}
    return replace(before, **told)


def _refuse(where: str, what: str, hint: str) -> NoReturn:
    raise Invalid(detail=f"{where} {what}.", hint=hint, field=where)
