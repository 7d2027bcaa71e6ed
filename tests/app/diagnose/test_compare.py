"""Side by side: everyone sees their own and the paper's cases, and nothing of anyone else."""

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from commonweal.app.diagnose import compare
from commonweal.cases.case import NAMES
from commonweal.diagnose.aspect import Part
from commonweal.diagnose.beside import comparison_summary
from commonweal.diagnose.compare import Comparison
from commonweal.model.assessment import Degree, PlatformType
from commonweal.model.errors import Invalid, NotFound, UnknownTerm
from commonweal.model.ids import PersonId
from commonweal.model.party import OPERATOR
from tests.app.houses import house
from tests.app.reported import HOSTILE, reported
from tests.web.partnership import Partnership


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return reported(house(tmp_path_factory.mktemp("compare") / "home"))


@pytest.fixture(scope="module")
def other(told: Partnership) -> Partnership:
    """Another collaboration on the same node, of other parties."""
    return reported(told.house, title="Secret title", word="Belladonna", beside="Other ")


def all_of(found: Comparison) -> str:
    return " ".join(
        (
            *found.titles,
            str(comparison_summary(found)),
            *(cell.text for each in found.lines for cell in each.cells),
        )
    )


@pytest.mark.requirement(14, 17, 35, 47)
def test_without_names_the_papers_three_cases_stand_there(told: Partnership) -> None:
    found = compare.compare(told.stranger, told.house.node)
    assert [each.id for each in found.subjects] == list(NAMES)
    assert [each.profile.top for each in found.subjects if each.profile] == list(PlatformType)
    assert all("validates nothing" in each.note for each in found.subjects)


@pytest.mark.requirement(15)
def test_our_reading_of_the_paper_is_reproduced(told: Partnership) -> None:
    found = compare.compare(OPERATOR, told.house.node)
    degrees = [
        [cell.departs[0].degree for cell in (each.cells[n] for each in found.lines) if cell.departs]
        for n in range(3)
    ]
    assert degrees[0] == [Degree.PARTLY] * 3
    assert degrees[1] == [Degree.DEVIATES]
    assert sorted(degrees[2]) == [Degree.DEVIATES] * 3 + [Degree.PARTLY] * 2


def said(told: Partnership, aspect: str, case: str) -> tuple[str, ...]:
    """What stands in the row of that aspect for a case of the paper."""
    found = compare.compare(OPERATOR, told.house.node, [case])
    return next(each for each in found.lines if each.id == aspect).cells[0].said


@pytest.mark.requirement(63, 64, 65)
def test_what_government_was_stands_beside_what_the_rules_give(told: Partnership) -> None:
    for case in NAMES:
        assert said(told, "was", case)[0].endswith("S6]")
        assert len(said(told, "roles", case)) > 1


@pytest.mark.requirement(27, 40)
def test_what_was_sought_is_never_told_as_measured(told: Partnership) -> None:
    for case in NAMES:
        assert "measures no" in " ".join(said(told, "sought", case))


@pytest.mark.requirement(58, 59, 60, 61)
def test_new_york_has_four_mechanisms_obstacles_and_no_dated_process(told: Partnership) -> None:
    assert len(said(told, "paper-mechanisms", "newyork")) == 4
    assert len(said(told, "obstacles", "newyork")) > 1
    assert "No process reported" in " ".join(said(told, "course", "newyork"))
    assert "rospective" in " ".join(said(told, "status", "newyork"))


def test_own_and_studied_stand_beside_each_other_each_once(told: Partnership) -> None:
    names = [told.id, "flowminder", told.id]
    found = compare.compare(told.user, told.house.node, names)
    assert [each.id for each in found.subjects] == [told.id, "flowminder"]
    assert found.subjects[0].profile


def test_nothing_of_a_collaboration_that_was_not_named_appears(
    told: Partnership, other: Partnership
) -> None:
    found = all_of(compare.compare(told.user, told.house.node, [told.id, *NAMES]))
    assert "Amaryllis" in found
    assert "Belladonna" not in found
    assert "Secret title" not in found
    assert other.id not in found


@pytest.mark.parametrize("name", ["nothing", "col_00000000000000000000000000", HOSTILE, ""])
def test_what_is_not_there_is_not_found(told: Partnership, name: str) -> None:
    with pytest.raises(NotFound):
        compare.compare(told.user, told.house.node, ["flowminder", name])


def test_anothers_collaboration_is_answered_like_one_that_is_absent(
    told: Partnership, other: Partnership
) -> None:
    with pytest.raises(NotFound) as problem:
        compare.compare(told.user, told.house.node, [told.id, other.id])
    assert "Secret" not in f"{problem.value.detail} {problem.value.hint}"


def test_nothing_named_is_a_sentence(told: Partnership) -> None:
    with pytest.raises(Invalid, match="Nothing was named"):
        compare.compare(told.user, told.house.node, [])


@pytest.mark.requirement(12)
def test_who_has_not_answered_sees_a_column_that_says_so_and_leaks_nothing(
    told: Partnership,
) -> None:
    person = replace(told.user, person=PersonId("per_new"), logs_in=True)
    found = compare.compare(person, told.house.node, [told.id, "flowminder"])
    assert found.subjects[0].profile is None
    assert "you have not" in found.subjects[0].gap
    assert found.subjects[1].profile
    ratings = " ".join(cell.text for each in found.part(Part.DIMENSIONS) for cell in each.cells[:1])
    assert "Amaryllis" not in ratings
    assert "0." not in ratings
    assert comparison_summary(found).collaborations[0].dimensions is None


@pytest.mark.parametrize("ending", [".html", ".md", ".pdf", ".csv", ".xlsx"])
def test_the_same_state_gives_the_same_bytes(
    told: Partnership, tmp_path: Path, ending: str
) -> None:
    hashes = set()
    for name in ("one", "two"):
        out = tmp_path / f"{name}{ending}"
        compare.compare_file(told.user, told.house.node, [told.id, *NAMES], out=out)
        hashes.add(sha256(out.read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_another_ending_is_refused_and_nothing_is_written(
    told: Partnership, tmp_path: Path
) -> None:
    with pytest.raises(UnknownTerm):
        compare.compare_file(told.user, told.house.node, [told.id], out=tmp_path / "x.docx")
    assert not list(tmp_path.iterdir())


def test_a_hostile_title_is_text_in_every_file(told: Partnership, tmp_path: Path) -> None:
    made = reported(told.house, title=HOSTILE, word="Calla", beside="Third ")
    for ending in (".html", ".md", ".csv"):
        out = tmp_path / f"out{ending}"
        compare.compare_file(made.user, made.house.node, [made.id, "newyork"], out=out)
        text = out.read_text(encoding="utf-8")
        assert "alert(1)" in text
        assert ("<script>" in text) is (ending == ".csv")
    assert r"\[y\](javascript" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_a_written_comparison_says_as_of_when_unless_it_is_the_papers(
    told: Partnership, tmp_path: Path
) -> None:
    out = tmp_path / "out.md"
    compare.compare_file(told.user, told.house.node, [told.id, "newyork"], out=out)
    (opening,) = re.findall(r"## What is compared(.*?)##", out.read_text(encoding="utf-8"), re.S)
    assert len(re.findall(r", as of 2\d\d\d-\d\d-\d\d\n", opening)) == 1
