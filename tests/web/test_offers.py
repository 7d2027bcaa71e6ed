"""The table in the browser: figures, offers, a file of them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import offers as table
from commonweal.model.may import READ
from commonweal.model.winwin import Offers
from tests.app.houses import house
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, partnership
from tests.web.visits import done, refused, said, seen, visit

FIGURE = {"path": "uses[0].public_value", "low": "40", "likely": "70", "high": "90",
          "source": "A. Clerk", "seen": "1"}  # fmt: skip


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


def offers(told: Partnership) -> Offers:
    found = table.tabled(told.user, told.house.node, told.id)
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
    table.table(told.user, told.house.node, told.id, document=document)
    answer = mine.get(there, params={"of": "element:e7"})
    seen(answer)
    assert 'aria-label="e7, cost of sharing it: low"' in answer.text
    assert answer.text.count(': low"') == 1
    assert len(answer.content) < 400_000


def test_a_form_that_was_overtaken_can_be_sent_again_as_it_stands(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/figures", data=FIGURE)
    answer = mine.post(f"{there}/uses", data=use(told, element=""))
    refused(answer, 409, "changed the offers since", {"text": "Map outages"})
    form = answer.text.partition('id="use-offer"')[2].partition("</form>")[0]
    assert 'name="seen" value="2"' in form


def sent(mine: TestClient, there: str, content: bytes, *, name: str = "o.yaml", **more: str) -> Any:
    """The answer to a file that was put into the form."""
    return mine.post(f"{there}/files", data={"seen": "1", **more}, files={"file": (name, content)})


def test_the_table_is_taken_as_a_file_edited_and_put_back(
    told: Partnership, there: str, mine: TestClient
) -> None:
    answer = mine.get(f"{there}/offers.yaml")
    assert answer.headers["content-disposition"] == 'attachment; filename="offers.yaml"'
    assert answer.headers["content-type"] == "application/yaml"
    before, written = offers(told), answer.text
    assert "holder: Telecom" in written
    assert "public_value: [40, 60, 80]" in written
    edited = written.replace("[40, 60, 80]", "[50, 70, 90]").replace("on: '2026", "on: '2027")
    assert said(sent(mine, there, edited.encode())) == "tabled"
    after = offers(told)
    assert after.uses[0].public_value.likely == 70
    assert said(sent(mine, there, written.encode(), seen="2")) == "tabled"
    assert offers(told) == before


def test_a_first_table_comes_from_a_file_and_none_is_none(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "bare"), tabled=False)
    there = f"{told.page}/winwin"
    with visit(told.house.node, told.user) as mine:
        assert "Nothing is on the table yet" in seen(mine.get(f"{there}/offers.yaml"), 403)
        content = json.dumps(OFFERS).encode()
        assert said(sent(mine, there, content, name="offers.json", seen="0")) == "tabled"
    assert [each.id for each in offers(told).uses] == ["map"]


NOBODYS = json.dumps(OFFERS).replace("Telecom", "Somebody else").encode()
WRONG = json.dumps(OFFERS).replace("[2, 3, 4]", "[4, 3, 2]").encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a: &a [x, x]\nb: [*a, *a]\n", "o.yaml is not well formed: aliases are not read"),
        (b"elements: " + b"[" * 50_000, "nested deeper than 32"),
        (b"unit: a\nsource: b\nunit: c\n", "the key 'unit' stands twice in the mapping at line 1"),
        (b"unit: a\nelements: [1,\nuses: 2", "line 3"),
        ("unit: été".encode("latin-1"), "o.yaml is not UTF-8 text"),
        (b"\x00\x01\x02", "not well formed"),
        (b"", "not a mapping"),
        (b"[]", "not a mapping"),
        (b"a: '" + b"x" * 200_000 + b"'", "at most 200,000"),
        (b"a: '" + b"x" * 1_000_000 + b"'", "larger than 1,000,000 bytes"),
        (b"surprise: 1", "A key of The document is 'surprise'"),
        (b"elements: []\nuses: []", "The offers are empty"),
        (NOBODYS, "elements[0].holder is 'Somebody else'"),
        (WRONG, "elements[0].cost is out of order: 4, 3, 2"),
    ],
)
def test_a_file_that_will_not_do_changes_nothing(
    content: bytes, words: str, still: Partnership, where: str, browsing: TestClient
) -> None:
    before = still.house.node.records.counter()
    answer = sent(browsing, where, content)
    refused(answer, 422, words)
    assert '<details id="from-file" open>' in answer.text
    assert still.house.node.records.counter() == before


def test_a_file_from_a_table_that_changed_meanwhile_is_refused(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/figures", data=FIGURE)
    refused(sent(mine, there, json.dumps(OFFERS).encode()), 409, "changed the offers since")
    assert offers(told).uses[0].public_value.likely == 70


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\passwd", "a/\u202epasswd", "é" * 999])
def test_the_name_of_a_file_is_only_a_word(name: str, where: str, browsing: TestClient) -> None:
    words = seen(sent(browsing, where, b"- a", name=name), 422)
    called = name[:80] if "passwd" not in name else "passwd"
    assert f" {called} is not a mapping" in words


def test_what_is_no_file_is_not_taken_for_one(
    still: Partnership, where: str, browsing: TestClient
) -> None:
    before = still.house.node.records.counter()
    for data in ({"seen": "1"}, {"seen": "1", "file": "unit: a"}):
        refused(browsing.post(f"{where}/files", data=data), 422, "no file is chosen")
    two = [("file", ("a.yaml", b"a: 1")), ("file", ("b.yaml", b"a: 1"))]
    refused(browsing.post(f"{where}/files", data={"seen": "1"}, files=two), 422, "cannot be read")
    elsewhere = {"path": ("a.yaml", b"a: 1")}
    answer = browsing.post(f"{where}/files", data={"seen": "1"}, files=elsewhere)
    refused(answer, 422, "takes no file")
    answer = browsing.post(f"{where}/figures", data=FIGURE, files={"path": ("a", b"a")})
    assert answer.status_code == 422
    assert still.house.node.records.counter() == before


def test_who_may_only_read_takes_the_file_and_puts_none(still: Partnership, where: str) -> None:
    before = still.house.node.records.counter()
    with visit(still.house.node, replace(still.user, rights=READ)) as reading:
        assert reading.get(f"{where}/offers.yaml").status_code == 200
        answer = sent(reading, where, json.dumps(OFFERS).encode())
        refused(answer, 403, "needs the right to act")
    with visit(still.house.node, still.stranger) as strange:
        assert strange.get(f"{where}/offers.yaml").status_code == 404
        assert sent(strange, where, b"").status_code == 404
    assert still.house.node.records.counter() == before
