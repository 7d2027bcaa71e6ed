"""Public value in its own account, in the browser."""

import pytest
from starlette.testclient import TestClient

from commonweal.app.winwin import offers, solution
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership
from tests.web.visits import seen

TYPED = {
    **OFFERS,
    "uses": [
        {
            **OFFERS["uses"][0],  # type: ignore[dict-item]  # a document
            "value_type": "safety",
            "indicator": "people found",
            "baseline": "none",
            "counterfactual": "a survey on foot",
        }
    ],
}


@pytest.fixture
def page(told: Partnership) -> str:
    return f"{told.page}/winwin/value"


def test_before_a_package_is_kept_the_page_says_what_comes_first(
    page: str, mine: TestClient
) -> None:
    assert "No package is kept yet" in seen(mine.get(page))


@pytest.mark.requirement(84)
def test_types_are_not_added_up_unless_asked(
    told: Partnership, page: str, mine: TestClient
) -> None:
    solution.solve(told.user, told.house.node, told.id)
    words = seen(mine.get(page))
    assert "Not typed" in words
    assert "Added up" not in words
    assert "Nobody has said what would show it" in words
    assert "Track consent: cost while it is not done" in words
    words = seen(mine.get(f"{page}?sum=yes"))
    assert "public value less cost to government 59 (38 to 79) points" in words
    assert "may not be of one kind" in words
    assert "Added up" not in seen(mine.get(f"{page}?sum=perhaps"))


@pytest.mark.requirement(86)
def test_a_use_says_what_shows_it_and_what_would_be_done_instead(
    told: Partnership, page: str, mine: TestClient
) -> None:
    offers.table(told.user, told.house.node, told.id, document=TYPED)
    solution.solve(told.user, told.house.node, told.id)
    words = seen(mine.get(page))
    for each in ("Safety", "people found", "a survey on foot", "invented figures"):
        assert each in words


def test_a_type_leaves_as_a_file(told: Partnership, page: str, mine: TestClient) -> None:
    solution.solve(told.user, told.house.node, told.id)
    text = mine.get(page).text
    for each in ("not-typed", "costs"):
        assert f"?table={each}&amp;as=csv" in text
    answer = mine.get(f"{page}?table=not-typed&as=csv")
    assert answer.status_code == 200
    assert answer.text.startswith("use,by,data of,low,likely,high")


def test_the_account_is_taken_along_as_it_is_shown(
    told: Partnership, page: str, mine: TestClient
) -> None:
    solution.solve(told.user, told.house.node, told.id)
    file = page.replace("/value", "/public-value.md")
    assert f'href="{file}" download>MD</a>' in mine.get(page).text
    assert f'href="{file}?sum=yes" download>MD</a>' in mine.get(f"{page}?sum=yes").text
    assert "Added up" not in mine.get(file).text
    answer = mine.get(f"{file}?sum=yes")
    assert "Added up" in answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="public-value.md"'
    assert mine.get(page.replace("/value", "/public-value.exe")).status_code == 404
