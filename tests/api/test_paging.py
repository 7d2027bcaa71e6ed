"""Lists come in pages that follow each other."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.app import collaboration, party
from commonweal.model.party import Actor, Role
from tests.app.houses import House, house
from tests.web.applications import application


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("paging") / "home")


@pytest.fixture(scope="module")
def mappers(home: House) -> Actor:
    made = home.party("Mappers")
    for number in range(7):
        collaboration.new(
            made, home.node, title=f"No {number}", issue="i", roles=frozenset({Role.USER})
        )
    return made


@pytest.fixture(scope="module")
def client(home: House, mappers: Actor) -> Iterator[TestClient]:
    assert mappers.party
    token = party.token(mappers, home.node, mappers.party)
    with TestClient(
        application(api, home.node), headers={"Authorization": f"Bearer {token}"}
    ) as made:
        yield made


def pages(client: TestClient, path: str) -> Iterator[list[str]]:
    while path:
        answer = client.get(path)
        assert answer.status_code == 200
        yield [each["title"] for each in answer.json()]
        found = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("link", ""))
        path = found[1] if found else ""


def test_following_the_links_shows_each_once_and_in_order(client: TestClient) -> None:
    found = list(pages(client, "/api/collaborations?limit=3"))
    assert [len(page) for page in found] == [3, 3, 1]
    assert [each for page in found for each in page] == [f"No {number}" for number in range(7)]


def test_a_list_that_fits_has_no_next_page(client: TestClient) -> None:
    assert "link" not in client.get("/api/collaborations?limit=7").headers


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "after=%00", "after=col_x"])
def test_a_page_that_there_is_not_is_a_problem(query: str, client: TestClient) -> None:
    answer = client.get(f"/api/collaborations?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
