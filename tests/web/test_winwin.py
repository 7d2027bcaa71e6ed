"""Step 2 in the browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import winwin
from commonweal.model.winwin import Offers
from tests.app.houses import house
from tests.web.partnership import Partnership, partnership
from tests.web.visits import done, refused, said, seen, visit

FIGURE = {"path": "uses[0].public_value", "low": "40", "likely": "70", "high": "90",
          "source": "A. Clerk", "seen": "1"}  # fmt: skip


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
    return f"{still.page}/winwin"


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return partnership(house(tmp_path / "home"))


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


def offers(told: Partnership) -> Offers:
    found = winwin.tabled(told.user, told.house.node, told.id)
    assert found
    return found.record


def use(told: Partnership, **changed: Any) -> dict[str, Any]:
    """A filled form: Telecom could share outages, Mappers would map them."""
    return {
        "data": "Outages",
        "holder": str(told.holder.party),
        "cost-low": "1", "cost-likely": "2", "cost-high": "3",
        "user": str(told.user.party),
        "text": "Map outages",
        "private-low": "3", "private-likely": "4", "private-high": "5",
        "public-low": "10", "public-likely": "20", "public-high": "30",
        "risk-low": "0", "risk-likely": "1", "risk-high": "2",
        "unit": "points", "source": "invented", "seen": "1",
        **changed,
    }  # fmt: skip


def service(told: Partnership, **changed: Any) -> dict[str, Any]:
    """A filled form: Mappers would train Telecom's staff."""
    return {
        "provider": str(told.user.party),
        "text": "Training",
        "cost-low": "1", "cost-likely": "1", "cost-high": "2",
        "recipient": str(told.holder.party),
        "value-low": "5", "value-likely": "6", "value-high": "7",
        "uses": ["map"],
        "track": "permission",
        "track-cost-low": "1", "track-cost-likely": "2", "track-cost-high": "3",
        "unit": "points", "source": "invented", "seen": "1",
        **changed,
    }  # fmt: skip


def test_a_package_is_computed_kept_and_shown_with_its_label(there: str, mine: TestClient) -> None:
    assert "no package was kept yet" in seen(mine.get(there))
    assert said(mine.post(f"{there}/packages")) == "solved"
    words = seen(mine.get(there))
    assert "59 points public value win-win" in words
    assert "invented figures" in words
    assert "The chance that every joined party outside government gains is" in words
    assert re.search(r"10,000 draws, seed \d+", words)
    assert "What is in the package for each party, and for the public" in words


def test_the_maximum_is_named_and_not_recommended_where_it_presses(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    now = winwin.what_if(told.user, told.house.node, told.id)
    words = seen(mine.get(there))
    if now.packages[0].public_value > now.chosen.public_value:
        assert "so it is not recommended" in words
    else:
        assert "It is also the maximum" in words


def test_without_the_service_nothing_is_left_and_nothing_is_logged(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    before = told.house.node.records.counter()
    words = seen(mine.get(f"{there}?without=service:report"))
    assert "Public value 59 → falls to 0 points" in words
    assert "No deal is left" in words
    assert "Public value 59 → falls to 0 points" in seen(mine.get(f"{there}?without=track:consent"))
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize("what", ["service:nothing", "track:nothing", "", "x" * 500, "track:<b>"])
def test_what_is_not_on_the_table_cannot_be_left_out(
    what: str, where: str, browsing: TestClient
) -> None:
    answer = browsing.get(where, params={"without": what})
    seen(answer, 422)
    assert "<b>" not in answer.text


def test_a_figure_is_changed_in_its_row(told: Partnership, there: str, mine: TestClient) -> None:
    mine.post(f"{there}/packages")
    assert said(mine.post(f"{there}/figures", data=FIGURE)) == "saved"
    changed = offers(told).uses[0].public_value
    assert (changed.low, changed.likely, changed.high) == (40, 70, 90)
    assert changed.source == "A. Clerk"
    assert changed.unit == "points"
    assert changed.on == told.house.clock.now().date()
    words = seen(mine.get(there))
    assert "Offers or tracks have changed since" in words
    assert "public value 69 points" in words


def test_two_people_changing_the_same_figure_are_told(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/figures", data=FIGURE)
    answer = mine.post(f"{there}/figures", data={**FIGURE, "likely": "60"})
    refused(answer, 409, "Someone has changed the offers since you looked", {"likely": "60"})
    assert "It stands at 40, 70, 90" in seen(answer, 409)
    assert offers(told).uses[0].public_value.likely == 70
    assert f'name="path" value="{FIGURE["path"]}"><input type="hidden" name="seen" value="2"' in (
        answer.text
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"low": ""}, "nothing is given"),
        ({"low": "much"}, "is no number"),
        ({"low": "nan"}, "out of range"),
        ({"low": "1e300"}, "out of range"),
        ({"low": "100"}, "out of order"),
        ({"likely": "1e14", "high": "1e14"}, "at most 1e+12"),
        ({"source": ""}, "nothing is given"),
        ({"source": "x" * 201}, "at most 200"),
        ({"path": ""}, "nothing is given"),
        ({"path": "uses[9].public_value"}, "figure is"),
        ({"path": "__class__"}, "figure is"),
        ({"path": "elements[0].cost", "low": "-1"}, "at least 0"),
        ({"seen": "yes"}, "which version"),
        ({"seen": ""}, "nothing is given"),
        ({"seen": "²"}, "which version"),
        ({"party": "par_1"}, "does not know"),
    ],
)
def test_a_figure_that_will_not_do_changes_nothing(
    changed: dict[str, str], words: str, still: Partnership, where: str, browsing: TestClient
) -> None:
    before = still.house.node.records.counter()
    refused(browsing.post(f"{where}/figures", data={**FIGURE, **changed}), 422, words)
    assert still.house.node.records.counter() == before


