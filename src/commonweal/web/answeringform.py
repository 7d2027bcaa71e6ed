"""The pages of the questionnaire as forms: why one takes part, one question each, hand in."""

from collections.abc import Mapping
from typing import Any

from commonweal.diagnose.answers import MOTIVE, ONESELF, QUESTIONS, Answer, Answers, Held, Why
from commonweal.diagnose.framework import Row, Terms, framework
from commonweal.diagnose.rating import CLOSENESS, EVIDENCE_KINDS, NOT_STATED, RATED, STATEMENT
from commonweal.model.assessment import Dimension, Evidence, PlatformType
from commonweal.web.form import Choice, Field, Form, Kind

_UNTOUCHED = "untouched"
"""What stands in a scale before the page was saved: no point of it."""
_SCALE = (
    *(Choice(value=str(value), text=words) for value, words in enumerate(RATED)),
    Choice(value="", text="I cannot say"),
)
_CLOSE: Mapping[str, str] = {
    "inside": "I take part in it, or did",
    "remote": "I know it from outside",
    NOT_STATED: "I would rather not say",
}
_KINDS: Mapping[str, str] = {STATEMENT: "my own word"}


def why_form(path: str, answers: Answers) -> Form:
    """Two lists of motives to tick, and how close the respondent stands."""
    known = framework().surrounding
    named = answers.motives or ()
    return Form(
        name="why",
        action=f"{path}/{MOTIVE}",
        button="Save and go on",
        does="questionnaire.keep",
        fields=(
            _motives(
                "reasons", "What does your party gain, or why does it share?", known.reasons, named
            ),
            _motives(
                "motivations", "Why does it work with others at all?", known.motivations, named
            ),
            Field(
                name="closeness",
                label="How close are you to this partnership?",
                kind=Kind.ONE,
                choices=tuple(Choice(value=each, text=_CLOSE[each]) for each in CLOSENESS),
                default=answers.closeness,
            ),
        ),
    )


def question_form(path: str, page: int, answers: Answers) -> Form:
    """Three statements to rate or skip, and what the ratings rest on."""
    row = row_of(page)
    given = answers.given.get(row.id)
    return Form(
        name="answer",
        action=f"{path}/{page}",
        button="Save and go on",
        does="questionnaire.keep",
        fields=(*_statements(row, given), *_evidence(given.evidence if given else None)),
    )


def hand_in_form(path: str) -> Form:
    """One button."""
    return Form(
        name="hand-in",
        action=f"{path}/hand-in",
        button="Hand in my answers",
        does="questionnaire.hand_in",
        fields=(),
    )


def withdrawal_form(path: str) -> Form:
    """A tick and a button, as nothing brings the answers back."""
    sure = Field(name="sure", label="Yes, erase my answers and my name", kind=Kind.CHECK)
    return Form(
        name="withdrawal",
        action=f"{path}/withdrawal",
        button="Take my answers back",
        does="questionnaire.withdraw",
        fields=(sure,),
    )


def reading_form(path: str) -> Form:
    """One button: to read what others answered, and answer no more; `path` is the step's."""
    return Form(
        name="reading",
        action=f"{path}/reading",
        button="Read without answering",
        does="questionnaire.read_on",
        fields=(),
    )


def why_of(values: Mapping[str, Any]) -> Why:
    """The page of motives as it came in."""
    motives = (*values["reasons"], *values["motivations"])
    return Why(motives=motives, closeness=values["closeness"])


def held_of(values: Mapping[str, Any], page: int) -> Held:
    """The page of a question as it came in."""
    given = [values[platform.value] for platform in PlatformType]
    return Held(
        dimension=QUESTIONS[page],
        ratings=[int(each) if each else None for each in given],
        kind=values["kind"],
        text=values["text"],
        period=values["period"],
        source=values["source"],
    )


def row_of(page: int) -> Row:
    """The row of Table 1 that a page asks about."""
    dimension: Dimension = QUESTIONS[page]
    return framework().row(dimension)


def _motives(name: str, label: str, known: Terms, named: tuple[str, ...]) -> Field:
    mine = {each.id for each in known.items}
    return Field(
        name=name,
        label=label,
        kind=Kind.MANY,
        needed=False,
        choices=tuple(Choice(value=each.id, text=each.text) for each in known.items),
        default="\n".join(each for each in named if each in mine),
    )


def _statements(row: Row, given: Answer | None) -> tuple[Field, ...]:
    before = given.ratings if given else (_UNTOUCHED,) * len(PlatformType)
    return tuple(
        Field(
            name=platform.value,
            label=row.poles[platform].plain,
            kind=Kind.ONE,
            needed=False,
            choices=_SCALE,
            default="" if value is None else str(value),
        )
        for platform, value in zip(PlatformType, before, strict=True)
    )


def _evidence(told: Evidence | None) -> tuple[Field, ...]:
    own = told is None or told.source == ONESELF
    kinds = sorted(EVIDENCE_KINDS, key=lambda kind: kind != STATEMENT)
    return (
        Field(
            name="text",
            label="What shows it?",
            kind=Kind.TEXT,
            needed=False,
            help="One sentence in your own words, a quote, or the name of a file.",
            default=told.text if told else "",
            most=500,
        ),
        Field(
            name="kind",
            label="What is that?",
            kind=Kind.ONE,
            needed=False,
            choices=tuple(Choice(value=each, text=_KINDS.get(each, each)) for each in kinds),
            default=told.kind if told else STATEMENT,
        ),
        Field(
            name="period",
            label="When was it?",
            needed=False,
            help="Not needed for your own word.",
            default=told.period if told else "",
            most=100,
        ),
        Field(
            name="source",
            label="Who said it, or where does it stand?",
            needed=False,
            help="Not needed for your own word.",
            default="" if own or told is None else told.source,
            most=200,
        ),
    )
