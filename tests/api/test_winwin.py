"""Step 2 over HTTP: one figure, one entry, the whole table, and who was faster."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.api.once import AGAIN, HEADER
from commonweal.app.winwin import offers, solution
from commonweal.model.winwin import Offers
from tests.api.bearing import asking
from tests.api.test_api import problem
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled
from tests.winwin.documented import documented
from tests.winwin.invented import MIDDLE, Generator

FIGURE = {"path": "uses[0].public_value", "low": 40, "likely": 70, "high": 90,
          "source": "our count", "seen": 1}  # fmt: skip
REPORT = {"kind": "service", "name": "report", "seen": 1}


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return settled(tmp_path_factory.mktemp("still") / "home")


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("told") / "home")


@pytest.fixture
def mine(told: Partnership) -> Iterator[TestClient]:
    yield from asking(told, told.user)


@pytest.fixture(scope="module")
def asked(still: Partnership) -> Iterator[TestClient]:
    yield from asking(still, still.user)


def there(told: Partnership) -> str:
    return f"/api/collaborations/{told.id}"


def lying(told: Partnership) -> Offers:
    found = offers.tabled(told.user, told.house.node, told.id)
    assert found
    return found.record


def test_one_figure_is_changed_and_the_rest_stays(told: Partnership, mine: TestClient) -> None:
    before = lying(told)
    answer = mine.put(f"{there(told)}/offers/figures", json=FIGURE)
    assert answer.status_code == 200, answer.text
    changed = answer.json()["uses"][0]["public_value"]
    assert (changed["low"], changed["likely"], changed["source"]) == (40, 70, "our count")
    assert lying(told).services == before.services
    assert lying(told).uses[0].private_value == before.uses[0].private_value


def test_more_is_put_beside_what_lies_there(told: Partnership, mine: TestClient) -> None:
    masts = {"id": "masts", "holder": "Telecom", "text": "Masts", "cost": [1, 2, 3]}
    check = {**OFFERS["uses"][0], "id": "check", "element": "masts"}  # type: ignore[dict-item]  # a document
    told_too = {"source": "Telecom", "on": "2026-11-02", "elements": [masts], "uses": [check]}
    answer = mine.post(f"{there(told)}/offers/entries", json={"entries": told_too, "seen": 1})
    assert answer.status_code == 201, answer.text
    assert [each["id"] for each in answer.json()["elements"]] == ["calls", "masts"]
    assert len(lying(told).services) == 1


def test_what_a_use_is_for_is_said_and_taken_back(told: Partnership, mine: TestClient) -> None:
    path = f"{there(told)}/offers/purposes"
    purpose = {"use": "map", "value_type": "safety", "indicator": "Hours until help", "seen": 1}
    answer = mine.put(path, json=purpose)
    assert answer.status_code == 200, answer.text
    use = answer.json()["uses"][0]
    assert (use["value_type"], use["indicator"], use["baseline"]) == (
        "safety", "Hours until help", "",
    )  # fmt: skip
    assert mine.put(path, json={"use": "map", "seen": 2}).json()["uses"][0]["value_type"] is None
    problem(mine.put(path, json={"use": "none"}), 422, "unknown-term")
    problem(mine.put(path, json={"use": "map", "value_type": "fame"}), 422, "invalid")
    problem(mine.put(path, json=purpose), 409, "conflict")


def test_figures_in_stars_follow_what_one_counts_as(told: Partnership, mine: TestClient) -> None:
    path, star = f"{there(told)}/offers/figures", f"{there(told)}/offers/star"
    given = {"path": "uses[0].public_value", "stars": 3, "source": "our count"}
    assert mine.put(star, json={"worth": 5, "seen": 1}).json()["star"] == 5
    assert mine.put(path, json=given).json()["uses"][0]["public_value"]["likely"] == 15
    found = mine.put(star, json={"worth": 8.0}).json()["uses"][0]["public_value"]
    assert (found["likely"], found["said"]) == (24, "3 stars")
    for wrong in ({**given, "likely": 4}, {**given, "stars": 6}, {**given, "stars": None}):
        problem(mine.put(path, json=wrong), 422, "invalid")
    problem(mine.put(star, json={"worth": 0}), 422, "invalid")


def test_what_would_fall_is_told_before_anything_is_withdrawn(
    told: Partnership, mine: TestClient
) -> None:
    path, before = f"{there(told)}/offers/falling", told.house.node.records.counter()
    found = mine.get(path, params={"kind": "track", "name": "consent"}).json()
    assert found == [
        {"kind": "track", "id": "consent"},
        {"kind": "service", "id": "report"},
    ]
    problem(mine.get(path, params={"kind": "use", "name": "map"}), 403, "refused")
    problem(mine.get(path, params={"kind": "party", "name": "map"}), 422, "invalid")
    assert told.house.node.records.counter() == before


def test_what_stars_and_words_count_as_is_told(told: Partnership, mine: TestClient) -> None:
    found = mine.get(f"{there(told)}/offers/stars").json()
    assert (found["unit"], found["star"]) == ("points", 10)
    assert found["mapping"][3] == {
        "stars": 3, "word": "much", "low": 25, "likely": 30, "high": 35,
    }  # fmt: skip


def test_something_is_withdrawn_with_what_stands_on_it(told: Partnership, mine: TestClient) -> None:
    track = {"kind": "track", "name": "consent", "seen": 1}
    answer = mine.post(f"{there(told)}/offers/withdrawals", json=track)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["services"], answer.json()["tracks"]) == ([], [])
    assert (lying(told).services, len(lying(told).uses)) == ((), 1)


def test_who_was_slower_is_told_and_changes_nothing(told: Partnership, mine: TestClient) -> None:
    mine.put(f"{there(told)}/offers/figures", json=FIGURE)
    before = told.house.node.records.counter()
    for answer in (
        mine.put(f"{there(told)}/offers/figures", json={**FIGURE, "likely": 60}),
        mine.post(f"{there(told)}/offers/withdrawals", json=REPORT),
        mine.put(f"{there(told)}/offers", json={"document": OFFERS, "seen": 1}),
    ):
        assert "since you looked" in problem(answer, 409, "conflict")["detail"]
    assert told.house.node.records.counter() == before
    assert mine.get(f"{there(told)}/offers").json()["version"] == 2
    again = mine.put(f"{there(told)}/offers", json={"document": OFFERS, "seen": 2})
    assert again.status_code == 200


def test_a_withdrawal_that_names_itself_is_done_once(told: Partnership, mine: TestClient) -> None:
    path = f"{there(told)}/offers/withdrawals"
    first = mine.post(path, json=REPORT, headers={HEADER: "k1"})
    again = mine.post(path, json=REPORT, headers={HEADER: "k1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.content, again.headers[AGAIN]) == (again.content, "true")


def test_the_document_can_be_put_back_as_it_is(told: Partnership, mine: TestClient) -> None:
    before = lying(told)
    written = mine.get(f"{there(told)}/offers/document").json()
    assert written["elements"][0]["holder"] == "Telecom"
    mine.post(f"{there(told)}/offers/withdrawals", json=REPORT)
    answer = mine.put(f"{there(told)}/offers", json={"document": written, "seen": 2})
    assert answer.status_code == 200, answer.text
    assert replace(lying(told), called=()) == before


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("figures", {**FIGURE, "path": "uses[9].public_value"}, 422, "unknown-term"),
        ("figures", {**FIGURE, "path": "__class__"}, 422, "unknown-term"),
        ("figures", {**FIGURE, "low": 100}, 422, "invalid"),
        ("figures", {**FIGURE, "path": "elements[0].cost", "low": -1}, 422, "invalid"),
        ("figures", {**FIGURE, "high": 1e300}, 422, "invalid"),
        ("figures", {**FIGURE, "low": "40"}, 422, "invalid"),
        ("figures", {**FIGURE, "source": ""}, 422, "invalid"),
        ("figures", {**FIGURE, "seen": -1}, 422, "invalid"),
        ("figures", {**FIGURE, "unit": "euro"}, 422, "invalid"),
        ("figures", {**FIGURE, "seen": 7}, 409, "conflict"),
        ("withdrawals", {**REPORT, "name": "nothing"}, 422, "unknown-term"),
        ("withdrawals", {**REPORT, "kind": "party"}, 422, "invalid"),
        ("withdrawals", {**REPORT, "name": ""}, 422, "invalid"),
        ("withdrawals", {**REPORT, "name": "x" * 201}, 422, "invalid"),
        ("withdrawals", {"kind": "use", "name": "map"}, 403, "refused"),
        ("withdrawals", {"kind": "element", "name": "calls"}, 403, "refused"),
        ("withdrawals", {**REPORT, "seen": 0}, 409, "conflict"),
    ],
)
def test_what_will_not_do_is_a_problem_and_changes_nothing(
    path: str, body: dict[str, Any], status: int, code: str, still: Partnership, asked: TestClient
) -> None:
    before = still.house.node.records.counter()
    send = asked.put if path == "figures" else asked.post
    problem(send(f"{there(still)}/offers/{path}", json=body), status, code)
    assert still.house.node.records.counter() == before


def test_a_stranger_is_told_nothing(still: Partnership) -> None:
    for client in asking(still, still.stranger):
        for answer in (
            client.get(f"{there(still)}/offers/document"),
            client.put(f"{there(still)}/offers/figures", json=FIGURE),
            client.post(f"{there(still)}/offers/withdrawals", json=REPORT),
            client.post(f"{there(still)}/offers/entries", json={"entries": {}}),
            client.put(f"{there(still)}/offers/purposes", json={"use": "map"}),
            client.put(f"{there(still)}/offers/star", json={"worth": 1}),
            client.get(f"{there(still)}/offers/falling?kind=use&name=map"),
        ):
            problem(answer, 404, "not-found")


def test_a_package_says_whether_offers_have_changed_since(
    told: Partnership, mine: TestClient
) -> None:
    solution.solve(told.user, told.house.node, told.id)
    kept = mine.get(f"{there(told)}/package").json()
    assert (kept["changed_since"], kept["offers_version"]) == (False, 1)
    mine.put(f"{there(told)}/offers/figures", json=FIGURE)
    assert mine.get(f"{there(told)}/package").json()["changed_since"] is True


KEYS = {"public_value", "net_by_party", "elements", "uses", "services", "tracks", "joins", "gap",
        "seconds", "margin", "caution", "p_all_gain", "standing", "ended", "invented"}  # fmt: skip


def test_a_package_is_told_in_the_shape_of_the_contract(
    told: Partnership, mine: TestClient
) -> None:
    answer = mine.post(f"{there(told)}/package")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["package"].keys() >= KEYS
    assert made["package"]["uses"] == [["calls", "Mappers"]]
    assert made["package"]["net_by_party"] == {"Telecom": 5, "Mappers": 3}
    assert (made["package"]["gap"], made["package"]["limit_s"]) == (0, 20)
    assert made["why_not_the_optimum"].startswith("The plain optimum, 59 points")
    kept = mine.get(f"{there(told)}/package").json()
    assert kept == {**made["package"], "changed_since": False, "earlier": []}
    assert made["weighed"][0]["margin"] == 0


def test_a_package_at_a_margin_is_shown_or_chosen(told: Partnership, mine: TestClient) -> None:
    at = {"margin": 1.0, "caution": 0.5}
    before = told.house.node.records.counter()
    shown = mine.post(f"{there(told)}/package/at", json=at).json()
    assert (shown["id"], shown["margin"], shown["caution"]) == (None, 1, 0.5)
    assert told.house.node.records.counter() == before
    chosen = mine.post(f"{there(told)}/package/choice", json=at)
    assert chosen.status_code == 201
    assert mine.get(f"{there(told)}/package").json()["id"] == chosen.json()["id"]


def test_without_services_tracks_or_parties_less_is_left(
    still: Partnership, asked: TestClient
) -> None:
    path = f"{there(still)}/package/without"
    whole = asked.post(path, json={}).json()
    assert whole["package"]["public_value"] == 59
    assert whole["note"].startswith("Limits that parties keep to themselves are not counted")
    for left in ({"services": ["report"]}, {"tracks": ["consent"]}, {"parties": ["Telecom"]},
                 {"parties": [still.holder.party]}):  # fmt: skip
        answer = asked.post(path, json=left)
        assert answer.status_code == 200, answer.text
        assert answer.json()["package"]["standing"] == "no deal"
    assert answer.json()["fallen"] == [
        {"service": "report", "lacks": ["the use “Map”", "somebody who receives it"]}
    ]
    for wrong in ({"parties": ["Nobody"]}, {"services": ["nothing"]}):
        problem(asked.post(path, json=wrong), 422, "unknown-term")


def test_a_margin_that_nobody_can_meet_says_why(still: Partnership, asked: TestClient) -> None:
    path = f"{there(still)}/package/at"
    shown = asked.post(path, json={"margin": 1}).json()
    assert shown["why"] == []
    assert shown["note"].startswith("Limits that parties keep to themselves are not counted")
    found = asked.post(path, json={"margin": 100}).json()
    assert found["standing"] == "no deal"
    assert found["why"][0].keys() == {"constraint", "change", "party", "amount"}


def test_a_frontier_is_computed_kept_and_shown(told: Partnership, mine: TestClient) -> None:
    problem(mine.get(f"{there(told)}/frontier"), 403, "not-yet")
    made = mine.post(f"{there(told)}/frontier", json={"margins": [2, 0]})
    assert made.status_code == 201, made.text
    found = made.json()
    assert [each["margin"] for each in found["points"]] == [0, 2]
    assert all({"public_value", "p_all_gain", "net_by_party"} <= set(p) for p in found["points"])
    assert found["recommended"] == 1
    assert found["plain_optimum"]["public_value"] == 59
    assert found["why_not_the_optimum"]
    for path in ("frontier", "tracks"):
        made = mine.get(f"{there(told)}/{path}/documents/md")
        assert (made.status_code, made.content[:2]) == (200, b"# "), made.text
    assert mine.get(f"{there(told)}/frontier").json() == found


def test_a_large_table_is_weighed_by_a_job(told: Partnership, mine: TestClient) -> None:
    made = Generator(size=MIDDLE, seed=1)
    whole = documented(made.table(), made.kinds)
    uses = {(each["element"], each["party"]): each for each in whole["uses"]}
    document = {**whole, "uses": list(uses.values())}
    offers.table(told.user, told.house.node, told.id, document=document)
    for path, body in (("frontier", {"seconds": 3}), ("package", None)):
        answer = mine.post(f"{there(told)}/{path}", json=body)
        assert answer.status_code == 202, answer.text
        assert mine.get(f"/api/jobs/{answer.json()['job']}").json()["kind"] == "winwin.frontier"


def test_a_need_is_told_for_a_party_or_a_target(still: Partnership, asked: TestClient) -> None:
    path = f"{there(still)}/need"
    for query in ({"party": "Telecom"}, {"party": still.holder.party}, {"target": "59"}):
        answer = asked.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert [each["scenario"] for each in found] == ["likely", "low"]
        assert found[0]["least_incentive"] == found[0]["bound"] == 0
        assert found[0]["limit_s"] == 30
    problem(asked.get(path), 422, "invalid")
    problem(asked.get(path, params={"party": "Nobody"}), 422, "unknown-term")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("package/at", {}),
        ("package/at", {"margin": "1"}),
        ("package/at", {"margin": 1e300}),
        ("package/at", {"margin": 1, "caution": 2}),
        ("package/choice", {"margin": 1, "gap": -1}),
        ("package/choice", {"margin": 1, "keep": True}),
        ("frontier", {"margins": []}),
        ("frontier", {"margins": list(range(21))}),
        ("frontier", {"seconds": 0}),
        ("package/without", {"services": "report"}),
    ],
)
def test_a_question_that_will_not_do_is_a_problem(
    path: str, body: dict[str, Any], still: Partnership, asked: TestClient
) -> None:
    before = still.house.node.records.counter()
    problem(asked.post(f"{there(still)}/{path}", json=body), 422, "invalid")
    assert still.house.node.records.counter() == before


def test_a_document_that_lists_parties_lets_them_in(told: Partnership, mine: TestClient) -> None:
    document: dict[str, Any] = {
        "parties": [{"id": "farm", "kind": "business"}, {"id": "council", "kind": "government"}],
        "elements": [{"id": "harvest", "holder": "farm", "cost": 3}],
        "uses": [
            {"element": "harvest", "party": "council", "private_value": 1, "public_value": 9,
             "risk_to_holder": {"stars": 1}}
        ],
    }  # fmt: skip
    answer = mine.put(f"{there(told)}/offers", json={"document": document, "seen": 1})
    assert answer.status_code == 200, answer.text
    assert answer.json()["uses"][0]["risk_to_holder"]["said"] == "1 star"
    inside = {each.party for each in told.members}
    assert {answer.json()["elements"][0]["holder"], answer.json()["uses"][0]["user"]} <= inside
    document["parties"][0]["kind"] = "ngo"
    again = mine.put(f"{there(told)}/offers", json={"document": document, "seen": 2})
    assert problem(again, 422, "invalid")["field"] == "parties[0].kind"
    assert {each.party for each in told.members} == inside
