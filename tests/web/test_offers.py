"""The table in the browser: figures, offers, a file of them."""

import json
import re
from base64 import urlsafe_b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import offers as table
from commonweal.model.may import READ
from commonweal.model.winwin import Offers
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled
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
        "recipients": [str(told.holder.party)],
        "value-low": "5", "value-likely": "6", "value-high": "7",
        "uses": ["map"],
        "track": "permission",
        "track-cost-low": "1", "track-cost-likely": "2", "track-cost-high": "3",
        "unit": "points", "source": "invented", "seen": "1",
        **changed,
    }  # fmt: skip


def test_a_figure_is_changed_in_its_row(told: Partnership, there: str, mine: TestClient) -> None:
    answer = mine.post(f"{there}/figures", data=FIGURE)
    assert (done(answer), said(answer)) == (f"{there}/offers", "saved#figure-uses-0-public-value")
    changed = offers(told).uses[0].public_value
    assert (changed.low, changed.likely, changed.high) == (40, 70, 90)
    assert changed.source == "A. Clerk"
    assert changed.unit == "points"
    assert changed.on == told.house.clock.now().date()
    assert 'id="figure-uses-0-public-value"' in mine.get(f"{there}/offers").text


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
        ({"low": "100"}, "Public value: low 100 is above likely 70."),
        ({"likely": "1e14", "high": "1e14"}, "is above 1e+12, the most that it can be"),
        ({"low": "1e400"}, "out of range"),
        ({"stars": "3"}, "Stars and other numbers are both given"),
        ({"stars": "6"}, "not among the choices"),
        ({"stars": "many"}, "not among the choices"),
        ({"source": ""}, "nothing is given"),
        ({"source": "x" * 201}, "at most 200"),
        ({"path": ""}, "nothing is given"),
        ({"path": "uses[9].public_value"}, "figure is"),
        ({"path": "__class__"}, "figure is"),
        (
            {"path": "elements[0].cost", "low": "-1"},
            "Cost of sharing it, Telecom: low -1 is below 0",
        ),
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
    told = settled(tmp_path / "bare", tabled=False)
    there = f"{told.page}/winwin"
    with visit(told.house.node, told.user) as mine:
        assert "Nothing is on the table yet" in seen(mine.get(f"{there}/offers"))
        assert done(mine.post(f"{there}/uses", data=use(told, seen="0"))) == f"{there}/offers"
        assert "Map outages" in seen(mine.get(f"{there}/offers"))
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
    assert "Training" in seen(mine.get(f"{there}/offers"))


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
        ("uses", {"public-low": "100"}, 422, "Public value: low 100 is above likely 20."),
        ("uses", {"text": "x" * 501}, 422, "at most 500"),
        ("uses", {"unit": "euro"}, 422, "unit is points for all that lies on the table"),
        ("uses", {"seen": "7"}, 409, "changed the offers since"),
        ("uses", {"seen": "x"}, 422, "which version"),
        ("uses", {"extra": "1"}, 422, "does not know"),
        ("services", {"provider": ""}, 422, "nothing is given"),
        ("services", {"recipients": ["par_forged"]}, 422, "not among the choices"),
        ("services", {"value-low": ""}, 422, "Give low, likely and high"),
        ("services", {"recipients": []}, 422, "choose at least one"),
        ("services", {"value-stars": "2"}, 422, "Stars and numbers are both given"),
        ("uses", {"public-stars": "9"}, 422, "not among the choices"),
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


def test_all_that_is_wrong_with_an_offer_is_told_at_once_in_the_order_of_the_form(
    still: Partnership, where: str, browsing: TestClient
) -> None:
    wrong = {"cost-low": "many", "value-low": "9", "text": "", "track-cost-high": ""}
    answer = browsing.post(f"{where}/services", data=service(still, **wrong))
    words = seen(answer, 422)
    told_of = (
        "What is given back?: nothing is given.",
        "Cost of giving it, in points: low: 'many' is no number",
        "Gain of each who receives it: low 9 is above likely 6.",
        "Cost of that new track to government: high is not given.",
    )
    assert sorted(words.index(each) for each in told_of) == [words.index(each) for each in told_of]
    missing = use(still, data="", holder="", **{"cost-low": "3", "risk-low": "-1"})
    words = seen(browsing.post(f"{where}/uses", data=missing), 422)
    for each in ("or other data", "Say who holds it", "low 3 is above likely 2", "low -1 is below"):
        assert each in words


def test_forms_of_offers_say_the_unit_and_offer_what_is_known(
    where: str, browsing: TestClient
) -> None:
    words = seen(browsing.get(f"{where}/offers"))
    for label in ("Gain of the user", "Cost of giving it", "Risk to the holder"):
        assert f"{label}, in points" in words
    text = browsing.get(f"{where}/offers").text
    assert 'name="element" value="" checked> Other data, named below' in text
    assert 'name="tracks" value="consent"> consent' in text


