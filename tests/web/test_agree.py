"""Step 4 in the browser."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from commonweal.app import agree
from commonweal.model.agreement import AgreementState
from tests.app.journey import Journey, travelled
from tests.web.visits import done, refused, said, seen, visit

DRAFT = {
    "title": "Once more <b>",
    "recipient": "",
    "purpose": "research",
    "mode": "visit",
    "first": "2026-03-01",
    "last": "2026-12-31",
    "zone": "Europe/Amsterdam",
    "count": "2",
    "min-group": "20",
    "no-reidentification": "yes",
    "like": "",
    "delete": "",
    "publish-insight": "",
    "return-by": "2026-12-31",
    "return-benefit": "A report\nA training",
}


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("agree") / "home")


@pytest.fixture
def user(told: Journey) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


def draft(told: Journey, **changed: str) -> dict[str, str]:
    assert told.user.party
    return {**DRAFT, "dataset": told.dataset, "recipient": told.user.party, **changed}


def test_a_draft_becomes_clauses_that_both_parties_sign(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/agree"
    made = done(user.post(f"{page}/drafts", data=draft(told)))
    words = seen(user.get(made))
    assert "Once more <b>" in words
    assert "<b>" not in user.get(made).text
    assert "the system enforces" in words
    assert "A training" in words
    assert said(user.post(f"{made}/sign", data={})) == "signed"
    with visit(told.house.node, told.holder) as holder:
        assert done(holder.post(f"{made}/sign", data={})) == made
    found = agree.roster(told.user, told.house.node, told.collaboration)[-1]
    assert found.state is AgreementState.ACTIVE
    assert "Sign for" not in seen(user.get(made))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "What is it called?: nothing is given."),
        ({"title": "x" * 3000}, "3,000 characters; at most 2,000"),
        ({"purpose": "spying"}, "is not among the choices"),
        ({"recipient": "par_forged"}, "is not among the choices"),
        ({"dataset": "dat_forged"}, "is not among the choices"),
        ({"first": "31 May"}, "is no day"),
        ({"last": "2026-02-01"}, "before it begins"),
        ({"count": "many"}, "is no number"),
        ({"count": "1.5"}, "is no whole number"),
        ({"count": "0"}, "is not a whole number"),
        ({"min-group": "1"}, "below 2"),
        ({"zone": "Mars/Base"}, "not an IANA time zone"),
        ({"state": "active"}, "a field that this page does not know"),
        ({"title": "bell\a"}, "a character that cannot be shown"),
    ],
)
def test_a_draft_that_is_wrong_is_shown_again_with_what_was_typed(
    changed: dict[str, str], words: str, told: Journey, user: TestClient
) -> None:
    before = agree.roster(told.user, told.house.node, told.collaboration)
    answer = user.post(f"/c/{told.collaboration}/agree/drafts", data=draft(told, **changed))
    refused(answer, 422, words, {"zone": changed.get("zone", "Europe/Amsterdam")})
    assert agree.roster(told.user, told.house.node, told.collaboration) == before


def test_only_who_may_can_stop_an_agreement(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/agree/{told.agreement}"
    assert "needs the role holder" in seen(user.post(f"{page}/suspend", data={}), 403)
    with visit(told.house.node, told.holder) as holder:
        assert said(holder.post(f"{page}/suspend", data={})) == "suspended"
        assert said(holder.post(f"{page}/resume", data={})) == "resumed"
        assert said(holder.post(f"{page}/complete", data={})) == "completed"
    found = agree.show(told.user, told.house.node, told.agreement)[0]
    assert found.state in {AgreementState.COMPLETED, AgreementState.CLOSED}


def test_an_act_that_there_is_not_changes_nothing(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/agree/{told.agreement}"
    seen(user.post(f"{page}/activate", data={}), 404)
    seen(user.get(f"{page}/agreement.exe"), 404)


def test_the_agreement_leaves_as_files(told: Journey, user: TestClient) -> None:
    page = f"/c/{told.collaboration}/agree/{told.agreement}"
    for name, begins in (
        ("agreement.pdf", b"%PDF"),
        ("agreement.html", b"<!doctype html>"),
        ("agreement.xlsx", b"PK"),
        ("signed.json", b"{"),
    ):
        answer = user.get(f"{page}/{name}")
        assert answer.status_code == 200
        assert answer.content.lower().startswith(begins.lower())
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("who", ["stranger", "party to another collaboration"])
def test_a_stranger_is_told_what_is_told_of_something_absent(who: str, told: Journey) -> None:
    with visit(told.house.node, told.outsiders[who]) as stranger:
        absent = seen(stranger.get("/c/col_absent/agree"), 404)
        real = seen(stranger.get(f"/c/{told.collaboration}/agree"), 404)
        assert real.replace(told.collaboration, "col_absent") == absent
        for act in ("sign", "withdraw", "suspend"):
            page = f"/c/{told.collaboration}/agree/{told.agreement}/{act}"
            seen(stranger.post(page, data={}), 404)


def test_an_agreement_is_not_found_below_another_collaboration(told: Journey) -> None:
    from commonweal.app import collaboration
    from commonweal.model.party import Role

    other = collaboration.new(
        told.user, told.house.node, title="Mine", issue="Mine", roles=frozenset({Role.USER})
    )
    with visit(told.house.node, told.user) as user:
        seen(user.get(f"/c/{other.id}/agree/{told.agreement}"), 404)


def test_a_beneficiary_reads_no_agreement(told: Journey) -> None:
    with visit(told.house.node, told.beneficiary) as city:
        assert "No agreement yet" in seen(city.get(f"/c/{told.collaboration}/agree"))
        seen(city.get(f"/c/{told.collaboration}/agree/{told.agreement}"), 404)
