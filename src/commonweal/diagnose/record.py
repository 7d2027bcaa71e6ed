"""Ratings of many respondents as records of a file: read, checked row by row, written again.

A record is one cell that one respondent rated (paper T1), with what it rests on (T2). What holds of
a respondent (closeness, motives) may stand in each of their records, or in one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonweal.diagnose.framework import framework
from commonweal.diagnose.motive import named_motives
from commonweal.diagnose.rating import (
    CLOSENESS,
    DEGREES,
    EVIDENCE_KINDS,
    NOT_STATED,
    SCALE,
    STATEMENT,
    rated,
)
from commonweal.diagnose.row import Row, shown
from commonweal.model.assessment import (
    Assessment,
    Degree,
    Dimension,
    Evidence,
    PlatformType,
    StatedDeviation,
)
from commonweal.model.errors import Invalid
from commonweal.model.party import Party, PartyKind

CELL = ("respondent", "party", "dimension", "platform", "rating")
"""What every record has; an empty rating is a skipped cell."""
MORE = (
    "evidence", "kind", "period", "source", "closeness", "motives", "party_kind", "framework",
    "degree", "deviation",
)  # fmt: skip
"""What a record may have. `degree` and `deviation` make it a deviation in the coder's words."""
COLUMNS = (*CELL, *MORE)
OF_RESPONDENT = ("closeness", "motives", "party_kind", "framework")
"""What holds of a respondent, in each of their records or in one."""

BETWEEN = ";"
"""What stands between two motives."""

_EVIDENCE = ("kind", "period", "source")
_KINDS = tuple(PartyKind)
_DIMENSIONS = tuple(Dimension)
_PLATFORMS = tuple(PlatformType)
_HALF = 0.5

Naming = Callable[[Row], str]
"""The name of the party of a row, as it is kept. Raises Invalid, UnknownTerm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row, understood."""

    index: int
    where: str
    respondent: str
    party: str
    cell: tuple[Dimension, PlatformType] | None
    """None for a stated deviation."""
    value: int | None
    evidence: tuple[Evidence, ...]
    stated: StatedDeviation | None
    said: Mapping[str, str]
    """What the row says of its respondent and its party; a column that is empty is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that is refused, by its place among the rows, and the sentence that says why."""

    index: int
    reason: str


def records(rows: Sequence[Row], naming: Naming) -> tuple[list[Record], list[Bad]]:
    """The rows that can be understood, and those that cannot.

    Raises:
        Invalid: what is wrong with all rows together: shifted columns, versions of the framework.
    """
    _check_columns(rows)
    read, bad = list[Record](), list[Bad]()
    for index, row in enumerate(rows):
        try:
            read.append(_record(index, row, naming))
        except Invalid as gap:
            bad.append(Bad(index=index, reason=f"{gap.detail} {gap.hint}".strip()))
    _check_framework(read)
    return read, bad


def written(assessment: Assessment, party: Party) -> Iterator[dict[str, str | int | None]]:
    """The records of one assessment, from which `records` reads the same.

    A second piece of evidence for a cell stands in a record of its own, with an empty rating.
    """
    whole: dict[str, str | int | None] = dict.fromkeys(COLUMNS)
    whole |= {
        "respondent": assessment.respondent.name,
        "party": party.name,
        "closeness": assessment.respondent.closeness,
        "motives": BETWEEN.join(assessment.motives) or None,
        "party_kind": party.kind.value,
        "framework": assessment.framework or None,
    }
    for each in assessment.ratings:
        cell = {"dimension": each.dimension.value, "platform": each.platform.value}
        first, *more = [_written(item, assessment) for item in each.evidence] or [{}]
        yield {**whole, **cell, "rating": each.value, **first}
        for item in more:
            yield {**whole, **cell, **item}
    for stated in assessment.stated:
        told = {"degree": stated.degree.value, "deviation": stated.text}
        yield {**whole, "dimension": stated.dimension.value, **told}


def _check_columns(rows: Sequence[Row]) -> None:
    """Say nothing if most ratings are numbers, or no other column looks more like them."""
    if _share_rated(rows, "rating") > _HALF:
        return
    others = (name for row in rows[:1] for name in row.fields if name != "rating")
    found = next((name for name in others if _share_rated(rows, name) > _HALF), "")
    if found:
        raise Invalid(
            detail=f"Most of the column 'rating' holds no number 0 to 3, and the column {found!r} "
            "does: the columns are shifted.",
            hint=f"Put the columns under their names: {', '.join(COLUMNS[:6])}.",
            column="rating",
        )


