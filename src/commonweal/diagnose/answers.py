"""One respondent's answers while they are being given: kept page by page, then handed in.

The first page asks why, eight pages ask one question of Table 1 each, the last shows all of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from commonweal.diagnose.motive import named_motives
from commonweal.diagnose.rating import NOT_STATED, STATEMENT, ratings
from commonweal.model.assessment import Assessment, Dimension, Evidence, PlatformType, Respondent
from commonweal.model.errors import Invalid

MOTIVE = 1
"""The page that asks why; the dimensions follow in the order of Table 1."""
REVIEW = MOTIVE + len(Dimension) + 1
"""The page that shows all answers before they are handed in."""

ONESELF = "the respondent"
"""The source of a statement, which is the respondent's own word."""
_NEEDED = {"text": "what it says", "period": "when that was", "source": "who or what it is from"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The page of motives as it came in: codes of the framework, and how close one stands."""

    motives: Sequence[str] = ()
    closeness: str = NOT_STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The page of one question as it came in: a rating per platform, and what they rest on."""

    dimension: Dimension
    ratings: Sequence[int | None]
    kind: str = ""
    text: str = ""
    """A quote, or the name of a file."""
    period: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said to one question; None is a statement that was skipped."""

    ratings: tuple[int | None, ...]
    """In the order of `PlatformType`."""
    evidence: Evidence | None = None

    @property
    def counts(self) -> bool:
        """True if all three statements are rated, with something they rest on."""
        return None not in self.ratings and self.evidence is not None

    @property
    def skipped(self) -> bool:
        """True if no statement is rated."""
        return all(each is None for each in self.ratings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that was answered so far, and the framework it answers."""

    framework: str
    motives: tuple[str, ...] | None = None
    """None until the page was saved; empty if no motive was named."""
    closeness: str = NOT_STATED
    given: Mapping[Dimension, Answer] = field(default_factory=dict)

    def after(self, page: Why | Held, on: date) -> "Answers":
        """The answers once a page is saved on that day. Raises Invalid, UnknownTerm."""
        if isinstance(page, Why):
            return replace(self, motives=named_motives(page.motives), closeness=page.closeness)
        return replace(self, given={**self.given, page.dimension: _answer(page, on)})

    @property
    def done(self) -> frozenset[int]:
        """The numbers of the pages that were saved."""
        asked = {page for page, dimension in QUESTIONS.items() if dimension in self.given}
        return frozenset(asked if self.motives is None else {MOTIVE, *asked})

    @property
    def next_page(self) -> int:
        """The first page that was not saved; the review when all were."""
        return next((page for page in range(MOTIVE, REVIEW) if page not in self.done), REVIEW)

    @property
    def counting(self) -> int:
        """Questions with all three ratings and an item of evidence."""
        return sum(each.counts for each in self.given.values())

    def rows(self) -> list[dict[str, object]]:
        """Rows for `ratings`; what a question rests on stands at its highest rating."""
        return [
            row
            for dimension in Dimension
            if dimension in self.given
            for row in _rows(dimension, self.given[dimension])
        ]

    def text(self) -> str:
        """All of it as JSON."""
        return msgspec.json.encode(self).decode()


QUESTIONS: Mapping[int, Dimension] = dict(enumerate(Dimension, MOTIVE + 1))
"""The page of each dimension."""


def kept(text: str) -> Answers | None:
    """The answers behind a JSON text; None if it cannot be read."""
    try:
        return msgspec.json.decode(text, type=Answers)
    except (msgspec.DecodeError, UnicodeError):
        return None


def by_question(given: Assessment) -> Mapping[Dimension, Answer]:
    """What an assessment says, question by question, with the first thing each rests on."""
    values = {(each.dimension, each.platform): each.value for each in given.ratings}
    backed = {each.dimension: each.evidence[0] for each in given.ratings if each.evidence}
    return {
        dimension: Answer(
            ratings=tuple(values.get((dimension, platform)) for platform in PlatformType),
            evidence=backed.get(dimension),
        )
        for dimension in Dimension
    }


def emptied(given: Assessment) -> Assessment:
    """An assessment after it was taken back: nothing of what was said, nor who said it."""
    nobody = Respondent(name="", party=given.respondent.party, closeness="")
    return replace(given, respondent=nobody, ratings=(), stated=(), motives=(), withdrawn=True)


def _answer(page: Held, on: date) -> Answer:
    if len(page.ratings) != len(PlatformType):
        raise Invalid(
            detail=f"{page.dimension} has {len(page.ratings)} ratings.",
            hint=f"Give {len(PlatformType)}: one for each statement, empty to skip it.",
        )
    told = Answer(ratings=tuple(page.ratings), evidence=_evidence(page, on))
    if told.skipped:
        if told.evidence:
            raise Invalid(
                detail="There is evidence, but no statement is rated.",
                hint="Rate at least one statement, or leave the evidence empty.",
            )
        return told
    made = ratings(list(_rows(page.dimension, told)))
    rests_on = next((each for rating in made for each in rating.evidence), None)
    return replace(told, evidence=rests_on)


def _evidence(page: Held, on: date) -> Evidence | None:
    """What was given as evidence; one's own word is of today and needs no other source."""
    if not (page.text or page.period or page.source):
        return None
    kind = page.kind or STATEMENT
    told = {"text": page.text, "period": page.period, "source": page.source}
    if kind == STATEMENT:
        told["period"] = told["period"] or on.isoformat()
        told["source"] = told["source"] or ONESELF
    for field_, what in _NEEDED.items():
        if not told[field_].strip():
            raise Invalid(
                detail=f"The evidence does not say {what}.",
                hint="Add it, or choose that it is your own word.",
                field=field_,
            )
    return Evidence(kind=kind, **told)


def _rows(dimension: Dimension, told: Answer) -> list[dict[str, object]]:
    rated = [-1 if each is None else each for each in told.ratings]
    rows: list[dict[str, object]] = [
        {"dimension": dimension, "platform": platform, "value": value}
        for platform, value in zip(PlatformType, told.ratings, strict=True)
    ]
    if told.evidence:
        rows[rated.index(max(rated))]["evidence"] = [msgspec.to_builtins(told.evidence)]
    return rows
