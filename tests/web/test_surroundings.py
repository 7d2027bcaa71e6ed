"""Parties and map in the browser: what is stated, taken back, refused and exported."""

import pytest
from starlette.testclient import TestClient

from commonweal.app.diagnose import surroundings
from commonweal.diagnose.statement import Part
from commonweal.model.surroundings import Surroundings
from tests.web.partnership import Partnership
from tests.web.visits import refused, said, seen, visit

HOSTILE = "<script>alert(1)</script>"
FORMULA = "=cmd|'/c calc'!A1"


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/diagnose/surroundings"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/diagnose/surroundings"


def found(told: Partnership) -> Surroundings:
    stored = surroundings.show(told.user, told.house.node, told.id)
    assert stored
    return stored.record


def ids(told: Partnership) -> dict[str, str]:
    """Names of who is in -> ids."""
    mappers, telecom = told.user.party, told.holder.party
    document = surroundings.change(
        told.user, told.house.node, told.id, part=Part.RELATIONS,
        rows=[{"of": "City", "kind": "regulates", "to": "Mappers", "source": "x"}],
    )  # fmt: skip
    city = document.relations[0].of
    surroundings.state(told.user, told.house.node, told.id, document={})
    assert mappers
    assert telecom
    return {"Mappers": mappers, "Telecom": telecom, "City": city}


def relation(known: dict[str, str], of: str, kind: str, to: str, seen: int = 2) -> dict[str, str]:
    return {"of": known[of], "kind": kind, "to": known[to], "source": "ours", "seen": str(seen)}


def challenge(seen: int = 0, **changed: str) -> dict[str, str]:
    return {"weight": "matters", "text": "No law", "measure": "", "seen": str(seen), **changed}


@pytest.mark.requirement(74, 77, 78, 82)
def test_an_empty_page_says_what_is_not_looked_at_and_what_comes_next(
    where: str, browsing: TestClient
) -> None:
    words = seen(browsing.get(where))
    assert "0 of 7 looked at" in words
    assert "No relation is stated. Who can force whom to share?" in words
    assert "No basis is stated." in words
    assert "On the table, and no basis stated yet: Records" in words
    assert "Telecom and Mappers" in words or "Mappers and Telecom" in words
    assert words.count("not looked at yet") >= 7 + 4 + 10
    for role in ("user, data steward", "holder", "beneficiary"):
        assert role in words
    assert "Who can see this: Mappers, Telecom, City" in words


@pytest.mark.requirement(74, 75)
def test_a_regulator_that_is_a_partner_is_warned_about_until_it_is_taken_back(
    told: Partnership, there: str, mine: TestClient
) -> None:
    known = ids(told)
    answer = mine.post(f"{there}/relations", data=relation(known, "City", "regulates", "Telecom"))
    assert said(answer) == "stated"
    words = seen(mine.get(there))
    assert "City regulates Telecom, and is a partner here too (beneficiary)." in words
    assert "is regulated by City" in words
    gone = {"part": "relations", "number": "0", "seen": "3"}
    assert said(mine.post(f"{there}/removals", data=gone)) == "taken-back"
    assert "is a partner here too" not in seen(mine.get(there))
    assert found(told).relations == ()


@pytest.mark.requirement(57)
def test_who_acts_in_unison_is_said_to_share_once(
    told: Partnership, there: str, mine: TestClient
) -> None:
    known = ids(told)
    mine.post(f"{there}/relations", data=relation(known, "City", "acts in unison with", "Mappers"))
    words = seen(mine.get(there))
    assert "Mappers and City act in unison: whoever shares with one of them shares once" in words
    again = relation(known, "Mappers", "acts in unison with", "City", seen=3)
    assert said(mine.post(f"{there}/relations", data=again)) == "stated"
    assert len(found(told).relations) == 1


