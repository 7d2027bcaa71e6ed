"""Step 2 in the browser: the package, the frontier, the switches."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.align.track import TrackChange
from commonweal.app import job
from commonweal.app.align import alignment
from commonweal.app.winwin import frontier, limit, solution, whatif
from commonweal.app.winwin import offers as table
from commonweal.model.ids import JobId
from commonweal.model.may import READ
from commonweal.model.track import TrackKind, TrackState
from commonweal.model.winwin import Standing
from commonweal.web.winwin import Known
from commonweal.winwin.chance import percent
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, said, seen, visit

PRESSED: dict[str, Any] = {
    **OFFERS,
    "elements": [
        {"id": "calls", "holder": "Telecom", "text": "Records", "cost": [2, 3, 4]},
        {"id": "logs", "holder": "Telecom", "text": "Tower logs", "cost": [1, 4, 9]},
    ],
    "uses": [
        *OFFERS["uses"],
        {
            "id": "towers",
            "element": "logs",
            "user": "Mappers",
            "text": "Map towers",
            "private_value": [1, 1, 1],
            "public_value": [10, 20, 30],
            "risk_to_holder": [0, 0, 3],
        },
    ],
}
"""Offers of which the plain optimum takes all, and leaves the holder with nothing to spare."""


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/winwin"


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/winwin"


def many(told: Partnership) -> None:
    """Put so much on the table that nothing is computed at once."""
    data = [
        {"id": f"e{n}", "holder": "Telecom", "text": f"Data {n}", "cost": [1, 2, 3]}
        for n in range(120)
    ]
    entries = {"unit": "points", "source": "invented", "elements": data}
    table.add(told.user, told.house.node, told.id, entries=entries)


def test_a_package_is_computed_kept_and_shown_with_its_label(there: str, mine: TestClient) -> None:
    words = seen(mine.get(there))
    assert "What the table gives now" in words
    assert "not kept yet" in words
    assert said(mine.post(f"{there}/packages")) == "solved"
    words = seen(mine.get(there))
    assert "The package that is kept 59 points public value win-win" in words
    assert "invented figures" in words
    assert "Everyone outside government gains with a chance of" in words
    assert re.search(
        r"Proved in [\d.]+ s of at most 20 s: no gap is left\. 10,000 draws, seed", words
    )
    assert "What is in the package for each party, and for the public" in words


def test_every_point_of_the_frontier_is_listed_and_one_can_be_opened(
    told: Partnership, there: str, mine: TestClient
) -> None:
    table.table(told.user, told.house.node, told.id, document=PRESSED)
    mine.post(f"{there}/packages")
    found = frontier.show(told.user, told.house.node, told.id)
    page = mine.get(there)
    words = seen(page)
    assert found.recommended
    assert "Public value against the chance that everyone outside government gains" in words
    assert 'data-numbers="1' in page.text
    assert f"{found.plain.public_value:g} points" in words
    assert re.search(r'name="point" id="point-\d"[^>]* open', page.text) is None
    opened = mine.get(f"{there}?point=1").text
    assert re.search(r'id="point-1" data-numbers="1[^"]*" open', opened)
    for odd in ("0", "99", "x", "-1", "²", "9" * 400):
        assert " open>" not in mine.get(there, params={"point": odd}).text


def test_the_plain_optimum_is_marked_and_the_page_says_why_it_is_not_recommended(
    told: Partnership, there: str, mine: TestClient
) -> None:
    table.table(told.user, told.house.node, told.id, document=PRESSED)
    words = seen(mine.get(there))
    assert "may press parties to the brink" in words
    assert "gives up" in words
    assert "it is never recommended" in words
    rows = mine.get(f"{there}?table=points&as=csv").text.splitlines()
    assert rows[1].endswith("plain optimum,invented figures")
    assert sum("recommended" in row for row in rows[2:]) == 1


@pytest.mark.parametrize(("form", "begins"), [("html", b"<!doctype"), ("pdf", b"%PDF")])
def test_packages_compared_and_the_plan_are_taken_along(
    form: str, begins: bytes, told: Partnership, there: str, mine: TestClient
) -> None:
    assert "as a document" not in seen(mine.get(there))
    mine.post(f"{there}/packages")
    assert f"{there}/packages.{form}" in mine.get(there).text
    assert f"{told.page}/align/plan.{form}" in mine.get(f"{told.page}/align").text
    for path in (f"{there}/packages", f"{told.page}/align/plan"):
        assert mine.get(f"{path}.{form}").content.lower().startswith(begins.lower())
        assert mine.get(f"{path}.exe").status_code == 404


def test_packages_kept_before_stay_in_sight_and_the_page_says_who_states_the_figures(
    told: Partnership, there: str, mine: TestClient
) -> None:
    assert "Packages kept before" not in seen(mine.get(there))
    before = {**OFFERS, "source": "invented, our illustration", "services": []}
    table.table(told.user, told.house.node, told.id, document=before)
    mine.post(f"{there}/packages")
    table.table(told.user, told.house.node, told.id, document=OFFERS)
    mine.post(f"{there}/packages")
    words = seen(mine.get(there))
    assert "Who states the figures on the table: invented." in words
    assert re.search(r"Packages kept before .* \d{4} no deal 0 points", words)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("winwin", "nets"),
        ("winwin?without=returns", "compared"),
        ("winwin/need", "turns"),
        ("winwin/need", "without-party"),
        ("winwin/cases", "cases"),
        ("winwin/value", "costs"),
    ],
)
def test_the_file_of_a_table_says_in_each_row_that_its_figures_are_invented_and_their_unit(
    told: Partnership, page: str, name: str, mine: TestClient
) -> None:
    mine.post(f"{told.page}/winwin/packages")
    more = "&" if "?" in page else "?"
    head, *rows = mine.get(f"{told.page}/{page}{more}table={name}&as=csv").text.splitlines()
    assert rows
    assert all(row.endswith("invented figures") for row in rows)
    assert "points" in f"{head} {rows[0]}"


@pytest.mark.requirement(28)
def test_without_the_returns_nothing_is_left_and_nothing_is_logged(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    before = told.house.node.records.counter()
    for what in ("service:report", "track:consent", "returns", "party:" + str(told.holder.party)):
        words = seen(mine.get(there, params={"without": what}))
        assert "Public value 59 → falls to 0 points" in words, what
        assert "No deal is left" in words
    assert told.house.node.records.counter() == before


def test_what_falls_with_a_track_or_a_party_is_named_with_what_it_lacks(
    told: Partnership, there: str, mine: TestClient
) -> None:
    words = seen(mine.get(f"{there}?without=track:consent"))
    assert "With it falls: Report: it needs the track consent." in words
    words = seen(mine.get(there, params={"without": f"party:{told.holder.party}"}))
    assert "Report: it needs the use “Map”, somebody who receives it." in words
    assert "With it falls" not in seen(mine.get(f"{there}?without=service:report"))


def test_before_and_after_tell_each_partys_net_and_the_change(there: str, mine: TestClient) -> None:
    words = seen(mine.get(f"{there}?without=service:report"))
    assert "public value, points 59 0 ▼ −59" in words
    assert "net of Telecom, points 5 – ▼ −5" in words


@pytest.mark.parametrize(
    "what", ["service:nothing", "track:nothing", "party:nothing", "", "x" * 500, "track:<b>"]
)
def test_what_is_not_there_cannot_be_left_out(what: str, where: str, browsing: TestClient) -> None:
    answer = browsing.get(where, params={"without": what})
    seen(answer, 422)
    assert "<b>" not in answer.text


def test_a_package_needs_an_offer(tmp_path: Path) -> None:
    told = settled(tmp_path / "bare", tabled=False)
    with visit(told.house.node, told.user) as mine:
        assert "Nothing is on the table yet" in seen(mine.post(f"{told.page}/winwin/packages"), 403)
        page = mine.get(f"{told.page}/winwin?without=track:x&point=3")
        assert "Nothing is on the table yet" in seen(page)
        assert f'href="{told.page}/winwin/offers"' in page.text


def test_a_kept_package_says_that_the_table_has_changed_since(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    assert "have changed since" not in seen(mine.get(there))
    mine.post(f"{there}/withdrawals", data={"item": "service:report", "seen": "1"})
    words = seen(mine.get(there))
    assert "Offers or tracks have changed since" in words
    assert "not on the table any more report" in words
    assert "What is in the package for each party" not in words  # a part of it is gone
    mine.post(f"{there}/packages")
    assert "have changed since" not in seen(mine.get(there))


def test_a_frontier_is_shown_beside_a_package_only_if_it_is_of_the_same_figures(
    still: Partnership,
) -> None:
    now = whatif.without(still.user, still.house.node, still.id)
    kept = now.chosen
    known = Known(table=None, kept=kept, current=True, now=now, computed=replace(now.frontier))
    assert known.frontier is known.computed
    assert (known.marked, known.instead) == (kept, None)
    other = replace(known, kept=replace(kept, basis="other"))
    assert other.frontier is now.frontier
    stale = replace(known, current=False)
    assert stale.frontier is now.frontier
    assert (stale.marked, stale.instead) == (None, kept)
    large = replace(stale, now=None)
    assert large.frontier is known.computed
    assert (large.marked, large.instead) == (kept, None)


@pytest.mark.ci
def test_what_is_kept_stands_with_its_own_frontier_and_picture_while_it_holds(
    told: Partnership, there: str, mine: TestClient
) -> None:
    limit.state(told.holder, told.house.node, told.id, least=2)  # not counted in what is not kept
    table.table(told.user, told.house.node, told.id, document=PRESSED)
    mine.post(f"{there}/packages")
    kept = solution.show(told.user, told.house.node, told.id)
    computed = frontier.show(told.user, told.house.node, told.id)
    now = solution.at_once(told.user, told.house.node, told.id)
    assert now
    assert now.frontier.plain.public_value != computed.plain.public_value
    words = seen(mine.get(there))
    assert f"The package that is kept {kept.public_value:g} points" in words
    assert f"The plain optimum, {computed.plain.public_value:g} points" in words
    assert f"{now.frontier.plain.public_value:g} points" not in words
    assert "What the table gives now" not in words


@pytest.mark.ci
def test_a_package_that_does_not_hold_any_more_has_no_badge_and_what_holds_stands_apart(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    dear = {**OFFERS, "elements": [{**OFFERS["elements"][0], "cost": [3, 7, 9]}]}  # type: ignore[dict-item]
    table.table(told.user, told.house.node, told.id, document=dear)
    now = solution.at_once(told.user, told.house.node, told.id)
    assert now
    assert now.chosen.standing is Standing.ONE_SIDED
    page = mine.get(there)
    words = seen(page)
    chance = percent(now.chosen.chance)
    first, kept, after = (
        words.index(each)
        for each in (
            "Now the table gives: one-sided, public value 59 points; everyone outside government "
            f"gains with a chance of {chance}.",
            "The package that is kept 59 points public value, when it was computed",
            "What the table gives now 59 points public value one-sided",
        )
    )
    assert first < kept < after < words.index("What is in the package for each party")
    assert "It was called win-win then" in words
    assert '<span class="state good">win-win</span>' not in page.text
    assert f"gains with a chance of {chance} ." in words


@pytest.mark.ci
def test_tracks_that_are_done_are_named_as_what_has_changed(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/packages")
    for authority, country in (("Council", "NL"), ("City", "NP")):
        alignment.set_track(
            told.user,
            told.house.node,
            told.id,
            TrackChange(
                name="consent",
                kind=TrackKind.LEGAL,
                authority=authority,
                country=country,
                state=TrackState.DONE,
            ),
        )
    assert "Tracks have changed since" in seen(mine.get(there))


@pytest.mark.ci
def test_a_switch_of_what_is_not_in_the_package_says_so_and_why_nothing_changes(
    told: Partnership, there: str, mine: TestClient
) -> None:
    idle = {
        **OFFERS,
        "tracks": [*OFFERS["tracks"], {"track": "spare", "cost": [1, 1, 1]}],
    }
    table.table(told.user, told.house.node, told.id, document=idle)
    words = seen(mine.get(f"{there}?without=track:spare"))
    assert "consent in left out" in words
    assert "spare not in the package left out" in words
    assert "Nothing changes: “spare” is not in the package as it is." in words
    assert "Nothing changes" not in seen(mine.get(f"{there}?without=track:consent"))


def test_a_large_table_is_computed_in_a_job_whose_page_leads_back(
    told: Partnership, there: str, mine: TestClient
) -> None:
    many(told)
    words = seen(mine.get(there))
    assert "This table is large" in words
    assert "Compute one" in words
    work = done(mine.post(f"{there}/packages"))
    page = mine.get(work)
    assert "Stop with the best found" in seen(page)
    assert f'href="{there}"' in page.text
    id = JobId(work.removeprefix("/jobs/"))
    job.foreground(told.user, told.house.node, id)
    assert done(mine.get(f"{work}/made")) == there
    words = seen(mine.get(there))
    assert "have changed since" not in words
    assert "How much, and how sure" in words
    assert "Packages weighed" in seen(mine.get("/jobs"))
    table.change(
        told.user,
        told.house.node,
        told.id,
        path="elements[0].cost",
        low=1,
        likely=1,
        high=1,
        source="us",
    )
    assert "Offers or tracks have changed since. Compute it again" in seen(mine.get(there))


def test_limits_are_announced_to_all_and_shown_to_nobody(
    told: Partnership, there: str, mine: TestClient
) -> None:
    limit.state(told.holder, told.house.node, told.id, least=4.321)
    words = seen(mine.get(there))
    assert "read by that party, by the optimiser and by the operator of this node" in words
    assert "others may guess at it" in words
    assert "4.321" not in mine.get(there).text
    assert "4.321" not in mine.get(f"{there}?without=service:report").text


def test_the_switches_leave_limits_of_others_out_and_say_so(
    told: Partnership, there: str, mine: TestClient
) -> None:
    limit.state(told.holder, told.house.node, told.id, least=100)
    words = seen(mine.get(f"{there}?without=track:consent"))
    assert "not counted here, except your own" in words
    assert "Public value 59 → falls to 0 points" in words


def test_who_may_only_read_sees_the_package_and_no_way_to_keep_it(
    still: Partnership, where: str
) -> None:
    with visit(still.house.node, replace(still.user, rights=READ)) as reading:
        answer = reading.get(where)
    assert "needs the right to act" in seen(answer)
    assert "59 points public value" in seen(answer)
    assert f'action="{where}/packages' not in answer.text
