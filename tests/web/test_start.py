"""The first conversation in the browser."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import collaboration, party
from commonweal.cases.case import case
from commonweal.model.party import OPERATOR, Actor
from tests.app.houses import House, house
from tests.app.journey import travelled
from tests.web.partnership import partnership
from tests.web.visits import done, refused, seen, visit

GOOD = {
    "title": "Flood maps",
    "issue": "Who is cut off",
    "data": "Where phones are, by cell and day",
    "urgent": "The river rises",
    "roles": ["data steward", "user"],
    "guest-1": "Telecom",
    "kind-1": "business",
    "role-1": "holder",
}


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One that no test changes."""
    return house(tmp_path_factory.mktemp("calm") / "home")


@pytest.fixture(scope="module")
def myself(calm: House) -> Actor:
    return calm.party("Mappers")


@pytest.fixture(scope="module")
def browsing(calm: House, myself: Actor) -> Iterator[TestClient]:
    with visit(calm.node, myself) as made:
        yield made


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


@pytest.fixture
def me(home: House) -> Actor:
    return home.party("Mappers")


@pytest.fixture
def mine(home: House, me: Actor) -> Iterator[TestClient]:
    with visit(home.node, me) as made:
        yield made


@pytest.mark.requirement(80)
def test_what_is_begun_is_called_a_data_collaborative(browsing: TestClient) -> None:
    assert "A data collaborative begins with" in seen(browsing.get("/start"))


def test_a_conversation_opens_a_collaboration(home: House, me: Actor, mine: TestClient) -> None:
    gone = done(mine.post("/start", data=GOOD))
    (made,) = collaboration.roster(me, home.node)
    assert gone == f"/c/{made.id}"
    assert [each.kind.value for each in made.events] == ["request", "urgency"]
    assert made.events[1].text == "The river rises"
    assert len(made.members) == 2
    words = seen(mine.get(f"{gone}?said=opened"))
    assert "Telecom" in words
    assert "Where phones are" in words


def test_a_party_that_is_known_joins_as_it_is(home: House, me: Actor, mine: TestClient) -> None:
    known = home.party("Telecom")
    done(mine.post("/start", data=GOOD))
    (made,) = collaboration.roster(me, home.node)
    assert made.roles(known.party)


def test_a_case_brings_its_parties(home: House, me: Actor, mine: TestClient) -> None:
    page = mine.get("/start?like=flowminder")
    assert 'value="flowminder" checked' in page.text
    done(mine.post("/start", data={**GOOD, "like": "flowminder", "issue": ""}))
    (made,) = collaboration.roster(me, home.node)
    told = case("flowminder")
    assert made.template == "flowminder"
    assert made.issue == told.issue
    names = {each.name for each in party.roster(OPERATOR, home.node)}
    assert {each.name for each in told.parties.values()} <= names


