"""The tour of each case: its eight steps in the order of the paper's story, and what it tells."""

import pytest
from playwright.sync_api import Page

from tests.e2e.demo import Demo
from tests.e2e.guided import Guided, guided
from tests.e2e.sending import pressed

CUSTOMS, IMPORTER = "Dutch Customs", "Importer B (invented)"
SCHOOL, HUB = "School district (invented)", "Food hub (invented)"
FLOWERS = "Flower imports from Kenya to the Netherlands"
NEPAL = "Population flows after the Nepal earthquake"
LOCAL = "Local food for public institutions in New York State"
RULES = {"ny-30pct", "ny-gc-raw", "ny-eo32", "us-2008-farm-act"}


@pytest.mark.ci
def test_flowers_go_from_win_win_by_alignment_to_an_easier_border(page: Page, demo: Demo) -> None:
    tour = guided(page, demo, CUSTOMS, FLOWERS)
    assert tour.column("events", "kind") == [
        *("request", "no agreement", "win-win search", "business case", "commitment"),
        *("alignment", "scale-up"),
    ]
    assert "what business would gain is not clear" in tour.words
    assert "approve the business case" in tour.words

    assert "Resource-dependence platform" in tour.step("Diagnose")
    assert "Customs is turned to the social issue" in tour.words

    assert "The green lane" in tour.step("Win-win")
    assert all(float(net) > 0 for net in _nets(tour).values())
    assert {"Importer A (invented)", "FloraHolland", CUSTOMS} <= _nets(tour).keys()
    assert "invented figures" in tour.words

    tour.step("Align")
    tour.page.get_by_text("Every track as a table").click()
    assert ("Authorities inspect together", "KE", "done") in [
        (each["track"], each["country"], each["state"]) for each in tour.rows("tracks")
    ]
    assert {"Legal", "IT", "Procedural"} == set(tour.column("tracks", "kind"))

    tour.step("Agree")
    assert tour.column("agreements", "state") == ["active", "active"]
    pressed(tour.page.get_by_role("link", name="Papers of Importer A"))
    assert "The data stays with Importer A (invented)" in tour.words

    tour.step("Share")
    assert _clauses(tour) == ["purpose", "mode"]

    tour.step("Use")
    pressed(tour.page.locator("section#releases tbody a").first)
    channels = tour.column("found-consignments", "channel")
    assert set(channels) == {"green", "orange", "red"}
    assert channels.count("green") > len(channels) / 2
    assert tour.page.locator("figure svg").count()

    tour.step("Returns")
    states = {each["return"]: each["state"] for each in tour.rows("returns")}
    assert states["The green lane for Importer A"].startswith("confirmed")
    assert states["The green lane for Importer A, next season"].startswith("aligned")

    _verified(tour)
    assert _in_order(
        tour.acts(),
        *("align: track set", "agree: drafted", "agree: signed", "share: granted"),
        *("use: release made", "returns: aligned", "returns: delivered"),
    )


@pytest.mark.ci
def test_flows_of_people_come_from_one_delivery_and_nothing_more(page: Page, demo: Demo) -> None:
    tour = guided(page, demo, "Flowminder", NEPAL)
    kinds = tour.column("events", "kind")
    assert kinds.count("no agreement") == 2
    assert kinds.count("request") == 6
    assert kinds[-2:] == ["urgency", "commitment"]

    assert "Social Issue platform" in tour.step("Diagnose")
    assert "Dependencies" in tour.page.locator("#dependencies").inner_text()
    assert "deviates" in tour.page.locator("#dependencies").inner_text()

    tour.step("Win-win")
    assert all(float(net) > 0 for net in _nets(tour).values())
    assert "NCell" in _nets(tour)

    tour.step("Align")
    done = tour.page.locator("table.board td[data-state=done]").inner_text()
    assert "Insight from the records may be published" in done

    tour.step("Agree")
    assert set(tour.column("agreements", "state")) == {"closed"}
    assert {"deliver", "visit"} == set(tour.column("agreements", "mode"))

    tour.step("Share")
    assert tour.column("deliveries", "state") == ["destroyed"]
    assert _clauses(tour) == ["purpose", "count", "state"]

    tour.step("Use")
    pressed(tour.page.locator("section#releases tbody a").first)
    slider = tour.page.locator("figure input[type=range]")
    slider.wait_for()
    day = slider.get_attribute("aria-valuetext")
    assert day
    assert "2015-04-26" <= day <= "2015-05-01"
    assert tour.page.locator("figure svg path[aria-label*=' to ']").count() > 5
    seen = [each["subscribers"] for each in tour.rows("found-flows")]
    assert min(int(each) for each in seen if each.isdigit()) >= 16
    assert "small flows are withheld" in tour.words
    assert "synthetic" in tour.words

    tour.step("Returns")
    assert [each.split()[0] for each in tour.column("returns", "state")] == ["confirmed"] * 2

    _verified(tour)
    assert _in_order(
        tour.acts(),
        *("diagnose: assessment given", "winwin: package chosen", "align: track set"),
        *("agree: signed", "share: refused", "share: granted", "use: release made"),
        *("returns: delivered", "share: refused", "collaboration: ended"),
    )


