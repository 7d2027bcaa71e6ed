"""The jobs of a party in the browser: its own, with a way to what they made."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from commonweal.app import job, use
from commonweal.app.winwin.weighing import WEIGH
from commonweal.model.ids import JobId
from commonweal.model.job import JobState
from commonweal.model.may import READ
from tests.app.journey import WORLD, Journey, travelled
from tests.web.visits import done, refused, seen, visit


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("jobs") / "home")


@pytest.fixture
def user(told: Journey) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


def started(told: Journey) -> JobId:
    """A run that waits for the worker."""
    settings = WORLD.settings()
    return use.run(told.user, told.house.node, told.delivered, lane="mobility", settings=settings)


def test_every_job_of_the_party_is_listed_with_what_it_made(
    told: Journey, user: TestClient
) -> None:
    page = user.get("/jobs")
    words = seen(page)
    for said in ("Run of mobility", "Delivery", "done", "the release", "the delivery"):
        assert said in words
    made = user.get(f"/jobs/{told.job}/made")
    assert done(made) == f"/c/{told.collaboration}/use/{told.release}"
    assert 'href="/jobs"' in user.get(f"/c/{told.collaboration}").text


def test_a_waiting_job_is_cancelled_and_resumed_from_the_list(
    told: Journey, user: TestClient
) -> None:
    id, node = started(told), told.house.node
    for page in ("/jobs", f"/jobs/{id}"):
        assert f'action="/jobs/{id}/cancel"' in user.get(page).text
    assert done(user.post(f"/jobs/{id}/cancel")) == f"/jobs/{id}"
    assert job.show(told.user, node, id).state is JobState.CANCELLED
    page = user.get("/jobs").text
    assert f'action="/jobs/{id}/resume"' in page
    assert "Cancelled before it was done." in page
    assert done(user.post(f"/jobs/{id}/resume")) == f"/jobs/{id}"
    assert job.show(told.user, node, id).state is JobState.WAITING
    user.post(f"/jobs/{id}/cancel")
    seen(user.get(f"/jobs/{id}/made"), 404)


def test_a_job_that_is_done_is_not_taken_up_again(told: Journey, user: TestClient) -> None:
    refused(user.post(f"/jobs/{told.job}/resume"), 409, "only a stopped job")


def test_another_partys_jobs_are_not_there(told: Journey) -> None:
    with visit(told.house.node, told.holder) as holder:
        assert "No long work yet" in seen(holder.get("/jobs"))
        assert told.job not in holder.get("/jobs").text
        for path in ("", "/made"):
            page = seen(holder.get(f"/jobs/{told.job}{path}"), 404)
            absent = seen(holder.get(f"/jobs/job_absent{path}"), 404)
            assert page.replace(told.job, "ID") == absent.replace("job_absent", "ID")


def test_who_may_only_read_sees_the_jobs_and_stops_none(told: Journey) -> None:
    id = started(told)
    with visit(told.house.node, replace(told.user, rights=READ)) as reader:
        for page in (reader.get("/jobs"), reader.get(f"/jobs/{id}")):
            assert "waiting" in seen(page)
            assert "/cancel" not in page.text
        refused(reader.post(f"/jobs/{id}/cancel"), 403, "needs the right to act")
    assert job.show(told.user, told.house.node, id).state is JobState.WAITING
    job.cancel(told.user, told.house.node, id)


def test_a_job_says_for_which_collaboration_it_works_how_far_it_is_and_is_full_once_done(
    told: Journey, user: TestClient
) -> None:
    jobs, about = told.house.node.jobs, {"collaboration": told.collaboration}
    id = jobs.start(WEIGH, about, person=told.user.person, party=str(told.user.party))
    assert "waits for the worker" in seen(user.get(f"/jobs/{id}"))
    assert jobs.claim([WEIGH], id)
    assert "waits for the worker" not in seen(user.get(f"/jobs/{id}"))
    jobs.beat(id, 6, 7, "packages; best 2,990.0 points, at most 2,990.0, gap 0.0%")
    words = seen(user.get(f"/jobs/{id}"))
    assert "6 of 7 packages" in words
    assert "“at most” what no answer can exceed" in words
    jobs.finish(id, JobState.DONE, "frontier_1")
    page = user.get(f"/jobs/{id}")
    words = seen(page)
    assert f'For the collaboration <a href="/c/{told.collaboration}">' in page.text
    assert f'href="/c/{told.collaboration}/winwin">See the package' in page.text
    assert 'max="1" value="1.0"' in page.text
    for said in ("6 of 7", "at most", "waits for the worker"):
        assert said not in words
    assert "6 of 7" not in seen(user.get("/jobs"))


def test_a_collaboration_that_the_visitor_may_not_see_is_not_named(
    told: Journey, user: TestClient
) -> None:
    jobs = told.house.node.jobs
    about = {"collaboration": "col_absent"}
    id = jobs.start(WEIGH, about, person=told.user.person, party=str(told.user.party))
    assert "For the collaboration" not in seen(user.get(f"/jobs/{id}"))
    user.post(f"/jobs/{id}/cancel")
