"""Every number that is said is the number that decides."""

from dataclasses import replace

import pytest

from commonweal.diagnose import label, words
from commonweal.diagnose.agreement import AGREED, AGREED_IN_PART
from commonweal.diagnose.contract import TurnSummary
from commonweal.diagnose.label import NAMES
from commonweal.diagnose.profile import profile
from commonweal.diagnose.turning import Tried, What
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
    assert run_called("leaning social_issue") == "leaning towards Social Issue platform"
    assert run_called("not covered") == "outside the framework"
    assert run_called("insufficient") == "not enough to tell"
    assert run_called("mixed") == "mixed"


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


def test_a_share_is_never_rounded_up_to_all_or_down_to_nothing() -> None:
    said = [words.percent(share) for share in (0, 0.004, 0.5, 0.625, 0.996, 1)]
    assert said == ["0 %", "less than 1 %", "50 %", "62 %", "over 99 %", "100 %"]


def test_shares_are_told_with_the_names_of_their_platforms() -> None:
    told = "Resource-dependence 0.00, Social Issue 1.00, Societal Sector 0.00"
    assert words.shared(SURE.shares) == told


def test_how_firm_a_name_is_stands_in_a_sentence() -> None:
    drawn = profile(named([PURE[PlatformType.SOCIAL_ISSUE]] * 8), draws=10)
    assert words.kept(drawn) == "Drawn again 10 times, it keeps this name in 100 %."
    assert words.kept(SURE) == "Nothing was drawn again."


@pytest.mark.parametrize(
    ("what", "subject", "said"),
    [
        (What.DIMENSION, "timeframe", "Without the question of timeframe: mixed."),
        (What.PARTY, "Customs", "Without Customs: mixed."),
        (What.RESPONDENT, "A, Customs", "Without A, Customs: mixed."),
        (What.MOTIVE, "primary_interest", "If the motive counted double: mixed."),
        (
            What.UNANSWERED,
            "social_issue",
            "If all that is unanswered spoke for the Social Issue platform: mixed.",
        ),
    ],
)
def test_every_change_of_the_answer_is_a_sentence(what: What, subject: str, said: str) -> None:
    assert words.turned(TurnSummary(what=what, subject=subject, label="mixed")) == said


@pytest.mark.parametrize("what", What)
def test_every_kind_of_trial_says_how_many_were_tried(what: What) -> None:
    assert words.held_up(Tried(what=what, tried=3, of=3, turned=0)).endswith(
        ": 3 tried, none changes the answer."
    )
    assert words.held_up(Tried(what=what, tried=100, of=105, turned=2)).endswith(
        ": 100 of 105 tried, 2 would change the answer."
    )