@pytest.mark.ci
def test_what_local_means_is_settled_first_and_every_lot_is_judged(page: Page, demo: Demo) -> None:
    tour = guided(page, demo, SCHOOL, LOCAL)
    assert "Nothing is noted yet" in tour.words

    assert "Societal Sector platform" in tour.step("Diagnose")
    assert "what is local is itself contested" in tour.words

    tour.step("Win-win")
    assert float(_nets(tour)["Farm A (invented)"]) > 0

    tour.step("Align")
    tour.page.get_by_text("Every track as a table").click()
    assert [
        (each["authority"], each["state"])
        for each in tour.rows("tracks")
        if each["track"] == "What counts as local is settled"
    ] == [("State of New York", "done"), ("School district", "done")]

    tour.step("Agree")
    assert len(tour.column("agreements", "agreement")) == 1

    tour.step("Share")
    assert {"Farm A (invented)", HUB} == set(tour.column("datasets", "holder"))
    asked = tour.page.locator("#request").inner_text()
    assert "Lots received" in asked
    assert "Farm A" not in asked
    assert _clauses(tour) == ["state", "purpose", "mode"]
    assert len(tour.column("grants", "state")) == 3

    tour.step("Use")
    pressed(tour.page.locator("section#releases tbody a").first)
    verdicts = tour.rows("found-verdicts")
    soup = {each["rule"]: each["verdict"] for each in verdicts if "soup" in each["product"]}
    assert soup.keys() == RULES
    assert set(soup.values()) == {"yes", "no", "unknown"}
    assert all(each["deciding fact"] not in {"", "–"} for each in verdicts)
    kept = " ".join(tour.column("kept", "what and why"))
    assert "price: what the farm's buyer may not see" in kept
    assert "farm: the farm shares with one party only: the hub" in kept

    tour.step("Returns")
    states = [each.split()[0] for each in tour.column("returns", "state")]
    assert states == ["confirmed", "aligned"]

    _verified(tour)
    assert _in_order(
        tour.acts(),
        *("align: track set", "agree: drafted", "share: refused", "agree: signed"),
        *("share: granted", "use: release made") * 3,
        "returns: delivered",
    )


def test_who_is_no_party_to_an_agreement_does_not_see_that_it_is_there(
    page: Page, demo: Demo
) -> None:
    farms = "What Farm A picked"
    hub = guided(page, demo, HUB, LOCAL)
    hub.step("Share")
    assert farms in hub.page.locator("#request").inner_text()
    hub.step("Agree")
    of_the_hub = set(hub.column("agreements", "agreement"))
    school = guided(page, demo, SCHOOL, LOCAL)
    school.step("Agree")
    assert set(school.column("agreements", "agreement")) < of_the_hub
    importer = guided(page, demo, IMPORTER, FLOWERS)
    importer.step("Agree")
    assert importer.column("agreements", "agreement") == [
        "Papers of Importer B beside its declarations"
    ]


def _nets(tour: Guided) -> dict[str, str]:
    """What the package that is kept leaves to each party."""
    return {
        each["party"]: next(value for head, value in each.items() if head.startswith("net"))
        for each in tour.rows("nets")
    }


def _clauses(tour: Guided) -> list[str]:
    """What each refusal rests on, by the first word that its reason shows of a term."""
    terms = {"purpose": "purpose", "mode": "mode", "grants": "count", "not in force": "state"}
    return [
        next(term for words, term in terms.items() if words in each["why"])
        for each in tour.rows("refusals")
    ]


def _verified(tour: Guided) -> None:
    tour.step("Account")
    pressed(tour.page.get_by_role("button", name="Verify the log now"))
    assert "signed checkpoints fit, and so does every record" in tour.words


def _in_order(acts: list[str], *wanted: str) -> bool:
    """True if each of the acts stands in the log after the one before it."""
    left = iter(acts)
    return all(each in left for each in wanted)
