"""Step 5 in the browser."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from commonweal.app import agree, share
from tests.app.journey import PURPOSE, Journey, travelled
from tests.web.visits import done, refused, said, seen, visit


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("share") / "home")


@pytest.fixture
def user(told: Journey) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


def asked(told: Journey, **changed: str) -> dict[str, str]:
    return {"dataset": told.dataset, "purpose": PURPOSE, "mode": "visit", **changed}


def test_a_refusal_names_its_clause_and_links_to_it(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/share"
    answer = user.post(f"{page}/requests", data=asked(told, purpose="research"))
    assert said(answer) == "refused"
    shown = user.get(answer.headers["location"])
    assert "Refused by clause" in seen(shown)
    latest = share.history(told.user, told.house.node, told.collaboration).refusals[-1]
    assert latest.reason in seen(shown)
    assert f"/agree/{latest.agreement}#clause-{latest.clause}" in shown.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"dataset": "dat_forged"}, "is not among the choices"),
        ({"purpose": ""}, "nothing is given"),
        ({"mode": "steal"}, "is not among the choices"),
        ({"party": "par_other"}, "a field that this page does not know"),
    ],
)
def test_a_wrong_request_asks_nothing(
    changed: dict[str, str], words: str, told: Journey, user: TestClient
) -> None:
    before = share.history(told.user, told.house.node, told.collaboration)
    answer = user.post(f"/c/{told.collaboration}/share/requests", data=asked(told, **changed))
    refused(answer, 422, words)
    assert share.history(told.user, told.house.node, told.collaboration) == before


def test_who_is_party_to_no_agreement_is_told_of_nothing(told: Journey) -> None:
    with visit(told.house.node, told.beneficiary) as city:
        page = f"/c/{told.collaboration}/share"
        answer = city.post(f"{page}/requests", data=asked(told))
        absent = city.post(f"{page}/requests", data=asked(told, dataset="dat_absent"))
        refused(answer, 422, "is not among the choices")
        assert answer.text.replace(told.dataset, "dat_absent") == absent.text
        assert "Nothing was granted yet" in seen(city.get(page))


def test_who_is_party_to_no_agreement_sees_the_data_and_may_draft_one(
    told: Journey, user: TestClient
) -> None:
    page = f"/c/{told.collaboration}/share"
    with visit(told.house.node, told.beneficiary) as city:
        words = seen(city.get(page))
        assert "so that any of them can draft an agreement on it" in words
        assert "No agreement on this data has your party in it" in words
        assert "Ask the gate" not in words
    assert "Ask the gate" in seen(user.get(page))


def test_a_grant_of_another_delivers_nothing(told: Journey) -> None:
    with visit(told.house.node, told.holder) as holder:
        page = f"/c/{told.collaboration}/share/grants/{told.delivered}/deliveries"
        seen(holder.post(page, data={}), 404)


def test_what_was_delivered_is_shown_and_delivered_once(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/share"
    words = seen(user.get(page))
    assert "sealed" in words
    assert "synthetic" in words
    again = user.post(f"{page}/grants/{told.delivered}/deliveries", data={})
    assert done(again).startswith("/jobs/")


def test_a_suspended_agreement_offers_nothing_and_says_so(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/share"
    href = f'href="/c/{told.collaboration}/use#run-{told.delivered}"'
    assert href in user.get(page).text
    agree.suspend(told.holder, told.house.node, told.agreement)
    answer = user.get(page)
    assert "agreement suspended" in seen(answer)
    assert href not in answer.text
    agree.resume(told.holder, told.house.node, told.agreement)
    assert href in user.get(page).text


def test_what_another_was_granted_is_shown_and_not_offered(told: Journey) -> None:
    with visit(told.house.node, told.holder) as holder:
        answer = holder.get(f"/c/{told.collaboration}/share")
        assert "delivered" in seen(answer)
        assert "run the lane" not in answer.text


def test_tables_leave_as_files(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/share"
    csv = user.get(f"{page}?table=grants&as=csv")
    assert csv.text.splitlines()[0].startswith("by whom,dataset,for")
    assert len(csv.text.splitlines()) == 3
    assert user.get(f"{page}?table=grants&as=xlsx").content.startswith(b"PK")
    seen(user.get(f"{page}?table=grants&as=exe"), 404)
    seen(user.get(f"{page}?table=nothing&as=csv"), 404)


def test_a_table_is_sorted_and_filtered_by_its_address(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/share"
    found = user.get(f"{page}?find.datasets=zzz")
    assert "No row has 'zzz'." in seen(found)
    assert (
        "<script"
        not in user.get(f"{page}?find.datasets=<script>x</script>")
        .text.split("<main", 1)[1]
        .split("</main>", 1)[0]
    )
    assert 'aria-sort="descending"' in user.get(f"{page}?sort.grants=-mode").text
