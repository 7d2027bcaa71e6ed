"""Answers while they are being given: page by page, kept as text, handed in as rows."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.answers import (
    MOTIVE,
    ONESELF,
    QUESTIONS,
    REVIEW,
    Answers,
    Held,
    Why,
    by_question,
    emptied,
    kept,
)
from commonweal.diagnose.rating import RATED, STATEMENT, ratings
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.errors import Invalid, UnknownTerm
from tests.diagnose.builders import assessment

TODAY = date(2026, 3, 1)
NONE = Answers(framework="1")

points = st.none() | st.integers(0, len(RATED) - 1)
triples = st.tuples(points, points, points)
sentences = st.sampled_from(["", "It is written down", "<b>quoted</b>", "=1+1"])
pages = st.dictionaries(st.sampled_from(list(Dimension)), st.tuples(triples, sentences), min_size=1)


def held(dimension: Dimension, told: tuple[tuple[int | None, ...], str]) -> Held:
    values, text = told
    return Held(dimension=dimension, ratings=values, text="" if set(values) == {None} else text)


@given(pages)
def test_what_was_answered_comes_back_from_its_text_and_hands_in_as_it_was_given(
    told: dict[Dimension, tuple[tuple[int | None, ...], str]],
) -> None:
    answers = NONE.after(Why(motives=["revenue"], closeness="inside"), TODAY)
    for dimension, one in told.items():
        answers = answers.after(held(dimension, one), TODAY)
    assert kept(answers.text()) == answers
    wanted = {
        (dimension, platform): value
        for dimension, (values, _) in told.items()
        for platform, value in zip(PlatformType, values, strict=True)
        if value is not None
    }
    if not wanted:
        with pytest.raises(Invalid, match="No cell is rated"):
            ratings(answers.rows())
        return
    made = ratings(answers.rows())
    assert {(each.dimension, each.platform): each.value for each in made} == wanted
    backed = {each.dimension for each in made if each.evidence}
    assert backed == {key for key, one in told.items() if held(key, one).text}
    again = by_question(replace(assessment([]), ratings=made))
    assert all(again[key] == answers.given[key] for key in told)


@given(pages)
def test_pages_that_were_saved_are_done_and_the_next_is_the_first_that_was_not(
    told: dict[Dimension, tuple[tuple[int | None, ...], str]],
) -> None:
    answers = NONE
    for dimension, one in told.items():
        answers = answers.after(held(dimension, one), TODAY)
    assert answers.done == {page for page, dimension in QUESTIONS.items() if dimension in told}
    assert answers.next_page == MOTIVE
    assert answers.after(Why(), TODAY).next_page == next(
        (page for page in range(MOTIVE + 1, REVIEW) if page not in answers.done), REVIEW
    )


@pytest.mark.requirement(6)
def test_why_is_asked_before_the_eight_questions() -> None:
    assert NONE.next_page == MOTIVE < min(QUESTIONS)
    assert list(QUESTIONS.values()) == list(Dimension)


def test_ones_own_word_needs_no_source_and_is_of_the_day_it_was_given() -> None:
    page = Held(dimension=Dimension.ORIENTATION, ratings=(0, 3, None), text="We  say\nso")
    answer = NONE.after(page, TODAY).given[Dimension.ORIENTATION]
    assert answer.evidence
    told = answer.evidence
    assert (told.kind, told.text) == (STATEMENT, "We say so")
    assert (told.period, told.source) == ("2026-03-01", ONESELF)
    assert not answer.counts


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ratings": (4, 0, 0)}, "has the value 4"),
        ({"ratings": (1, 2)}, "has 2 ratings"),
        ({"ratings": (None, None, None)}, "no statement is rated"),
        ({"kind": "interview"}, "does not say when"),
        ({"kind": "interview", "period": "2026"}, "does not say who"),
        ({"text": "", "source": "minutes"}, "does not say what"),
        ({"text": "a\x00b"}, "as text"),
        ({"text": "x" * 10_001}, "as text"),
    ],
)
def test_what_is_wrong_with_a_page_is_a_sentence(changed: dict[str, object], words: str) -> None:
    page = Held(dimension=Dimension.ORIENTATION, ratings=(0, 3, 1), text="It is so")
    with pytest.raises(Invalid, match=words):
        NONE.after(replace(page, **changed), TODAY)  # type: ignore[arg-type]  # one dict


def test_an_unknown_motive_or_kind_is_refused() -> None:
    with pytest.raises(UnknownTerm):
        NONE.after(Why(motives=["greed"]), TODAY)
    page = Held(
        dimension=Dimension.TIMEFRAME, ratings=(1, 1, 1), text="x", kind="rumour", period="2026",
        source="y",
    )  # fmt: skip
    with pytest.raises(UnknownTerm):
        NONE.after(page, TODAY)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"framework": 1}', '{"given": {"x": 1}}', "\ud800"]
)
def test_a_text_that_cannot_be_read_is_no_answer(text: str) -> None:
    assert kept(text) is None


def test_nothing_of_an_assessment_is_left_once_it_is_emptied() -> None:
    page = Held(dimension=Dimension.TIMEFRAME, ratings=(1, 2, 3), text="Until the flood is over")
    made = ratings(NONE.after(page, TODAY).rows())
    gone = emptied(replace(assessment([]), ratings=made, motives=("revenue",)))
    assert gone.withdrawn
    assert (gone.ratings, gone.stated, gone.motives) == ((), (), ())
    assert (gone.respondent.name, gone.respondent.closeness) == ("", "")