@pytest.mark.requirement(75)
def test_data_on_the_table_gets_its_basis_and_other_data_too(
    told: Partnership, there: str, mine: TestClient
) -> None:
    known = ids(told)
    chosen = {"element": "calls", "name": "", "holder": "", "basis": "voluntary",
              "source": "ours", "seen": "2"}  # fmt: skip
    assert said(mine.post(f"{there}/elements", data=chosen)) == "stated"
    other = {"name": "Licence reports", "holder": known["Telecom"], "basis": "statutory",
             "source": "law", "seen": "3"}  # fmt: skip
    assert said(mine.post(f"{there}/elements", data=other)) == "stated"
    assert [(each.name, each.basis.value) for each in found(told).elements] == [
        ("Records", "voluntary"), ("Licence reports", "statutory")
    ]  # fmt: skip
    assert "no basis stated yet" not in seen(mine.get(there))


@pytest.mark.requirement(77)
def test_a_pair_is_checked_for_four_components_and_one_can_be_left_open_again(
    told: Partnership, there: str, mine: TestClient
) -> None:
    known = ids(told)
    pair = {
        "one": known["City"],
        "other": known["Telecom"],
        "presence-trusted_networks": "there",
        "presence-integrated_data": "missing",
        "text-integrated_data": "Two spellings",
        "seen": "2",
    }
    assert said(mine.post(f"{there}/readiness", data=pair)) == "stated"
    words = seen(mine.get(there))
    assert "Telecom and City: 1 of 4 are there" in words
    assert "Two spellings" in words
    back = {**pair, "presence-integrated_data": "", "seen": "3"}
    assert said(mine.post(f"{there}/readiness", data=back)) == "stated"
    assert [each.component for each in found(told).readiness] == ["trusted_networks"]


@pytest.mark.requirement(78)
def test_the_seven_are_counted_as_they_are_looked_at(
    told: Partnership, there: str, mine: TestClient
) -> None:
    decisive = challenge(weight="decisive")
    assert said(mine.post(f"{there}/challenges/policy", data=decisive)) == "stated"
    words = seen(mine.get(there))
    assert "1 of 7 looked at" in words
    assert "Decisive, and nothing is done about it: Policy" in words
    mine.post(f"{there}/challenges/political", data=challenge(1, weight="does not matter"))
    assert "2 of 7 looked at" in seen(mine.get(there))
    back = {"part": "risks", "number": "0", "seen": "2"}
    assert said(mine.post(f"{there}/removals", data=back)) == "taken-back"
    assert [each.challenge for each in found(told).risks] == ["political"]


@pytest.mark.requirement(82)
def test_factors_are_weighed_group_by_group(
    told: Partnership, there: str, mine: TestClient
) -> None:
    group = {"effect-culture": "helps", "text-culture": "Open", "effect-norms": "", "seen": "0"}
    assert said(mine.post(f"{there}/factors/organisation", data=group)) == "stated"
    assert [(each.factor, each.text) for each in found(told).factors] == [("culture", "Open")]
    back = {**group, "effect-culture": "", "seen": "1"}
    assert said(mine.post(f"{there}/factors/organisation", data=back)) == "stated"
    assert found(told).factors == ()