def test_a_service_waits_for_tracks_that_are_known_and_for_a_new_one(
    told: Partnership, there: str, mine: TestClient
) -> None:
    form = service(told, tracks=["consent"], track="permission")
    assert said(mine.post(f"{there}/services", data=form)) == "tabled"
    assert offers(told).services[-1].needs_tracks == ("consent", "permission")
    none = {f"track-cost-{bound}": "" for bound in ("low", "likely", "high")}
    again = service(told, tracks=["consent"], track="", seen="2", **none)
    assert said(mine.post(f"{there}/services", data=again)) == "tabled"
    assert offers(told).services[-1].needs_tracks == ("consent",)


def test_words_of_an_offer_are_words(told: Partnership, there: str, mine: TestClient) -> None:
    mine.post(f"{there}/uses", data=use(told, text="<b>Map</b>", data="<script>x</script>"))
    text = mine.get(f"{there}/offers").text
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
    answer = mine.get(f"{there}/offers", params={"of": "element:e7"})
    seen(answer)
    assert 'aria-label="e7, cost of sharing it, Telecom: low"' in answer.text
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


def restated(told: Partnership, mine: TestClient, there: str, **more: str) -> Any:
    """The answer to a change of the public value of the map."""
    version = table.tabled(told.user, told.house.node, told.id)
    assert version
    stands = {"low": "40", "likely": "60", "high": "80", "source": "Mappers"}
    path = {"path": "uses[0].public_value", "seen": str(version.version)}
    return mine.post(f"{there}/figures", data={**stands, **path, **more})


def test_a_figure_is_given_in_stars_and_shown_so(
    told: Partnership, there: str, mine: TestClient
) -> None:
    assert done(restated(told, mine, there, stars="3")) == f"{there}/offers"
    given = offers(told).uses[0].public_value
    assert (given.low, given.likely, given.high, given.said) == (25, 30, 35, "3 stars")
    answer = mine.get(f"{there}/offers")
    assert "★★★☆☆" in answer.text
    words = seen(answer)
    assert "given as 3 stars" in words
    assert "One star counts as 10 points" in words
    assert "3 some" not in words
    assert "2 some 15 20 25" in words
    numbers = restated(told, mine, there, low="25", likely="31", high="35")
    assert done(numbers) == f"{there}/offers"
    assert offers(told).uses[0].public_value.said == ""
    assert "★" not in mine.get(f"{there}/offers").text


def test_stars_need_no_numbers(told: Partnership, there: str, mine: TestClient) -> None:
    empty = {"low": "", "likely": "", "high": ""}
    assert done(restated(told, mine, there, stars="0", **empty)) == f"{there}/offers"
    assert offers(told).uses[0].public_value.likely == 0


def test_stars_are_not_offered_where_nobody_said_what_one_counts_as(
    told: Partnership, there: str, mine: TestClient
) -> None:
    table.table(told.user, told.house.node, told.id, document={**OFFERS, "unit": "EUR"})
    answer = mine.get(f"{there}/offers")
    assert "Nobody has said what a star counts as here" in seen(answer)
    assert 'name="stars"' not in answer.text
    refused(restated(told, mine, there, stars="3"), 422, "what one star is worth")
    assert said(mine.post(f"{there}/star", data={"worth": "500", "seen": "2"})) == "saved"
    assert "One star counts as 500 EUR" in seen(mine.get(f"{there}/offers"))


def test_an_offer_is_made_in_stars(told: Partnership, there: str, mine: TestClient) -> None:
    bounds = ("low", "likely", "high")
    none = {f"public-{bound}": "" for bound in bounds}
    form = use(told, element="", **none, **{"public-stars": "4"})
    assert said(mine.post(f"{there}/uses", data=form)) == "tabled"
    assert offers(told).uses[-1].public_value.said == "4 stars"


def test_the_first_offer_is_made_in_stars_too(tmp_path: Path) -> None:
    told = settled(tmp_path / "bare", tabled=False)
    there = f"{told.page}/winwin"
    none = {f"public-{bound}": "" for bound in ("low", "likely", "high")}
    form = use(told, seen="0", unit="thousand EUR", **none, **{"public-stars": "4"})
    with visit(told.house.node, told.user) as mine:
        assert "or in stars" in seen(mine.get(f"{there}/offers"))
        refused(mine.post(f"{there}/uses", data=form), 422, "nobody has said what one counts as")
        assert said(mine.post(f"{there}/uses", data={**form, "star": "25"})) == "tabled"
    assert offers(told).uses[-1].public_value.likely == 100


def test_a_service_has_several_recipients(told: Partnership, there: str, mine: TestClient) -> None:
    members = [each.party for each in told.members]
    form = service(told, recipients=[str(each) for each in members if each != told.user.party])
    assert said(mine.post(f"{there}/services", data=form)) == "tabled"
    assert len(offers(told).services[-1].benefits) == 2


