"""Every number that is said is the number that decides."""

from dataclasses import replace

import pytest

from commonweal.diagnose import label, words
from commonweal.diagnose.agreement import AGREED, AGREED_IN_PART
from commonweal.diagnose.label import NAMES
from commonweal.diagnose.profile import profile
from commonweal.diagnose.words import RULES, agreed, called, platforms, run_called
from commonweal.model.assessment import Label, PlatformType
from tests.diagnose.builders import PURE, named

SURE = profile(named([PURE[PlatformType.SOCIAL_ISSUE]] * 8), draws=0)


def test_every_label_has_its_rule() -> None:
    assert set(RULES) == set(Label)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (Label.INSUFFICIENT, "Fewer than four of the eight questions"),
        (Label.NOT_COVERED, "In half or more of the questions"),
        (Label.DISPUTED, "Four or more people have rated, and two in five or more"),
        (Label.MIXED, "less than 0.15 apart"),
        (Label.TYPE, "holds half or more of the shares"),
        (Label.LEANING, "leads by 0.15 or more, and holds less than half of the shares"),
    ],
)
def test_a_rule_says_the_thresholds_of_the_label(of: Label, said: str) -> None:
    assert said in RULES[of]
    assert (label.LEAST_DIMENSIONS, label.LEAST_RESPONDENTS) == (4, 4)
    assert (float(label.UNCOVERED), float(label.HALF)) == (1 / 2, 1 / 2)
    assert (float(label.SECOND_CAMP), float(label.LEAD)) == (2 / 5, 0.15)


def test_what_it_takes_and_what_ratings_mean_is_said_once() -> None:
    assert words.ENOUGH.startswith("At least four questions")
    assert words.SCALE == "0 not at all, 1 a little, 2 clearly, 3 fully"


def test_a_profile_is_called_by_its_platform_or_by_why_it_has_none() -> None:
    def name(of: Label, top: PlatformType | None = PlatformType.SOCIAL_ISSUE) -> str:
        return called(replace(SURE, label=of, top=top))

    assert called(None) == "Not rated yet"
    assert called(SURE) == name(Label.TYPE) == "Social Issue platform"
    assert name(Label.LEANING) == "Leaning towards Social Issue platform"
    assert name(Label.MIXED) == name(Label.MIXED, None) == name(Label.TYPE, None) == "Mixed"
    assert name(Label.DISPUTED) == "Disputed"
    assert name(Label.NOT_COVERED, None) == "Outside the framework"
    assert name(Label.INSUFFICIENT) == "Not enough to tell"


def test_every_name_of_a_stability_run_is_said_in_words() -> None:
    assert list(platforms()) == list(PlatformType)
    for name in NAMES:
        assert "_" not in run_called(name)
    assert run_called("leaning social_issue") == "leaning Social Issue platform"
    assert run_called("not covered") == "not covered"


@pytest.mark.parametrize(
    ("alpha", "said"),
    [
        (AGREED, "they agree."),
        (AGREED - 1e-9, "they agree in part."),
        (AGREED_IN_PART, "they agree in part."),
        (AGREED_IN_PART - 1e-9, "they do not agree."),
    ],
)
def test_how_far_people_agree_is_said_with_the_figure(alpha: float, said: str) -> None:
    told = agreed(replace(SURE, agreement=alpha))
    assert f"{alpha:.2f}: {said}" in told


def test_without_a_figure_the_reason_stands_there() -> None:
    assert agreed(SURE).startswith("No figure: fewer than 3 respondents")
