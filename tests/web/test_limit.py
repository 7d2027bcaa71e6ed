"""The private limit in the browser: its own party sets it, and nobody else learns that it did."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.app import party
from commonweal.app.node import Node
from commonweal.app.winwin import limit, solution
from commonweal.model.may import READ
from commonweal.model.party import OPERATOR
from tests.app.houses import house
from tests.web.browsers import taking
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen, visit

SECRET = "0.8765"
"""A number that stands nowhere else. It binds in no answer: one that it turns would tell of it."""


def own(told: Partnership) -> limit.Own | None:
    return limit.show(told.user, told.house.node, told.id)


def test_a_limit_is_set_shown_set_anew_and_taken_back(told: Partnership, mine: TestClient) -> None:
    there = f"{told.page}/winwin"
    words = seen(mine.get(f"{there}/offers"))
    assert "What must your party gain at least, in points?" in words
    assert "The operator of this node can read it" in words
    assert "who changes the offers and has answers kept may infer it" in words
    answer = mine.post(f"{there}/limit", data={"least": SECRET, "seen": "0"})
    assert (done(answer), said(answer)) == (f"{there}/offers", "limit-set#own-limit")
    words = seen(mine.get(f"{there}/offers"))
    assert re.search(r"0\.8\d* points|0\.9 points", words)
    assert "Your party is in no package that is kept" in words
    assert (
        said(mine.post(f"{there}/limit", data={"least": "3", "seen": "1"})) == "limit-set#own-limit"
    )
    found = own(told)
    assert found
    assert found.limit.least == 3
    answer = mine.post(f"{there}/limit/withdrawals", data={"seen": "2"})
    assert said(answer) == "limit-taken-back#own-limit"
    assert own(told) is None
    assert "Take it back" not in seen(mine.get(f"{there}/offers"))


def test_it_says_whether_the_kept_package_meets_it(told: Partnership, mine: TestClient) -> None:
    there = f"{told.page}/winwin"
    solution.solve(told.user, told.house.node, told.id)
    mine.post(f"{there}/limit", data={"least": "0", "seen": "0"})
    assert "The kept package meets your limit" in seen(mine.get(f"{there}/offers"))
    mine.post(f"{there}/limit", data={"least": "900", "seen": "1"})
    words = seen(mine.get(f"{there}/offers"))
    assert "The kept package does not meet your limit" in words
    solution.solve(told.user, told.house.node, told.id)
    assert "frontiers and packages kept: 2" in seen(mine.get(f"{there}/offers"))


@pytest.mark.parametrize(
    ("path", "form", "status", "words"),
    [
        ("limit", {"least": "", "seen": "0"}, 422, "nothing is given"),
        ("limit", {"least": "lots", "seen": "0"}, 422, "is no number"),
        ("limit", {"least": "1e400", "seen": "0"}, 422, "out of range"),
        ("limit", {"least": "nan", "seen": "0"}, 422, "out of range"),
        ("limit", {"least": "1e13", "seen": "0"}, 422, "The least net is"),
        ("limit", {"least": "-1", "seen": "0"}, 422, "The least net is -1"),
        ("limit", {"least": "1", "seen": "4"}, 409, "changed the limit since you looked"),
        ("limit", {"least": "1", "seen": "x"}, 422, "which version"),
        ("limit", {"least": "1", "seen": "0", "party": "par_1"}, 422, "does not know"),
        ("limit/withdrawals", {"seen": "0"}, 403, "Your party has no limit here"),
        ("limit/withdrawals", {"seen": "1"}, 409, "changed the limit since you looked"),
    ],
)
def test_a_limit_that_will_not_do_changes_nothing(
    path: str,
    form: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    browsing: TestClient,
) -> None:
    before = still.house.node.records.counter()
    answer = browsing.post(f"{still.page}/winwin/{path}", data=form)
    kept = {"least": form["least"]} if form.get("least") else None
    refused(answer, status, words, kept)
    assert still.house.node.records.counter() == before


def test_government_is_told_that_it_has_none(told: Partnership) -> None:
    city = replace(told.user, party=told.members[2].party)
    with visit(told.house.node, city) as governing:
        page = f"{told.page}/winwin"
        assert "A party of government has no such limit" in seen(governing.get(f"{page}/offers"))
        answer = governing.post(f"{page}/limit", data={"least": "1", "seen": "0"})
        refused(answer, 403, "held to no least net")


def test_who_may_only_read_sees_the_limit_of_its_party_and_sets_none(told: Partnership) -> None:
    limit.state(told.user, told.house.node, told.id, least=3)
    with visit(told.house.node, replace(told.user, rights=READ)) as reading:
        words = seen(reading.get(f"{told.page}/winwin/offers"))
        assert "3 points" in words
        assert "Take it back" not in words
        for path, form in (("limit", {"least": "1"}), ("limit/withdrawals", {})):
            answer = reading.post(f"{told.page}/winwin/{path}", data={**form, "seen": "1"})
            refused(answer, 403, "needs the right to act")
    with visit(told.house.node, told.stranger) as strange:
        answer = strange.post(f"{told.page}/winwin/limit", data={"least": "1", "seen": "0"})
        assert answer.status_code == 404


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One of two homes that are the same but for a limit of Mappers."""

    node: Node
    told: Partnership

    def answers(self, paths: Iterator[str]) -> dict[str, tuple[int, str]]:
        """What Telecom gets at each address, on pages and as a program."""
        assert self.told.holder.party
        token = party.token(OPERATOR, self.node, self.told.holder.party)
        bearing = TestClient(api(self.node), headers={"Authorization": f"Bearer {token}"})
        with visit(self.node, self.told.holder) as pages, bearing as program:
            asked = {at: (program if at.startswith("/api") else pages).get(at) for at in paths}
        return {at: (each.status_code, masked(each.text)) for at, each in asked.items()}


