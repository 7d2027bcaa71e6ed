"""Ratings as people hand them in: rows of plain values, checked one by one (paper T1, T2)."""

from collections.abc import Sequence

from commonweal.diagnose.row import Row, row, shown
from commonweal.model.assessment import (
    Degree,
    Dimension,
    Evidence,
    PlatformType,
    Rating,
    Respondent,
    StatedDeviation,
)
from commonweal.model.errors import Invalid
from commonweal.model.ids import PartyId

RATED = ("not at all", "a little", "clearly", "fully")
"""What the values of a cell mean, from 0."""
VALUES = range(len(RATED))
"""What a cell can be rated with."""
STATEMENT = "statement"
"""What a respondent says of their own accord; ours, beside the kinds of the paper."""
EVIDENCE_KINDS = ("meeting", "interview", "document", "policy", "visit", STATEMENT)
"""The kinds of evidence of the paper's Table 2, and ours."""
NOT_STATED = "not stated"
CLOSENESS = ("inside", "remote", NOT_STATED)
"""How close a respondent stood to the case (S4.1)."""

_CELL = ("dimension", "platform", "value")
_EVIDENCE = ("kind", "text", "period", "source")
_STATED = ("dimension", "degree", "text")
_DIMENSIONS = tuple(Dimension)
_PLATFORMS = tuple(PlatformType)
DEGREES = (Degree.PARTLY, Degree.DEVIATES)
"""How far a stated deviation can go; what fits is none."""
MOST_EVIDENCE = 100
"""Pieces of evidence behind one rating."""
_WRITTEN = {written: value for value in VALUES for written in (str(value), f"{value}.0")}
_WORDS = [f"{value} ({words})" for value, words in enumerate(RATED)]
SCALE = f"Rate {', '.join(_WORDS[:-1])} or {_WORDS[-1]}; leave it empty to skip."
"""What would be right."""


def respondent(*, name: str, party: PartyId, closeness: str) -> Respondent:
    """Who rates, and how close they stood to the case. Raises Invalid, UnknownTerm."""
    told = Row(where="The respondent", fields={"name": name, "closeness": closeness})
    return Respondent(
        name=told.text("name"), party=party, closeness=told.one_of("closeness", CLOSENESS)
    )


def ratings(rows: Sequence[object]) -> tuple[Rating, ...]:
    """The ratings of one respondent; a row without a value is a skipped cell.

    Args:
        rows: mappings of dimension, platform, value (0 to 3) and, if there is any, evidence:
            either a list `evidence` of mappings of kind, text, period, source, or those four
            beside the value. A row may name its `line` in a file, for error messages.

    Raises:
        UnknownTerm: a dimension, platform, evidence kind or key outside the vocabulary.
        Invalid: a value outside 0 to 3, a cell rated twice, evidence in part, nothing rated.
    """
    found: dict[tuple[Dimension, PlatformType], tuple[str, Rating]] = {}
    for index, given in enumerate(rows):
        told = row(given, where=f"ratings[{index}]", known=(*_CELL, *_EVIDENCE, "evidence"))
        made = _rating(told)
        if made is None:
            continue
        before = found.setdefault((made.dimension, made.platform), (told.where, made))
        if before[1] is not made:
            what = f"rates {made.dimension} / {made.platform} again, after {before[0]}"
            told.refuse(what, "Give each of the 24 cells once.")
    if not found:
        raise Invalid(
            detail="No cell is rated.", hint="Rate at least one cell: dimension, platform, 0 to 3."
        )
    return tuple(made for _, made in found.values())


def stated_deviations(rows: Sequence[object]) -> tuple[StatedDeviation, ...]:
    """Deviations in a coder's own words: mappings of dimension, degree, text.

    Raises:
        UnknownTerm: a dimension or degree outside the vocabulary; `fits` is no deviation.
        Invalid: a field is missing, or a dimension stands twice.
    """
    found: dict[Dimension, StatedDeviation] = {}
    for index, given in enumerate(rows):
        told = row(given, where=f"stated[{index}]", known=_STATED)
        made = StatedDeviation(
            dimension=Dimension(told.one_of("dimension", _DIMENSIONS)),
            degree=Degree(told.one_of("degree", DEGREES)),
            text=told.text("text"),
        )
        if found.setdefault(made.dimension, made) is not made:
            told.refuse(f"states {made.dimension} again", "State one deviation per dimension.")
    return tuple(found.values())


def rated(told: Row, field: str) -> int:
    """The value of a cell, 0 to 3, as a number or as text. Raises Invalid."""
    given = told.fields[field]
    number = _WRITTEN.get(given.strip()) if isinstance(given, str) else given
    if isinstance(number, bool) or not isinstance(number, int | float) or number not in VALUES:
        told.refuse(f"has the {field} {shown(given)}", SCALE)
    return int(number)


def _rating(told: Row) -> Rating | None:
    dimension = Dimension(told.one_of("dimension", _DIMENSIONS))
    platform = PlatformType(told.one_of("platform", _PLATFORMS))
    evidence = _evidence(told)
    if told.has("value"):
        value = rated(told, "value")
        return Rating(dimension=dimension, platform=platform, value=value, evidence=evidence)
    if evidence:
        told.refuse("has evidence but no value", SCALE)
    return None


def _evidence(told: Row) -> tuple[Evidence, ...]:
    beside = any(told.has(field) for field in _EVIDENCE)
    if not told.has("evidence"):
        return (_item(told),) if beside else ()
    if beside:
        told.refuse("has evidence twice", "Give `evidence`, or its four fields, not both.")
    listed = told.fields["evidence"]
    if not isinstance(listed, list | tuple) or len(listed) > MOST_EVIDENCE:
        told.refuse("has no list as evidence", f"Give a list of up to {MOST_EVIDENCE} mappings.")
    return tuple(
        _item(row(given, where=f"{told.where}, evidence[{index}]", known=_EVIDENCE))
        for index, given in enumerate(listed)
    )


def _item(told: Row) -> Evidence:
    return Evidence(
        kind=told.one_of("kind", EVIDENCE_KINDS),
        text=told.text("text"),
        period=told.text("period"),
        source=told.text("source"),
    )
