"""The map of requirements: as the tests and pages say, and counted right."""

import re
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT
from tests.docs.marks import Shown, by_tests, on_pages
from tests.docs.requirements import current, document, requirements

COMMITTED = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| .+ \| (.+) \|$", flags=re.M)
A_TEST = Shown(path=ROOT / "tests" / "test_it.py", name="it holds")
A_PAGE = Shown(path=ROOT / "src" / "page.html", name="page")


def test_the_map_is_what_tests_and_pages_say() -> None:
    assert document(current()) == COMMITTED


def test_the_head_counts_the_rows_right() -> None:
    told = [int(each) for each in re.findall(r"\d+", COMMITTED.split("\nS1", 1)[0])]
    where = dict(ROW.findall(COMMITTED)).values()
    part, shown, open_ = (
        sum(each.startswith(word) for each in where)
        for word in ("in part: ", "shown on ", "not yet: step ")
    )
    assert told == [len(where), len(where) - part - shown - open_, part, shown, open_]


def test_the_requirements_are_numbered_1_to_86() -> None:
    assert [each.number for each in current()] == list(range(1, 87))


def test_a_page_alone_does_not_meet_a_requirement() -> None:
    text = document(requirements([(2, A_TEST), (9, A_TEST)], [(1, A_PAGE), (2, A_PAGE)]))
    where = dict(ROW.findall(text))
    assert where["1"] == "shown on [page](../src/page.html), no test"
    assert where["2"] == "[it holds](../tests/test_it.py). Page: [page](../src/page.html)"
    assert where["3"].startswith("not yet: step ")
    assert where["9"].startswith("in part: [it holds](../tests/test_it.py). Not yet: a safeguard")


def test_a_number_that_is_no_requirement_is_refused() -> None:
    with pytest.raises(ValueError, match="requirement 87"):
        requirements([(87, A_TEST)], [])


def test_marks_on_files_tests_and_parameters_are_found(tmp_path: Path) -> None:
    (tmp_path / "test_marked.py").write_text(
        "pytestmark = [pytest.mark.ci, pytest.mark.requirement(1)]\n"
        "@pytest.mark.requirement(2, 3)\n"
        "def test_it_holds(): ...\n"
        "@pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.requirement(4))])\n"
        "async def test_it_holds_for(x): ...\n"
    )
    found = {(number, each.name) for number, each in by_tests(tmp_path)}
    assert found == {(1, "all of marked"), (2, "it holds"), (3, "it holds"), (4, "it holds for")}


@pytest.mark.parametrize(
    "text",
    [
        "@pytest.mark.requirement(N)\ndef test_it(): ...\n",
        "@pytest.mark.requirement(1)\ndef it(): ...\n",
    ],
)
def test_a_mark_that_says_nothing_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "test_marked.py").write_text(text)
    with pytest.raises(ValueError, match=r"test_marked\.py"):
        list(by_tests(tmp_path))


def test_comments_in_templates_are_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>{# requirement 17, 35 #}</p>{#- requirement 2 -#}")
    assert [number for number, _ in on_pages(tmp_path)] == [17, 35, 2]
