"""The table in the browser: figures and offers."""

import re
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app.winwin import offers as table
from tests.web.offering import FIGURE, offers, restated, service, use
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen, visit


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


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