WRONG: Mapping[str, tuple[dict[str, object], int, str]] = {
    "no title": ({"title": ""}, 422, "nothing is given"),
    "a title of blanks": ({"title": "   "}, 422, "nothing is given"),
    "a title that is too long": ({"title": "x" * 201}, 422, "at most 200"),
    "an issue that is too long": ({"issue": "x" * 2001}, 422, "at most 2,000"),
    "data that cannot be shown": ({"data": "a\x07b"}, 422, "cannot be shown"),
    "no role": ({"roles": []}, 422, "choose at least one"),
    "a forged role": ({"roles": ["owner"]}, 422, "not among the choices"),
    "a forged case": ({"like": "col_1"}, 422, "not among the choices"),
    "a forged kind": ({"kind-1": "army"}, 422, "not among the choices"),
    "a guest without a kind": ({"kind-1": ""}, 422, "nothing says what kind"),
    "a guest without a role": ({"role-1": ""}, 422, "nothing says with which role"),
    "oneself as a guest": ({"guest-1": "mappers"}, 422, "in it already"),
    "a guest twice": (
        {"guest-2": "telecom", "kind-2": "ngo", "role-2": "user"}, 422, "in it already"
    ),
    "a title given twice": ({"title": ["a", "b"]}, 422, "given 2 times"),
    "a field nobody knows": ({"founder": "par_1"}, 422, "does not know"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_made(
    what: str, calm: House, myself: Actor, browsing: TestClient
) -> None:
    changed, status, words = WRONG[what]
    before = calm.node.records.counter()
    refused(browsing.post("/start", data={**GOOD, **changed}), status, words)
    assert calm.node.records.counter() == before
    assert collaboration.roster(myself, calm.node) == ()


def test_an_oversized_form_is_refused(calm: House, browsing: TestClient) -> None:
    refused(browsing.post("/start", data={**GOOD, "issue": "x" * 1_100_000}), 422, "larger than")


def test_what_was_typed_is_kept_and_escaped(browsing: TestClient) -> None:
    answer = browsing.post("/start", data={**GOOD, "title": "", "issue": "<b>bold</b>"})
    refused(answer, 422, "nothing is given", {"issue": "<b>bold</b>"})
    assert "<b>bold" not in answer.text


def test_another_partys_collaboration_cannot_be_copied(home: House) -> None:
    told = partnership(home)
    with visit(home.node, told.stranger) as stranger:
        answer = stranger.post("/start", data={**GOOD, "guest-1": "", "like": told.id})
    refused(answer, 422, "not among the choices")


def test_a_collaboration_of_others_is_told_of_like_one_that_is_not_there(home: House) -> None:
    told = partnership(home)
    absent = f"{told.id[:-1]}{'0' if told.id[-1] != '0' else '1'}"
    with visit(home.node, told.user) as founder, visit(home.node, told.stranger) as stranger:
        mine = founder.get(f"/start?like={told.id}").text
        assert re.search(f'value="{told.id}" (checked|selected)', mine)
        shown = [stranger.get(f"/start?like={id}") for id in (told.id, absent)]
        typed = [{**GOOD, "guest-1": "", "like": id} for id in (told.id, absent)]
        sent = [stranger.post("/start", data=each) for each in typed]
        for status, (known, other) in ((200, shown), (422, sent)):
            assert known.status_code == other.status_code == status
            assert known.text.replace(told.id, absent) == other.text


@pytest.mark.requirement(34)
def test_an_earlier_one_is_scaled_up_to_another_country(tmp_path: Path) -> None:
    told = travelled(tmp_path / "home")
    like = {**GOOD, "guest-1": "", "kind-1": "", "role-1": "", "like": told.collaboration}
    with visit(told.house.node, told.user) as mine:
        for wrong in ("NL", "NL = ", "NL = BE\nNL = DE"):
            answer = mine.post("/start", data={**like, "countries": wrong})
            refused(answer, 422, "does not say which country stands in place of which")
        gone = done(mine.post("/start", data={**like, "countries": "NL = BE\n"}))
        board = seen(mine.get(f"{gone}/align"))
        assert "consent (Council, BE, legal)" in board
        assert "Begun from 'Flood'" in seen(mine.get(f"{gone}/diagnose/timeline"))
        assert "Taken over from the collaboration" in seen(mine.get(f"{gone}/winwin"))


@pytest.mark.requirement(34)
def test_earlier_terms_stand_in_the_form_where_an_agreement_is_drafted(tmp_path: Path) -> None:
    told = travelled(tmp_path / "home")
    like = {**GOOD, "guest-1": "", "kind-1": "", "role-1": "", "like": told.collaboration}
    with visit(told.house.node, told.user) as mine:
        page = f"{done(mine.post('/start', data=like))}/agree"
        assert "By deliver" in seen(mine.get(page))
        answer = mine.get(f"{page}?like={told.agreement}")
        assert 'name="count"' in answer.text
        for name, value in (("count", "1"), ("first", "2026-03-01"), ("last", "2026-03-30")):
            assert re.search(rf'name="{name}"[^>]* value="{value}"', answer.text), name
        assert re.search(r'value="disaster-response" checked', answer.text)
        assert re.search(r'value="deliver" checked', answer.text)
        drawn = mine.get(f"{page}?like=agr_none")
        assert not re.search(r'name="count"[^>]* value="1"', drawn.text)
    with visit(told.house.node, told.beneficiary) as city:
        assert "By deliver" not in seen(city.get(page))
