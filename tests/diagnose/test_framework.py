from importlib.resources import files
from re import fullmatch

import pytest

from commonweal.diagnose.framework import framework, read
from commonweal.model.assessment import Dimension, PlatformType
from commonweal.model.errors import Invalid

TEXT = files("commonweal.diagnose").joinpath("framework.yaml").read_text(encoding="utf-8")


def test_table_1_has_24_cells_each_with_text_and_where_it_stands() -> None:
    poles = [(row.id, platform) for row in framework().dimensions for platform in row.poles]
    assert poles == [(dimension, platform) for dimension in Dimension for platform in PlatformType]
    assert len(set(poles)) == 24
    for row in framework().dimensions:
        assert all(cell.text and cell.src == ("T1",) for cell in row.poles.values())
        assert row.question.text.endswith("?")
        assert row.question.src == ("OURS",)


def test_every_source_code_is_a_table_a_section_the_abstract_or_ours() -> None:
    known = framework()
    told = [each.src for each in known.framework.limits]
    told += [each.src for each in known.framework.tensions]
    told += [each.src for each in known.mechanisms]
    told += [each.src for each in known.decision_rules]
    told += [each.src for each in known.government_roles]
    assert all(told)
    codes = {code for each in told for code in each}
    assert all(fullmatch(r"T[1345]|S[1-7](\.\d)?|ABS|OURS", code) for code in codes)


def test_there_are_fourteen_rules_ten_mechanisms_and_ten_roles() -> None:
    known = framework()
    assert [rule.id for rule in known.decision_rules] == [f"R{n}" for n in range(1, 15)]
    assert len(known.mechanisms) == len(known.government_roles) == 10


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
    lines = TEXT.splitlines(keepends=True)
    pole = next(i for i, line in enumerate(lines) if line.startswith("      social_issue: {"))
    with pytest.raises(Invalid) as refused:
        read("".join(lines[:pole] + lines[pole + 1 :]))
    assert "poles of primary_interest" in refused.value.detail
