"""Side by side in the browser: the paper's cases, one's own, and nobody else's."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from io import StringIO

import pytest
from starlette.testclient import TestClient

from commonweal.app.diagnose import compare
from commonweal.cases.case import NAMES
from commonweal.diagnose.aspect import Part
from commonweal.diagnose.minority import VOICES
from commonweal.model.assessment import Dimension
from commonweal.model.ids import PersonId
from tests.app.houses import house
from tests.app.reported import HOSTILE, reported
from tests.web.partnership import Partnership
from tests.web.visits import seen, visit

BEGINS = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "xlsx": b"PK",
    "md": b"# Side",
    "csv": b"part",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return reported(house(tmp_path_factory.mktemp("compare") / "home"))


@pytest.fixture(scope="module")
def other(told: Partnership) -> Partnership:
    """Another collaboration in the same house, with a hostile title."""
    return reported(told.house, title=HOSTILE, word="Belladonna", beside="Other ")


@pytest.fixture(scope="module")
def mine(told: Partnership) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


@pytest.mark.requirement(3, 14)
def test_three_cases_stand_there_by_default_in_three_parts(mine: TestClient) -> None:
    page = mine.get("/compare")
    words = seen(page)
    for platform in ("Resource-dependence", "Social Issue", "Societal Sector"):
        assert f"{platform} platform" in words
    assert "draft reading" in words
    for number, part in enumerate(Part, start=1):
        assert f"{number}. {part.value.capitalize()}" in words
    assert page.text.count('name="with"') == len(NAMES) + 1
    assert page.text.count(" checked>") == len(NAMES)


@pytest.mark.requirement(17, 35, 47)
def test_each_deviation_is_marked_by_a_word_and_leads_to_what_it_rests_on(
    mine: TestClient, told: Partnership
) -> None:
    page = mine.get("/compare").text
    found = compare.compare(told.user, told.house.node)
    marked = [
        f"{subject.id}-{line.id}"
        for line in found.lines
        for subject, cell in zip(found.subjects, line.cells, strict=True)
        if cell.departs
    ]
    assert len(marked) == 3 + 1 + 5
    for anchor in marked:
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_ones_own_stands_beside_a_case(mine: TestClient, told: Partnership) -> None:
    page = mine.get("/compare", params={"with": [told.id, "newyork"]})
    words = seen(page)
    assert "Flood" in words
    assert "Local food" in words
    assert f'value="{told.id}" checked' in page.text
    assert "Amaryllis sees no end of it" in words


def test_ones_own_is_led_to_beside_the_three_cases(mine: TestClient, told: Partnership) -> None:
    page = mine.get("/compare", params={"beside": told.id}).text
    for each in (told.id, *NAMES):
        assert f'value="{each}" checked' in page


def test_many_columns_and_one_fit(mine: TestClient, told: Partnership) -> None:
    for names in ([told.id], [told.id, *NAMES]):
        page = mine.get("/compare", params={"with": names})
        assert page.status_code == 200
        assert page.text.count('<th scope="col">') >= len(Part) * (1 + len(names))
        assert len(page.content) < 400_000


@pytest.mark.requirement(12)
def test_who_has_not_answered_is_told_so_and_led_there(told: Partnership) -> None:
    person = replace(told.user, person=PersonId("per_new"), logs_in=True)
    with visit(told.house.node, person) as theirs:
        page = theirs.get("/compare", params={"with": [told.id, "newyork"]})
        sheet = theirs.get("/compare/comparison.csv", params={"with": [told.id]})
    assert "Others have answered, and you have not" in seen(page)
    assert f'href="/c/{told.id}/diagnose"' in page.text
    for answer in (page, sheet):
        assert "sees no end of it" not in answer.text
        assert "Amaryllis said" not in answer.text


@pytest.mark.parametrize("form", BEGINS)
def test_it_can_be_taken_away_in_five_forms(mine: TestClient, told: Partnership, form: str) -> None:
    answer = mine.get(f"/compare/comparison.{form}", params={"with": [told.id, "newyork"]})
    assert answer.status_code == 200
    assert answer.content.lower().startswith(BEGINS[form].lower())
    assert answer.headers["content-disposition"].startswith("attachment")


def test_the_sheet_has_a_row_for_each_aspect_and_a_column_for_each(
    mine: TestClient, told: Partnership
) -> None:
    answer = mine.get("/compare/comparison.csv", params={"with": [told.id, "newyork"]})
    rows = list(csv.reader(StringIO(answer.text)))
    assert {len(row) for row in rows} == {4}
    assert len({row[1] for row in rows if row[0] == Part.DIMENSIONS}) == 2 + len(VOICES) + len(
        Dimension
    )


def test_anothers_collaboration_is_not_offered_and_not_found(
    mine: TestClient, other: Partnership
) -> None:
    page = mine.get("/compare").text
    assert other.id not in page
    for path in ("/compare", "/compare/comparison.csv"):
        answer = mine.get(path, params={"with": [other.id]})
        assert answer.status_code == 404
        assert "Belladonna" not in answer.text


@pytest.mark.parametrize("name", ["comparison.exe", "comparison", "other.csv", "%2e%2e.md"])
def test_another_file_is_not_found(mine: TestClient, name: str) -> None:
    assert mine.get(f"/compare/{name}").status_code == 404


def test_a_hostile_title_is_text_on_the_page(other: Partnership) -> None:
    with visit(other.house.node, other.user) as theirs:
        page = theirs.get("/compare", params={"with": [other.id]})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert escape("<script>alert") in page.text
