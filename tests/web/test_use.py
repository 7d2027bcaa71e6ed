"""Step 6 in the browser, and the page that follows the work."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from commonweal.adapters.jobs import work_off
from commonweal.app import agree, job, use
from tests.app.journey import WORLD, Journey, travelled
from tests.web.visits import done, refused, said, seen, visit


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("use") / "home")


@pytest.fixture
def user(told: Journey) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


def test_a_release_shows_what_left_what_stayed_and_why(told: Journey, user: TestClient) -> None:
    answer = user.get(f"/c/{told.collaboration}/use/{told.release}")
    words = seen(answer)
    assert "synthetic" in words
    assert "fewer than 16 subscribers" in words
    assert "Telecom, Mappers" in words or "Mappers, Telecom" in words
    assert "flows.csv" in words
    assert "ledger.json" not in answer.text


def test_a_file_of_a_release_is_a_download(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/use/{told.release}"
    answer = user.get(f"{page}/flows.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="flows.csv"'
    assert answer.content.startswith(b"day,origin")
    for name in ("ledger.json", "..%2Fledger.json", "nothing.csv"):
        seen(user.get(f"{page}/{name}"), 404)


def test_a_run_is_followed_until_its_release_is_there(told: Journey, user: TestClient) -> None:
    node = told.house.node
    page = f"/c/{told.collaboration}/use"
    assert "Run mobility behind the gate" in user.get(page).text
    follow = done(user.post(f"{page}/grants/{told.delivered}/runs", data=WORLD.settings()))
    waiting = user.get(follow)
    assert "It waits for the worker" in seen(waiting)
    assert 'http-equiv="refresh"' in waiting.text
    work_off(node.jobs, job.handlers(node))
    assert WORLD.settings()["baseline"] in user.get(page).text  # the last answers stand there
    ended = user.get(follow)
    assert 'http-equiv="refresh"' not in ended.text
    release = use.inbox(told.user, node, told.collaboration)[-1]
    assert f'href="{page}/{release.id}"' in ended.text


def test_a_run_on_a_grant_of_another_is_not_found(told: Journey) -> None:
    with visit(told.house.node, told.holder) as holder:
        page = f"/c/{told.collaboration}/use/grants/{told.delivered}/runs"
        seen(holder.post(page, data=WORLD.settings()), 404)
        seen(holder.get(f"/jobs/{told.job}"), 404)
        seen(holder.post(f"/jobs/{told.job}/cancel", data={}), 404)


def test_a_suspended_agreement_offers_no_run_and_a_stale_page_is_told_why(
    told: Journey, user: TestClient
) -> None:
    page = f"/c/{told.collaboration}/use"
    agree.suspend(told.holder, told.house.node, told.agreement)
    assert "No grant of yours is open." in seen(user.get(page))
    given = WORLD.settings()
    answer = user.post(f"{page}/grants/{told.delivered}/runs", data=given)
    refused(answer, 403, "The agreement is suspended", {"baseline": given["baseline"]})
    agree.resume(told.holder, told.house.node, told.agreement)
    assert f'id="run-{told.delivered}"' in user.get(page).text


def test_a_grant_that_was_used_is_refused_with_its_reason(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/use"
    assert f'id="run-{told.visited}"' not in user.get(page).text
    answer = user.post(f"{page}/grants/{told.visited}/runs", data=WORLD.settings())
    refused(answer, 403, "was used already")
    seen(user.post(f"{page}/grants/gra_forged/runs", data=WORLD.settings()), 404)


def test_a_setting_that_the_lane_does_not_know_is_refused(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/use/grants/{told.delivered}/runs"
    answer = user.post(page, data={**WORLD.settings(), "threshold": "1"})
    refused(answer, 422, "a field that this page does not know")


def test_a_decision_is_recorded_once_it_is_said(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/use/{told.release}"
    refused(user.post(f"{page}/decisions", data={"text": " "}), 422, "nothing is given")
    assert said(user.post(f"{page}/decisions", data={"text": "Send <i>boats</i>"})) == "decided"
    assert "Send <i>boats</i>" in seen(user.get(page))
    assert "<i>" not in user.get(page).text.split("<main", 1)[1]


def test_a_stranger_sees_no_release(told: Journey) -> None:
    with visit(told.house.node, told.outsiders["stranger"]) as stranger:
        seen(stranger.get(f"/c/{told.collaboration}/use/{told.release}"), 404)
        seen(stranger.get(f"/c/{told.collaboration}/use/{told.release}/flows.csv"), 404)