def test_who_is_slower_is_told_and_keeps_what_they_typed(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/challenges/policy", data=challenge(text="First"))
    late = mine.post(f"{there}/challenges/policy", data=challenge(text="Second"))
    refused(late, 409, "Someone has stated something here", {"text": "Second"})
    assert found(told).risks[0].text == "First"
    assert 'id="challenge-policy"' in late.text.split('role="alert"')[0].rpartition("<form")[2]
    again = mine.post(f"{there}/removals", data={"part": "risks", "number": "0", "seen": "0"})
    refused(again, 409, "Someone has stated something here")


@pytest.mark.parametrize(
    ("path", "data", "status", "words"),
    [
        ("relations", {}, 422, "nothing is given"),
        ("relations", {"of": "par_X", "kind": "regulates"}, 422, "not among the choices"),
        ("elements", {"basis": "voluntary", "source": "x", "seen": "0"}, 422, "Nothing is given"),
        ("elements", {"element": "calls", "name": "x", "basis": "voluntary", "source": "x",
                      "seen": "0"}, 422, "other data is named"),
        ("elements", {"element": "gold", "basis": "voluntary", "source": "x", "seen": "0"}, 422,
         "not among the choices"),
        ("readiness", {"seen": "0"}, 422, "nothing is given"),
        ("challenges/policy", challenge(weight="heavy"), 422, "not among the choices"),
        ("challenges/policy", challenge(text=""), 422, "nothing is given"),
        ("challenges/policy", challenge(text="a\x00b"), 422, "cannot be shown"),
        ("challenges/policy", challenge(text="x" * 1001), 422, "at most 1,000"),
        ("challenges/policy", {**challenge(), "seen": "many"}, 422, "which version"),
        ("challenges/policy", {**challenge(), "seen": "7"}, 409, "since you looked"),
        ("challenges/policy", {**challenge(), "party": "x"}, 422, "does not know"),
        ("challenges/moral", challenge(), 404, "There is no challenge"),
        ("factors/weather", {"seen": "0"}, 404, "There is no group of factors"),
        ("factors/beliefs", {"effect-self_interest": "much", "seen": "0"}, 422, "not among"),
        ("removals", {"part": "risks", "number": "0", "seen": "0"}, 422, "not stated here"),
        ("removals", {"part": "risks", "number": "-1", "seen": "0"}, 422, "not stated here"),
        ("removals", {"part": "gossip", "number": "0", "seen": "0"}, 422, "not stated here"),
        ("removals", {"part": "risks", "number": "x", "seen": "0"}, 422, "is no number"),
    ],
)  # fmt: skip
def test_what_cannot_be_stated_is_not_and_says_why(
    path: str,
    data: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    where: str,
    browsing: TestClient,
) -> None:
    refused(browsing.post(f"{where}/{path}", data=data), status, words)
    assert surroundings.show(still.user, still.house.node, still.id) is None


def test_a_party_to_itself_is_refused_in_words_of_the_page(
    told: Partnership, there: str, mine: TestClient
) -> None:
    known = ids(told)
    own = relation(known, "City", "regulates", "City")
    refused(mine.post(f"{there}/relations", data=own), 422, "This says that a party regulates")
    pair = {"one": known["City"], "other": known["City"], "presence-integrated_data": "there",
            "seen": "2"}  # fmt: skip
    refused(mine.post(f"{there}/readiness", data=pair), 422, "This stands between a party and")


def test_markup_and_formulas_are_words(told: Partnership, there: str, mine: TestClient) -> None:
    mine.post(f"{there}/challenges/policy", data=challenge(text=HOSTILE, measure=FORMULA))
    mine.post(f"{there}/elements", data={
        "name": HOSTILE, "holder": ids(told)["Telecom"], "basis": "contract", "source": FORMULA,
        "seen": "3",
    })  # fmt: skip
    mine.post(f"{there}/challenges/policy", data=challenge(4, text=HOSTILE, measure=FORMULA))
    answer = mine.get(there)
    assert HOSTILE in seen(answer)
    assert HOSTILE not in answer.text
    file = mine.get(f"{there}?table=challenges&as=csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert FORMULA in file.text
    assert f",{FORMULA}" not in file.text
    assert mine.get(f"{there}?table=elements&as=xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(
    "table",
    ["parties", "relations", "elements", "readiness", "components", "challenges", "factors"],
)
def test_every_table_is_a_file_too(table: str, where: str, browsing: TestClient) -> None:
    answer = browsing.get(f"{where}?table={table}&as=csv")
    assert answer.status_code == 200
    assert answer.text


def test_a_stranger_is_told_what_is_told_of_something_absent(
    still: Partnership, where: str
) -> None:
    with visit(still.house.node, still.stranger) as stranger:
        seen(stranger.get(where), 404)
        for path in ("relations", "removals", "challenges/policy"):
            assert stranger.post(f"{where}/{path}", data={}).status_code == 404