def test_a_first_offer_is_made_in_the_browser(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "bare"), tabled=False)
    there = f"{told.page}/winwin"
    with visit(told.house.node, told.user) as mine:
        assert "Nothing is on the table yet" in seen(mine.get(there))
        assert done(mine.post(f"{there}/uses", data=use(told, seen="0"))) == there
        assert "Map outages" in seen(mine.get(there))
        assert said(mine.post(f"{there}/packages")) == "solved"
    assert [each.id for each in offers(told).elements] == ["outages"]


def test_a_package_needs_an_offer(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "bare"), tabled=False)
    with visit(told.house.node, told.user) as mine:
        assert "Nothing is on the table yet" in seen(mine.post(f"{told.page}/winwin/packages"), 403)
        answer = mine.post(f"{told.page}/winwin/services", data={})
        assert "Nothing is on the table yet" in seen(answer, 403)
        assert "Nothing is on the table yet" in seen(
            mine.get(f"{told.page}/winwin?without=track:x"), 200
        )


def test_a_use_and_a_service_are_put_beside_what_lies_there(
    told: Partnership, there: str, mine: TestClient
) -> None:
    assert said(mine.post(f"{there}/uses", data=use(told, element=""))) == "tabled"
    again = use(told, element="calls", data="", holder="", text="Map outages", seen="2")
    for bound in ("low", "likely", "high"):
        again[f"cost-{bound}"] = ""
    assert said(mine.post(f"{there}/uses", data=again)) == "tabled"
    assert said(mine.post(f"{there}/services", data=service(told, seen="3"))) == "tabled"
    found = offers(told)
    assert [each.id for each in found.uses] == ["map", "map-outages", "map-outages-2"]
    assert [each.element for each in found.uses] == ["calls", "outages", "calls"]
    assert found.services[-1].needs_tracks == ("permission",)
    assert [each.track for each in found.tracks] == ["consent", "permission"]
    assert "Training" in seen(mine.get(there))


@pytest.mark.parametrize(
    ("path", "changed", "status", "words"),
    [
        ("uses", {"data": ""}, 422, "data that is on the table, or other data"),
        ("uses", {"holder": ""}, 422, "Say who holds it"),
        ("uses", {"cost-high": ""}, 422, "Give low, likely and high"),
        ("uses", {"element": "nothing"}, 422, "not among the choices"),
        ("uses", {"user": "par_forged"}, 422, "not among the choices"),
        ("uses", {"user": ""}, 422, "nothing is given"),
        ("uses", {"public-low": "many"}, 422, "is no number"),
        ("uses", {"public-low": "100"}, 422, "out of order"),
        ("uses", {"text": "x" * 501}, 422, "at most 500"),
        ("uses", {"unit": "euro"}, 422, "one unit"),
        ("uses", {"seen": "7"}, 409, "changed the offers since"),
        ("uses", {"seen": "x"}, 422, "which version"),
        ("uses", {"extra": "1"}, 422, "does not know"),
        ("services", {"provider": ""}, 422, "nothing is given"),
        ("services", {"recipient": "par_forged"}, 422, "not among the choices"),
        ("services", {"value-low": ""}, 422, "nothing is given"),
        ("services", {"uses": ["fly"]}, 422, "not among the choices"),
        ("services", {"track-cost-low": ""}, 422, "Give low, likely and high"),
        ("services", {"source": ""}, 422, "nothing is given"),
        ("services", {"seen": "7"}, 409, "changed the offers since"),
    ],
)
def test_an_offer_that_will_not_do_changes_nothing(
    path: str,
    changed: dict[str, Any],
    status: int,
    words: str,
    still: Partnership,
    where: str,
    browsing: TestClient,
) -> None:
    made = use if path == "uses" else service
    before = still.house.node.records.counter()
    refused(browsing.post(f"{where}/{path}", data=made(still, **changed)), status, words)
    assert still.house.node.records.counter() == before


def test_a_holder_is_not_its_own_user(still: Partnership, where: str, browsing: TestClient) -> None:
    own = use(still, user=str(still.holder.party))
    refused(browsing.post(f"{where}/uses", data=own), 422, "another party")


def test_words_of_an_offer_are_words(told: Partnership, there: str, mine: TestClient) -> None:
    mine.post(f"{there}/uses", data=use(told, text="<b>Map</b>", data="<script>x</script>"))
    text = mine.get(there).text
    assert "<b>Map" not in text
    assert "<script>x" not in text
    assert "&lt;b&gt;Map" in text


def test_a_table_of_many_figures_is_shown_one_offer_at_a_time(
    told: Partnership, there: str, mine: TestClient
) -> None:
    whole = [
        {"id": f"e{n}", "holder": "Telecom", "text": f"Data {n}", "cost": [1, 2, 3]}
        for n in range(120)
    ]
    ranges = {"private_value": [3, 4, 5], "public_value": [9, 9, 9], "risk_to_holder": [0, 0, 0]}
    uses = [{"id": "u", "element": "e7", "user": "Mappers", "text": "Use", **ranges}]
    document = {"unit": "points", "source": "invented", "on": "2026-03-01", "elements": whole,
                "uses": uses}  # fmt: skip
    winwin.table(told.user, told.house.node, told.id, document=document, aliases={})
    answer = mine.get(there, params={"of": "e7"})
    seen(answer)
    assert 'aria-label="e7, cost of sharing it: low"' in answer.text
    assert answer.text.count(': low"') == 1
    assert len(answer.content) < 400_000
