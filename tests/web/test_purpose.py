"""What the public value of a use is: its type, and what would show it."""

import pytest
from starlette.testclient import TestClient

from tests.web.offering import offers
from tests.web.partnership import Partnership
from tests.web.visits import refused, said, seen


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


PURPOSE = {
    "use": "map",
    "value-type": "safety",
    "indicator": "villages reached within two days",
    "baseline": "a third of them",
    "counterfactual": "",
    "stage": "analysis",
    "seen": "1",
}


@pytest.mark.requirement(79)
@pytest.mark.requirement(86)
def test_a_use_says_what_its_public_value_is(
    told: Partnership, there: str, mine: TestClient
) -> None:
    assert "Nobody has said yet which type of public value" in seen(mine.get(f"{there}/offers"))
    form = {**PURPOSE, "counterfactual": "Walk there"}
    assert said(mine.post(f"{there}/purposes", data=form)) == "saved"
    found = offers(told).uses[0]
    assert (found.value_type, found.stage) == ("safety", "analysis")
    words = seen(mine.get(f"{there}/offers"))
    assert "what would show it villages reached within two days" in words
    assert "what would be done without the partnership Walk there" in words
    bare = {**PURPOSE, "value-type": "", "indicator": "", "baseline": "", "stage": "", "seen": "2"}
    assert said(mine.post(f"{there}/purposes", data=bare)) == "saved"
    assert offers(told).uses[0].value_type is None
    assert offers(told).uses[0].counterfactual == ""


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"value-type": "fun"}, 422, "not among the choices"),
        ({"stage": "birth"}, 422, "not among the choices"),
        ({"use": "nothing"}, 422, "use is 'nothing'"),
        ({"use": ""}, 422, "nothing is given"),
        ({"indicator": "x" * 501}, 422, "at most 500"),
        ({"seen": "7"}, 409, "changed the offers since"),
        ({"more": "x"}, 422, "does not know"),
    ],
)
def test_a_purpose_that_will_not_do_changes_nothing(
    more: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    where: str,
    browsing: TestClient,
) -> None:
    before = still.house.node.records.counter()
    answer = browsing.post(f"{where}/purposes", data={**PURPOSE, **more})
    refused(answer, status, words)
    assert still.house.node.records.counter() == before
