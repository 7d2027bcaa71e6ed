"""What the records of a file say of each respondent: one assessment's worth, or what is wrong."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonweal.diagnose.rating import MOST_EVIDENCE, NOT_STATED
from commonweal.diagnose.record import BETWEEN, Bad, Record
from commonweal.model.assessment import (
    Dimension,
    Evidence,
    PlatformType,
    Rating,
    StatedDeviation,
)
from commonweal.model.party import PartyKind

_Cell = tuple[Dimension, PlatformType]
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one respondent answered for one party."""

    index: int
    """The first of the respondent's rows."""
    where: str
    name: str
    party: str
    closeness: str
    motives: tuple[str, ...]
    ratings: tuple[Rating, ...]
    stated: tuple[StatedDeviation, ...]


def respondents(read: Sequence[Record]) -> tuple[list[Answered], list[Bad]]:
    """Each respondent's answers, and the rows that contradict an earlier one.

    A respondent is a name within a party. Whoever rates no cell is left out.
    """
    found, bad = list[Answered](), list[Bad]()
    for each in _by_respondent(read).values():
        bad += _again(each)
        bad += _too_much(each)
        bad += _differing(each, "closeness", "respondent")
        bad += _differing(each, "motives", "respondent")
        answered = _answered(each)
        if answered.ratings:
            found.append(answered)
    for records in _by_party(read).values():
        bad += _differing(records, "party_kind", "party")
    return found, bad


def kinds(read: Sequence[Record]) -> Mapping[str, PartyKind]:
    """What kind each party is said to be; `other` where nothing is said."""
    return {
        party: PartyKind(_said(records, "party_kind", PartyKind.OTHER))
        for party, records in _by_party(read).items()
    }


def notes(read: Sequence[Record], found: Sequence[Answered]) -> tuple[str, ...]:
    """What the person who gave the file should know, though nothing is wrong with it."""
    return (*_silent(read, found), *_twofold(found), *_unrated(read))


def _by_respondent(read: Sequence[Record]) -> dict[tuple[str, str], list[Record]]:
    found: dict[tuple[str, str], list[Record]] = {}
    for each in read:
        found.setdefault((each.party, each.respondent), []).append(each)
    return found


def _by_party(read: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for each in read:
        found.setdefault(each.party, []).append(each)
    return found


def _again(records: Sequence[Record]) -> Iterator[Bad]:
    """Rows that rate a cell, or state a deviation, which an earlier row of theirs does."""
    first: dict[object, str] = {}
    for each in records:
        if each.value is None and each.stated is None:
            continue
        cell = each.cell or (each.stated and each.stated.dimension)
        before = first.setdefault(cell, each.where)
        if before != each.where:
            what = " / ".join(each.cell) if each.cell else "this deviation"
            yield Bad(
                index=each.index,
                reason=f"{each.where}: {each.respondent} has {what} already, at {before.lower()}. "
                "Give each of the 24 cells once for each respondent.",
            )


def _too_much(records: Sequence[Record]) -> Iterator[Bad]:
    """Rows that give more evidence for a cell than one may have."""
    pieces = Counter[object]()
    for each in records:
        pieces[each.cell] += len(each.evidence)
        if each.evidence and pieces[each.cell] > MOST_EVIDENCE:
            yield Bad(
                index=each.index,
                reason=f"{each.where}: more than {MOST_EVIDENCE} pieces of evidence for one cell. "
                "Give the strongest.",
            )


def _differing(records: Sequence[Record], field: str, of: str) -> Iterator[Bad]:
    telling = [each for each in records if field in each.said]
    for each in telling[1:]:
        said, before = each.said[field], telling[0].said[field]
        if said != before:
            yield Bad(
                index=each.index,
                reason=f"{each.where}: {field} is {said!r}, at {telling[0].where.lower()} it is "
                f"{before!r}. Give one for each {of}.",
            )


def _answered(records: Sequence[Record]) -> Answered:
    first = records[0]
    motives = _said(records, "motives", "")
    return Answered(
        index=first.index,
        where=first.where,
        name=first.respondent,
        party=first.party,
        closeness=_said(records, "closeness", NOT_STATED),
        motives=tuple(motives.split(BETWEEN)) if motives else (),
        ratings=tuple(_ratings(records)),
        stated=tuple(each.stated for each in records if each.stated),
    )


def _said(records: Sequence[Record], field: str, otherwise: str) -> str:
    return next((each.said[field] for each in records if field in each.said), otherwise)


def _ratings(records: Sequence[Record]) -> Iterator[Rating]:
    """The rated cells, in the order of the file, each with the evidence of all its rows."""
    values: dict[_Cell, int] = {}
    evidence: dict[_Cell, list[Evidence]] = {}
    for each in records:
        if each.cell is None:
            continue
        if each.value is not None:
            values.setdefault(each.cell, each.value)
        evidence.setdefault(each.cell, []).extend(each.evidence)
    for (dimension, platform), value in values.items():
        found = tuple(evidence[dimension, platform])
        yield Rating(dimension=dimension, platform=platform, value=value, evidence=found)


def _silent(read: Sequence[Record], found: Sequence[Answered]) -> Iterator[str]:
    rated = {(each.party, each.name) for each in found}
    silent = [name for party, name in _by_respondent(read) if (party, name) not in rated]
    if silent:
        yield f"Left out, as no cell is rated: {_listed(silent)}."


def _twofold(found: Sequence[Answered]) -> Iterator[str]:
    parties: dict[str, list[str]] = {}
    for each in found:
        parties.setdefault(each.name, []).append(each.party)
    twofold = [name for name, several in parties.items() if len(several) > 1]
    if twofold:
        yield f"Counted once for each of several parties: {_listed(twofold)}."


def _unrated(read: Sequence[Record]) -> Iterator[str]:
    rated = {(each.party, each.respondent, each.cell) for each in read if each.value is not None}
    lost = [
        each.where.lower()
        for each in read
        if each.evidence and (each.party, each.respondent, each.cell) not in rated
    ]
    if lost:
        yield f"Evidence for a cell without a rating is not kept: {_listed(lost)}."


def _listed(words: Sequence[str]) -> str:
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return ", ".join(words[:_SHOWN]) + more
