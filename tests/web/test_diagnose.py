"""Step 1 in the browser."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import collaboration, diagnose
from commonweal.diagnose.framework import framework
from commonweal.model.assessment import Dimension, PlatformType
from tests.app.houses import house
from tests.web.partnership import Partnership, partnership
from tests.web.visits import refused, said, seen, visit


def ratings(rows: int = 8, values: tuple[int, int, int] = (1, 3, 0)) -> dict[str, str]:
    """A filled form: so many questions rated, each with evidence."""
    found = {"respondent": "A. Clerk", "closeness": "inside"}
    for dimension in list(Dimension)[:rows]:
        for platform, value in zip(PlatformType, values, strict=True):
            found[f"{dimension}-{platform}"] = str(value)
        found |= {
            f"{dimension}-kind": "interview",
            f"{dimension}-text": f"Said of {dimension}",
            f"{dimension}-period": "2026",
            f"{dimension}-source": "minutes of March",
        }
    return found


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return partnership(house(tmp_path_factory.mktemp("still") / "home"))


@pytest.fixture(scope="module")
def browsing(still: Partnership) -> Iterator[TestClient]:
    with visit(still.house.node, still.user) as made:
        yield made


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/diagnose"


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return partnership(house(tmp_path / "home"))


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/diagnose"


def test_nobody_has_rated_and_the_form_asks_all_of_table_1(there: str, mine: TestClient) -> None:
    answer = mine.get(there)
    words = seen(answer)
    assert "Nobody has rated this collaboration yet" in words
    for row in framework().dimensions:
        assert row.question.text in words
        assert all(pole.text in words for pole in row.poles.values())
    assert answer.text.count('type="radio"') == 24 * 5 + 2


def test_ratings_make_a_diagnosis_with_deviations_and_their_evidence_first(
    told: Partnership, there: str, mine: TestClient
) -> None:
    filled = ratings()
    filled["timeframe-resource_dependence"], filled["timeframe-social_issue"] = "3", "1"
    assert said(mine.post(f"{there}/ratings", data=filled)) == "rated"
    answer = mine.get(there)
    words = seen(answer)
    assert "<h1>Social Issue platform</h1>" in answer.text
    assert "One platform holds half or more of the shares." in words
    assert "Timeframe ≠ deviates" in words
    assert words.index("≠ deviates") < words.index("How sure is that?")
    assert "Said of timeframe minutes of March, 2026; given by A. Clerk for Mappers" in words
    assert "fewer than 3 respondents" in words
    assert "[R2, paper S6]" in words
    assert "How far each dimension fits the three platforms" in words
    (given,) = diagnose.evidence(told.user, told.house.node, told.id)
    assert len(given.ratings) == 24
    assert sum(len(each.evidence) for each in given.ratings) == 8


def test_evidence_stands_at_the_highest_rating_of_its_question(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/ratings", data=ratings())
    (given,) = diagnose.evidence(told.user, told.house.node, told.id)
    backed = {each.platform for each in given.ratings if each.evidence}
    assert backed == {PlatformType.SOCIAL_ISSUE}


def test_each_party_is_shown_by_itself(told: Partnership, there: str, mine: TestClient) -> None:
    mine.post(f"{there}/ratings", data=ratings())
    assert "Only one party has rated" in seen(mine.get(there))
    with visit(told.house.node, told.holder) as holder:
        holder.post(f"{there}/ratings", data=ratings(values=(3, 0, 0)))
        words = seen(holder.get(there))
    assert "Mappers Social Issue platform" in words
    assert "Telecom Resource-dependence platform" in words


def test_thin_ratings_are_called_not_enough(there: str, mine: TestClient) -> None:
    mine.post(f"{there}/ratings", data=ratings(rows=2))
    words = seen(mine.get(there))
    assert "Not enough to tell" in words
    assert "Fewer than four of the eight questions" in words


def test_who_rates_again_corrects(told: Partnership, there: str, mine: TestClient) -> None:
    mine.post(f"{there}/ratings", data=ratings())
    told.house.clock.turn_to(told.house.clock.now() + timedelta(hours=1))
    mine.post(f"{there}/ratings", data=ratings(values=(3, 0, 0)))
    assert len(diagnose.evidence(told.user, told.house.node, told.id)) == 1
    assert "<h1>Resource-dependence platform</h1>" in mine.get(there).text


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"respondent": ""}, 422, "nothing is given"),
        ({"respondent": "x" * 201}, 422, "at most 200"),
        ({"closeness": "far"}, 422, "not among the choices"),
        ({"orientation-social_issue": "4"}, 422, "not among the choices"),
        ({"orientation-social_issue": ["1", "2"]}, 422, "given 2 times"),
        ({"orientation-kind": "rumour"}, 422, "not among the choices"),
        ({"orientation-text": ""}, 422, "has no text"),
        ({"orientation-source": ""}, 422, "Orientation, social issue: has no source"),
        ({"orientation-text": "x" * 501}, 422, "at most 500"),
        ({"orientation-market": "3"}, 422, "does not know"),
    ],
)
def test_a_rating_that_is_wrong_is_not_taken(
    changed: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    where: str,
    browsing: TestClient,
) -> None:
    answer = browsing.post(f"{where}/ratings", data={**ratings(), **changed})
    refused(answer, status, words, {"timeframe-source": "minutes of March"})
    assert diagnose.evidence(still.user, still.house.node, still.id) == ()


def test_nothing_rated_is_not_taken(where: str, browsing: TestClient) -> None:
    given = {"respondent": "A. Clerk", "closeness": "inside"}
    refused(browsing.post(f"{where}/ratings", data=given), 422, "No cell is rated")


def test_evidence_without_a_rating_is_said_at_its_question(
    where: str, browsing: TestClient
) -> None:
    only = {key: each for key, each in ratings(1).items() if not each.isdigit() or "-" not in key}
    only |= {"primary_interest-period": "2026"}
    refused(browsing.post(f"{where}/ratings", data=only), 422, "Primary interest")


def test_an_ended_project_takes_no_rating(told: Partnership, there: str, mine: TestClient) -> None:
    collaboration.end(told.user, told.house.node, told.id)
    refused(mine.post(f"{there}/ratings", data=ratings()), 403, "has ended")


def test_words_of_a_respondent_are_words(there: str, mine: TestClient) -> None:
    given = {**ratings(), "respondent": "<i>Clerk</i>", "orientation-text": "<script>1</script>"}
    mine.post(f"{there}/ratings", data=given)
    text = mine.get(there).text
    assert "<i>Clerk" not in text
    assert "<script>1" not in text