def test_who_changed_a_figure_sees_what_it_was_and_puts_it_back(
    told: Partnership, there: str, mine: TestClient
) -> None:
    before = offers(told).uses[0].public_value
    restated(told, mine, there, low="1", likely="2", high="3", source="A. Clerk")
    answer = mine.get(f"{there}/offers")
    assert "You changed it. It was 40, 60, 80; source: invented. Put it back" in seen(answer)
    form = answer.text.partition('<tr class="was">')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    assert done(mine.post(f"{there}/figures", data=fields)) == f"{there}/offers"
    after = offers(told).uses[0].public_value
    assert (after.low, after.likely, after.high) == (before.low, before.likely, before.high)
    assert after.source == "invented"
    assert "It was 1, 2, 3; source: A. Clerk" in seen(mine.get(f"{there}/offers"))


def test_what_was_given_in_stars_is_put_back_in_stars(
    told: Partnership, there: str, mine: TestClient
) -> None:
    restated(told, mine, there, stars="3")
    restated(told, mine, there, low="1", likely="2", high="3")
    form = mine.get(f"{there}/offers").text.partition('<tr class="was">')[2]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form.partition("</form>")[0]))
    assert done(mine.post(f"{there}/figures", data=fields)) == f"{there}/offers"
    assert offers(told).uses[0].public_value.said == "3 stars"


def test_nothing_is_offered_to_be_put_back_once_somebody_else_changed_the_table(
    told: Partnership, there: str, mine: TestClient
) -> None:
    restated(told, mine, there, low="1", likely="2", high="3")
    with visit(told.house.node, told.holder) as other:
        assert "You changed it" not in seen(other.get(f"{there}/offers"))
    table.change(
        told.holder, told.house.node, told.id,
        path="elements[0].cost", low=1, likely=1, high=1, source="Telecom",
    )  # fmt: skip
    assert "You changed it" not in seen(mine.get(f"{there}/offers"))


HUGE = urlsafe_b64encode(
    b'{"path": "uses[0].public_value", "version": 1, "low": 1, "likely": 2, "high": 1e308, '
    b'"stars": null, "source": "x", "by": "x"}'
).decode()


@pytest.mark.parametrize("given", ["x", "e30=", "W10=", "é", "=" * 9000, '"', "bnVsbA==", HUGE])
def test_a_forged_memory_of_a_figure_is_none(given: str, where: str, still: Partnership) -> None:
    with visit(still.house.node, still.user) as forging:
        answer = forging.get(f"{where}/offers", headers={b"Cookie": f"weal_was={given}".encode()})
    assert "You changed it" not in seen(answer)


def test_the_table_is_shown_by_party_and_by_kind(
    still: Partnership, where: str, browsing: TestClient
) -> None:
    uses = seen(browsing.get(f"{where}/offers", params={"kind": "use"}))
    assert "risk to the holder" in uses
    assert "cost of giving it" not in uses
    city = next(each.party for each in still.members if each.party not in
                (still.user.party, still.holder.party))  # fmt: skip
    nothing = seen(browsing.get(f"{where}/offers", params={"party": city}))
    assert "Nothing of that kind is on the table" in nothing
    telecom = seen(browsing.get(f"{where}/offers", params={"party": str(still.holder.party)}))
    assert "cost of sharing it" in telecom
    assert "cost while it is not done" not in telecom
    assert seen(browsing.get(f"{where}/offers", params={"kind": "<b>", "of": "x", "party": "y"}))
    assert browsing.get(f"{where}/offers", params={"of": "x" * 601}).status_code == 422


def test_a_figure_that_was_refused_is_shown_whatever_part_is_asked_for(
    where: str, browsing: TestClient
) -> None:
    answer = browsing.post(f"{where}/figures", data={**FIGURE, "low": "100"})
    refused(answer, 422, "low 100 is above likely 70", {"low": "100"})
    assert '<a href="#figure-uses-0-public-value-low">Public value: low' in answer.text


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


def test_figures_in_stars_follow_what_a_star_counts_as(
    told: Partnership, there: str, mine: TestClient
) -> None:
    restated(told, mine, there, stars="3")
    assert said(mine.post(f"{there}/star", data={"worth": "20", "seen": "2"})) == "saved"
    given = offers(told).uses[0].public_value
    assert (given.low, given.likely, given.high, given.said) == (50, 60, 70, "3 stars")
    assert offers(told).elements[0].cost.likely == 3


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"worth": "0", "seen": "1"}, 422, "star is 0"),
        ({"worth": "-3", "seen": "1"}, 422, "star is -3"),
        ({"worth": "1e12", "seen": "1"}, 422, "star is"),
        ({"worth": "", "seen": "1"}, 422, "nothing is given"),
        ({"worth": "5", "seen": "9"}, 409, "changed the offers since"),
    ],
)
def test_a_star_that_is_worth_nothing_is_refused(
    form: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    where: str,
    browsing: TestClient,
) -> None:
    before = still.house.node.records.counter()
    refused(browsing.post(f"{where}/star", data=form), status, words)
    assert still.house.node.records.counter() == before
