from datetime import date
from importlib.resources import files
from re import fullmatch

import pytest
import yaml

from commonweal.diagnose.framework import framework, read
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.errors import Invalid
from tests.diagnose.places import KNOWN, sources

TEXT = files("commonweal.diagnose").joinpath("framework.yaml").read_text(encoding="utf-8")


@pytest.mark.requirement(1, 2, 3)
def test_table_1_has_24_cells_each_with_text_and_where_it_stands() -> None:
    poles = [(row.id, platform) for row in framework().dimensions for platform in row.poles]
    assert poles == [(dimension, platform) for dimension in Dimension for platform in PlatformType]
    assert len(set(poles)) == 24
    for row in framework().dimensions:
        assert all(cell.text and cell.src[0] == "T1" for cell in row.poles.values())
        assert row.question.text.endswith("?")
        assert row.question.src == ("OURS",)


def test_each_cell_is_said_in_words_that_a_farmer_or_a_clerk_can_rate() -> None:
    said = [cell.plain for row in framework().dimensions for cell in row.poles.values()]
    assert len(set(said)) == 24
    for each in said:
        assert each.endswith(".")
        sentences = [words for words in each.removesuffix(".").split(". ") if words]
        assert max(len(words.split()) for words in sentences) <= 20
        assert not set(each.lower().split()) & {"autonomous", "integrative", "transactional"}
    assert all(row.help.endswith((".", "?")) for row in framework().dimensions)


@pytest.mark.requirement(42)
def test_how_long_and_what_ends_it_are_asked_apart() -> None:
    row = framework().row(Dimension.TIMEFRAME)
    assert "how long does it last, and what ends it" in row.help
    assert row.note
    assert "Ask both" in row.note.text


def test_every_source_code_is_a_table_a_section_the_abstract_or_ours() -> None:
    found = list(sources(yaml.safe_load(TEXT)))
    assert len(found) > 90
    assert all(found)
    codes = {code for each in found for code in each}
    assert all(fullmatch(r"T[1-5]|S[1-7](\.\d)?|ABS|OURS", code) for code in codes)


@pytest.mark.requirement(4, 5)
def test_what_a_platform_is_and_where_the_framework_ends_is_told() -> None:
    told = framework().framework
    assert "picture" in told.definition_of_platform.text
    assert "motive" in told.type_follows.text
    assert told.types_differ_in.items == (
        "rationale", "problem definition", "design", "scope", "level of control",
    )  # fmt: skip
    consequences = " ".join(each.consequence for each in told.limits)
    for each in ("not covered", "timeline", "our own layer", "no validation"):
        assert each in consequences


@pytest.mark.requirement(70)
def test_csr_options_are_dated_sourced_and_never_the_papers() -> None:
    options = framework().csr_options
    assert 5 <= len(options) <= 8
    for each in options:
        assert each.source
        assert date(2000, 1, 1) < each.dated < date(2026, 1, 1)
        assert str(each.dated.year) in each.source or each.note
    assert "NOT THE PAPER'S" in TEXT


@pytest.mark.requirement(67, 68, 69)
def test_each_platform_has_a_rule_for_government_and_an_incentive() -> None:
    known = framework()
    assert [each.rule for each in known.framework.platforms.values()] == ["R1", "R2", "R3"]
    assert [each.platform for each in known.incentives] == list(PlatformType)
    assert all(each.src == ("S6",) for each in known.incentives)


@pytest.mark.requirement(76, 80, 81, 82, 83)
def test_the_concepts_around_it_are_all_there_with_their_section() -> None:
    around = framework().surrounding
    assert len(around.components.items) == 4
    assert len(around.challenges.items) == 7
    assert len(around.reasons.items) == 6
    assert len(around.motivations.items) == 4
    assert [len(group.items) for group in around.factors] == [3, 2, 5]
    assert list(sources(yaml.safe_load(TEXT)["surrounding"])) == [("S2",)] * 12


def test_there_are_fourteen_rules_ten_mechanisms_and_ten_roles() -> None:
    known = framework()
    assert [rule.id for rule in known.decision_rules] == [f"R{n}" for n in range(1, 15)]
    assert len(known.mechanisms) == len(known.government_roles) == 10
    assert all(each.text != each.label for each in known.mechanisms)


def test_a_row_is_found_by_its_dimension() -> None:
    assert [framework().row(dimension).id for dimension in Dimension] == list(Dimension)


def test_the_framework_holds_no_case_and_no_coding() -> None:
    assert "\ncases:" not in TEXT
    assert "coding" not in TEXT


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("version:", "edition:", "edition"),
        ("    label: Orientation", "    label: Orientation\n    weight: 2", "weight"),
        ("  - id: orientation", "  - id: oriantation", "oriantation"),
        ("platform: social_issue", "platform: social", "social"),
        ("  - id: R2\n", "  - id: R1\n", "R1 stands twice"),
        ("dimensions:", "dimensions: [", "cannot be read"),
        ("dated: 2007-09-01", "dated: 2007-09-31", "day is out of range"),
        ("dated: 2007-09-01", "dated: autumn", "dated"),
        ("rule: R1", "rule: R15", "R15"),
        ("        src: [T1]", "        src: [T7]", "src[0]"),
        ("        src: [T1]", "        src: []", "src"),
        (
            "      societal_sector:\n        text",
            "      social_issue:\n        text",
            "stands twice",
        ),
        ("  - id: orientation\n", "  - id: dependencies\n", "The dimensions are"),
        ("version: ", "version: 3\nversion: ", "'version' stands twice"),
    ],
)
def test_a_framework_that_is_not_ours_is_refused_and_says_why(
    before: str, after: str, says: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read(TEXT.replace(before, after, 1))
    assert says in refused.value.detail
    assert refused.value.hint


def test_a_missing_dimension_is_named_by_what_should_be_there() -> None:
    begin = TEXT.index("  - id: sensemaking")
    end = TEXT.index("\nmechanisms:")
    with pytest.raises(Invalid) as refused:
        read(TEXT[:begin] + TEXT[end:])
    assert "sensemaking" in refused.value.hint


def test_a_dimension_with_two_poles_is_refused() -> None:
    begin = TEXT.index("      social_issue:\n        text")
    end = TEXT.index("      societal_sector:\n        text")
    with pytest.raises(Invalid) as refused:
        read(TEXT[:begin] + TEXT[end:])
    assert "poles of primary_interest" in refused.value.detail
    assert "social_issue" in refused.value.hint


@pytest.mark.conformance
@pytest.mark.skipif(not KNOWN.is_file(), reason="the knowledge is not here")
def test_platforms_dimensions_rules_and_roles_are_those_of_the_shared_knowledge() -> None:
    theirs = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    ours = yaml.safe_load(TEXT)
    for part in ("dimensions", "mechanisms", "government_roles", "decision_rules"):
        assert [e["id"] for e in ours[part]] == [e["id"] for e in theirs[part]]
        if part != "dimensions":
            assert [e["src"] for e in ours[part]] == [e["src"] for e in theirs[part]]
    told = [e["poles"][p]["text"] for e in ours["dimensions"] for p in PlatformType]
    assert told == [e["poles"][p] for e in theirs["dimensions"] for p in PlatformType]