def _share_rated(rows: Sequence[Row], field: str) -> float:
    """How many of the cells that are filled hold 0, 1, 2 or 3."""
    filled = [row for row in rows if row.has(field)]
    return sum(_is_rating(row, field) for row in filled) / len(filled) if filled else 0.0


def _is_rating(row: Row, field: str) -> bool:
    try:
        rated(row, field)
    except Invalid:
        return False
    return True


def _record(index: int, row: Row, naming: Naming) -> Record:
    respondent, party = row.text("respondent"), naming(row)
    dimension = Dimension(row.one_of("dimension", _DIMENSIONS))
    stated = row.has("degree") or row.has("deviation")
    if stated and any(row.has(name) for name in ("platform", "rating", "evidence")):
        row.refuse("rates a cell and states a deviation", "Give each a row of its own.")
    platform = PlatformType(row.one_of("platform", _PLATFORMS)) if not stated else None
    return Record(
        index=index,
        where=row.where,
        respondent=respondent,
        party=party,
        cell=(dimension, platform) if platform else None,
        value=_value(row),
        evidence=_evidence(row, respondent),
        stated=_stated(row, dimension) if stated else None,
        said=_said(row),
    )


def _value(row: Row) -> int | None:
    if not row.has("rating"):
        return None
    other = next((name for name in row.fields if _is_rating(row, name)), "")
    if other and not _is_rating(row, "rating"):
        given = shown(row.fields["rating"])
        row.refuse(
            f"has the rating {given}, and a number 0 to 3 as {other}",
            f"{SCALE} If the columns of this row are shifted, put them right.",
        )
    return rated(row, "rating")


def _evidence(row: Row, respondent: str) -> tuple[Evidence, ...]:
    alone = next((name for name in _EVIDENCE if row.has(name)), "")
    if not row.has("evidence"):
        if alone:
            row.refuse(f"has a {alone} and no evidence", "Give the evidence, or leave both empty.")
        return ()
    return (
        Evidence(
            kind=row.one_of("kind", EVIDENCE_KINDS) if row.has("kind") else STATEMENT,
            text=row.text("evidence"),
            period=row.text("period") if row.has("period") else NOT_STATED,
            source=row.text("source") if row.has("source") else respondent,
        ),
    )


def _stated(row: Row, dimension: Dimension) -> StatedDeviation:
    degree = Degree(row.one_of("degree", DEGREES))
    return StatedDeviation(dimension=dimension, degree=degree, text=row.text("deviation"))


def _said(row: Row) -> dict[str, str]:
    said: dict[str, str] = {}
    if row.has("closeness"):
        said["closeness"] = row.one_of("closeness", CLOSENESS)
    if row.has("motives"):
        said["motives"] = _motives(row)
    if row.has("party_kind"):
        said["party_kind"] = row.one_of("party_kind", _KINDS)
    if row.has("framework"):
        said["framework"] = shown(row.fields["framework"])
    return said


def _motives(row: Row) -> str:
    codes = [code.strip() for code in row.text("motives").split(BETWEEN) if code.strip()]
    return BETWEEN.join(named_motives(codes, field=f"{row.where}: motives"))


def _check_framework(read: Sequence[Record]) -> None:
    told: dict[str, str] = {}
    for each in read:
        if "framework" in each.said:
            told.setdefault(each.said["framework"], each.where)
    if len(told) > 1:
        (one, here), (other, there), *_ = told.items()
        raise Invalid(
            detail=f"{here} was rated against version {one[:20]} of the framework, "
            f"{there.lower()} against {other[:20]}.",
            hint="Give the ratings of each version in a file of its own.",
            column="framework",
        )
    version = framework().version
    for one, here in told.items():
        if one != version:
            raise Invalid(
                detail=f"{here} was rated against version {one[:20]} of the framework; here it is "
                f"version {version}.",
                hint="Rate again with the statements of this version.",
                column="framework",
            )


def _written(item: Evidence, assessment: Assessment) -> dict[str, str | None]:
    """The evidence, without what is understood of a bare text."""
    return {
        "evidence": item.text,
        "kind": None if item.kind == STATEMENT else item.kind,
        "period": None if item.period == NOT_STATED else item.period,
        "source": None if item.source == assessment.respondent.name else item.source,
    }
