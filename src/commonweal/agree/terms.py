"""The table of terms: one row for each thing that a clause can say.

Rows give the heading under which people read it, the form of its values, who makes it true
(three colours), and the sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from commonweal.agree import form, sentence
from commonweal.model.agreement import Agreement, Clause, ClauseTerm, Colour, Mode


class Heading(StrEnum):
    """The six questions that an agreement answers, in order."""

    WHY = "Why"
    WHAT = "What"
    WHO = "Who"
    HOW = "How"
    WHEN = "When"
    WHERE = "Where"


class Copies(StrEnum):
    """Where copies of delivered files are: in the vault alone, or taken out as well."""

    VAULT = "in the vault"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Who makes a term true, and the limit of that in words."""

    colour: Colour
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a term is: heading, form of values in words and as a check, colour, sentence."""

    heading: Heading
    values: str
    check: form.Check
    made: Callable[[Mode, Copies], Made]
    sentence: Callable[[Agreement, Clause, sentence.Say], str]


def _always(colour: Colour, note: str = "") -> Callable[[Mode, Copies], Made]:
    return lambda _, __: Made(colour=colour, note=note)


def _min_group(mode: Mode, _: Copies) -> Made:
    if mode is Mode.VISIT:
        return Made(colour=Colour.ENFORCES)
    return Made(colour=Colour.PROMISES, note="the recipient has the files and counts itself")


def _delete(mode: Mode, copies: Copies) -> Made:
    if copies is Copies.EXPORTED:
        return Made(colour=Colour.PROMISES, note="a copy was taken out of the vault")
    if mode is Mode.VISIT:
        return Made(colour=Colour.ENFORCES, note="no copy leaves the holder")
    note = "in the vault, whose key is destroyed at the end; once a copy is taken out, a promise"
    return Made(colour=Colour.ENFORCES, note=note)


def _gate(_: Mode, copies: Copies) -> Made:
    if copies is Copies.EXPORTED:
        note = "at the gate; the copy taken out is beyond it"
        return Made(colour=Colour.ENFORCES, note=note)
    return Made(colour=Colour.ENFORCES)


_PROMISE = _always(Colour.PROMISES)

TABLE: Mapping[ClauseTerm, Row] = MappingProxyType(
    {
        ClauseTerm.PURPOSE: Row(
            heading=Heading.WHY,
            values="one or more purposes",
            check=form.purposes,
            made=_always(
                Colour.ENFORCES, "on the declaration: a purpose is declared, not observed"
            ),
            sentence=sentence.purpose,
        ),
        ClauseTerm.RETURN_BENEFIT: Row(
            heading=Heading.WHY,
            values="a day, then what is given back by then",
            check=form.day_and_texts,
            made=_always(Colour.DETECTS, "what is due and not confirmed stays open in the returns"),
            sentence=sentence.return_benefit,
        ),
        ClauseTerm.DATASET: Row(
            heading=Heading.WHAT,
            values="one or more ids of datasets",
            check=form.ids,
            made=_gate,
            sentence=sentence.dataset,
        ),
        ClauseTerm.RECIPIENT: Row(
            heading=Heading.WHO,
            values="one or more ids of parties",
            check=form.ids,
            made=_gate,
            sentence=sentence.recipient,
        ),
        ClauseTerm.INFORM: Row(
            heading=Heading.WHO,
            values=f"one or more of: {', '.join(sorted(form.EVENTS))}",
            check=form.some_of(form.EVENTS),
            made=_PROMISE,
            sentence=sentence.inform,
        ),
        ClauseTerm.MODE: Row(
            heading=Heading.HOW,
            values=f"one of: {', '.join(Mode)}",
            check=form.one_of(tuple(Mode)),
            made=_gate,
            sentence=sentence.mode,
        ),
        ClauseTerm.COUNT: Row(
            heading=Heading.HOW,
            values="a whole number from 1",
            check=form.grants,
            made=_gate,
            sentence=sentence.count,
        ),
        ClauseTerm.MIN_GROUP: Row(
            heading=Heading.HOW,
            values="a whole number from 2",
            check=form.group,
            made=_min_group,
            sentence=sentence.min_group,
        ),
        ClauseTerm.NO_REIDENTIFICATION: Row(
            heading=Heading.HOW,
            values="nothing",
            check=form.nothing,
            made=_PROMISE,
            sentence=sentence.no_reidentification,
        ),
        ClauseTerm.TERM: Row(
            heading=Heading.WHEN,
            values="first day, last day, zone",
            check=form.span,
            made=_gate,
            sentence=sentence.term,
        ),
        ClauseTerm.DELETE: Row(
            heading=Heading.WHEN,
            values="a day, or days after the end such as P30D",
            check=form.day_or_days,
            made=_delete,
            sentence=sentence.delete,
        ),
        ClauseTerm.REVOCABLE: Row(
            heading=Heading.WHEN,
            values="one or more ids of parties",
            check=form.ids,
            made=_always(Colour.ENFORCES, "for access from then on"),
            sentence=sentence.revocable,
        ),
        ClauseTerm.NO_ONWARD_SHARING: Row(
            heading=Heading.WHERE,
            values="nothing",
            check=form.nothing,
            made=_PROMISE,
            sentence=sentence.no_onward_sharing,
        ),
        ClauseTerm.PUBLISH_INSIGHT: Row(
            heading=Heading.WHERE,
            values="a day",
            check=form.one_day,
            made=_PROMISE,
            sentence=sentence.publish_insight,
        ),
    }
)
"""Every term there is, in the order in which it is read."""


def mode(agreement: Agreement) -> Mode:
    """How the agreement lets data reach its use; `deliver`, the weaker, where it does not say."""
    found = agreement.clause(ClauseTerm.MODE)
    return Mode.VISIT if found and found.values == (Mode.VISIT.value,) else Mode.DELIVER


def made(clause: Clause, mode: Mode, copies: Copies = Copies.VAULT) -> Made:
    """Who makes this clause true in that mode, and its limit."""
    return TABLE[clause.term].made(mode, copies)
