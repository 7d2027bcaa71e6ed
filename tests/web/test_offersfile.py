"""The table as a file: taken, put there, and what is no such file."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.model.may import READ
from tests.app.journey import OFFERS
from tests.web.offering import FIGURE, offers
from tests.web.partnership import Partnership, settled
from tests.web.visits import refused, said, seen, visit


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


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
    assert replace(offers(told), called=before.called) == before


def test_a_first_table_comes_from_a_file_and_none_is_none(tmp_path: Path) -> None:
    told = settled(tmp_path / "bare", tabled=False)
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


def test_the_table_is_taken_as_json_and_as_a_sheet(
    still: Partnership, where: str, browsing: TestClient
) -> None:
    written = browsing.get(f"{where}/offers.json")
    assert written.headers["content-disposition"] == 'attachment; filename="offers.json"'
    assert written.json()["uses"][0]["public_value"] == [40, 60, 80]
    sheet = browsing.get(f"{where}/offers", params={"table": "figures", "as": "csv"})
    assert "use,map,public value,the public,40,60,80,points" in sheet.text.replace(".0", "")
    xlsx = browsing.get(f"{where}/offers", params={"table": "figures", "as": "xlsx"})
    assert xlsx.content[:2] == b"PK"
    with visit(still.house.node, still.stranger) as strange:
        assert strange.get(f"{where}/offers").status_code == 404
        assert strange.get(f"{where}/offers.json").status_code == 404


def test_a_file_lets_parties_in_that_it_lists(
    told: Partnership, there: str, mine: TestClient
) -> None:
    kinds = {"Mappers": "ngo", "Telecom": "business", "Newcomers": "ngo"}
    parties = [{"id": name, "kind": kind} for name, kind in kinds.items()]
    document = json.dumps({**OFFERS, "parties": parties}).encode()
    assert said(sent(mine, there, document)) == "tabled"
    assert "Newcomers" in seen(mine.get(f"{there}/offers"))