def addresses(told: Partnership, node: Node) -> Iterator[str]:
    """Every page and every answer about the collaboration as a whole, and what is one's own."""
    own = ("/jobs", "/party", "/parties", "/", "/api/log", "/api/collaborations", "/api/party")
    yield from own
    for path in (*taking(node, "get"), *api(node).openapi()["paths"]):
        filled = path.replace("{id}", str(told.id), 1)
        about = path.startswith(("/c/{id}", "/api/collaborations/{id}"))
        if about and "{" not in filled:
            yield filled
    offers = f"{told.page}/winwin/offers"
    yield f"{offers}?table=figures&as=csv"


def masked(text: str) -> str:
    """Without what differs from home to home: ids, digests, keys."""
    ids = r"\b[a-z]{3}_[0-9A-Z]{26}\b|request [0-9a-f]{32}|\b[0-9a-f]{8,64}\b"
    return re.sub(rf"{ids}|[\w+/=-]{{40,}}|[0-9a-f]{{6,}}…", "ID", text)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, World]:
    folder = tmp_path_factory.mktemp("worlds")
    told = settled(folder / "without")
    node = told.house.node
    shutil.copytree(node.home, folder / "with")
    other = house(folder / "with").node
    limit.state(told.user, other, told.id, least=float(SECRET))
    for each in (node, other):
        solution.solve(told.holder, each, told.id)
    return World(node=node, told=told), World(node=other, told=told)


def test_neither_the_table_nor_the_api_tells_another_party_whether_there_is_a_limit(
    worlds: tuple[World, World],
) -> None:
    of = f"/api/collaborations/{worlds[0].told.id}"
    table = f"{worlds[0].told.page}/winwin/offers"
    _alike(worlds, [table, *(f"{of}/{each}" for each in ("limit", "offers", "package", "log"))])


@pytest.mark.ci
def test_no_page_and_no_answer_tells_another_party_whether_there_is_a_limit(
    worlds: tuple[World, World],
) -> None:
    every = list(addresses(worlds[0].told, worlds[0].node))
    assert len(every) > 70
    _alike(worlds, every)


def _alike(worlds: tuple[World, World], paths: list[str]) -> None:
    before, after = (each.answers(iter(paths)) for each in worlds)
    assert not [at for at in paths if before[at][0] >= 500 or SECRET in after[at][1]]
    assert not [at for at in paths if re.search(r"limit[- ]set", after[at][1])]
    unsalted = [at for at in paths if not re.search(r"/(account|log)$", at)]
    assert [at for at in unsalted if before[at] != after[at]] == []


def test_the_party_itself_is_told_apart(worlds: tuple[World, World]) -> None:
    """The comparison above can fail."""
    without, having = (
        visit(each.node, each.told.user).get(f"{each.told.page}/winwin/offers").text
        for each in worlds
    )
    assert masked(without) != masked(having)


def test_nor_does_a_form_that_is_refused(worlds: tuple[World, World]) -> None:
    answers = []
    for each in worlds:
        page = f"{each.told.page}/winwin"
        with visit(each.node, each.told.holder) as other:
            sent = [
                other.post(f"{page}/limit", data={"least": "x", "seen": "0"}),
                other.post(f"{page}/limit", data={"least": "1", "seen": "1"}),
                other.post(f"{page}/limit/withdrawals", data={"seen": "0"}),
                other.post(f"{page}/figures", data={"path": "limit", "seen": "1"}),
            ]
        answers.append([(one.status_code, masked(one.text)) for one in sent])
    assert answers[0] == answers[1]
