"""Business cases in the browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app.winwin import businesscase, offers, solution
from commonweal.model.winwin import ApprovalState
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen, visit

SECRET = "only if the price stays"
TYPED = {"state": "approved", "by": "board of directors", "note": SECRET}


@pytest.fixture
def told(told: Partnership) -> Partnership:
    """One in which a package is kept."""
    solution.solve(told.user, told.house.node, told.id)
    return told


@pytest.fixture
def holders(told: Partnership) -> Iterator[TestClient]:
    """The browser of the business party."""
    with visit(told.house.node, told.holder) as made:
        yield made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes, in which the business party has said something of its case."""
    made = settled(tmp_path_factory.mktemp("kept") / "home")
    solution.solve(made.user, made.house.node, made.id)
    businesscase.review(
        made.holder, made.house.node, made.id, state=ApprovalState.APPROVED,
        by="<script>board</script>", note=SECRET,
    )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def looking(kept: Partnership) -> Iterator[TestClient]:
    """The browser of its user."""
    with visit(kept.house.node, kept.user) as made:
        yield made


@pytest.fixture(scope="module")
def selling(kept: Partnership) -> Iterator[TestClient]:
    """The browser of its business party."""
    with visit(kept.house.node, kept.holder) as made:
        yield made


def cases(told: Partnership) -> str:
    return f"{told.page}/winwin/cases"


def own(told: Partnership) -> str:
    return f"{cases(told)}/{told.holder.party}"


def typed(told: Partnership, **more: str) -> dict[str, str]:
    kept = solution.show(told.user, told.house.node, told.id)
    return {**TYPED, "package": kept.id, "seen": "0", **more}


def test_before_a_package_is_kept_both_pages_say_what_comes_first(
    still: Partnership, browsing: TestClient
) -> None:
    for page in (cases(still), own(still)):
        words = seen(browsing.get(page))
        assert "No package is kept yet" in words
        assert "Compute one first" in words


@pytest.mark.requirement(29)
def test_the_roster_says_who_has_approved_and_who_stays_out(
    told: Partnership, mine: TestClient, holders: TestClient
) -> None:
    words = seen(mine.get(cases(told)))
    assert "0 of 1 business party has approved" in words
    assert "Not approved yet: Telecom." in words
    assert "stays out" in words
    assert words.index("Mappers NGO") < words.index("Telecom business")
    answer = holders.post(f"{told.page}/winwin/reviews", data=typed(told))
    assert (done(answer), said(answer)) == (own(told), "reviewed")
    words = seen(mine.get(cases(told)))
    assert "all approved 1 of 1" in words
    assert "board of directors, 2026-" in words


@pytest.mark.requirement(29)
def test_a_case_says_what_is_in_it_when_and_on_whom_it_relies(
    kept: Partnership, looking: TestClient
) -> None:
    words = seen(looking.get(own(kept)))
    for told_there in (
        "5 points net, likely",
        "invented figures",
        "Report: gain from it",
        "cost of sharing it",
        "risk of this use of its data",
        "Mappers gives it and uses Map",
        "consent not on the board yet",
        "no part of the net above",
        "taken to come evenly",
        "invented, put here by Mappers, 2026-",
    ):
        assert told_there in words


def test_the_note_is_shown_to_its_own_party_alone(
    kept: Partnership, looking: TestClient, selling: TestClient
) -> None:
    assert SECRET in selling.get(own(kept)).text
    for page in (own(kept), cases(kept)):
        answer = looking.get(page)
        assert "approved" in answer.text
        assert SECRET not in answer.text


def test_the_form_stands_on_ones_own_page_alone(
    kept: Partnership, looking: TestClient, selling: TestClient
) -> None:
    assert 'action="' + f"{kept.page}/winwin/reviews" in selling.get(own(kept)).text
    assert f"{kept.page}/winwin/reviews" not in looking.get(own(kept)).text


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        ({"by": ""}, 422, "nothing is given"),
        ({"state": "sold"}, 422, "not among the choices"),
        ({"state": ""}, 422, "nothing is given"),
        ({"by": "x" * 201}, 422, "at most 200"),
        ({"seen": "many"}, 422, "which version"),
        ({"seen": "7"}, 409, "something else since"),
        ({"package": "pac_another"}, 409, "Another package"),
    ],
)
def test_what_will_not_do_is_said_and_what_was_typed_is_kept(
    wrong: dict[str, str], status: int, words: str, kept: Partnership, selling: TestClient
) -> None:
    before = kept.house.node.records.counter()
    answer = selling.post(f"{kept.page}/winwin/reviews", data=typed(kept, **{"seen": "1", **wrong}))
    refused(answer, status, words, {"note": SECRET})
    assert kept.house.node.records.counter() == before


def test_after_another_package_the_page_says_that_the_word_was_of_an_earlier_one(
    told: Partnership, mine: TestClient, holders: TestClient
) -> None:
    holders.post(f"{told.page}/winwin/reviews", data=typed(told))
    solution.solve(told.user, told.house.node, told.id)
    assert "about an earlier package" in seen(holders.get(own(told)))
    words = seen(mine.get(cases(told)))
    assert "of an earlier package" in words
    assert "0 of 1" in words


@pytest.mark.requirement(29)
def test_an_approval_of_other_figures_is_said_not_to_count(
    told: Partnership, mine: TestClient, holders: TestClient
) -> None:
    holders.post(f"{told.page}/winwin/reviews", data=typed(told))
    offers.change(
        told.user, told.house.node, told.id, path="elements[0].cost", low=12, likely=14, high=20,
        source="us",
    )  # fmt: skip
    words = seen(holders.get(own(told)))
    for each in (
        "−6 points net, likely (−15 to 1) approved, figures changed since",
        "Chance that it does not lose 0 %",
        "then it netted 5 points",
        "given at 5 points; figures have changed since",
        "it can be approved once",
    ):
        assert each in words
    words = seen(mine.get(cases(told)))
    for each in ("not yet 0 of 1", "figures have changed since: Telecom.", "has changed since it"):
        assert each in words
    again = typed(told, seen="1")
    refused(holders.post(f"{told.page}/winwin/reviews", data=again), 409, "have changed", {})


def test_the_roster_leaves_as_a_file_with_its_figures(
    kept: Partnership, looking: TestClient
) -> None:
    page = looking.get(cases(kept)).text
    assert all(f"?table=cases&amp;as={form}" in page for form in ("csv", "xlsx"))
    assert 'data-column="inside"' in page  # what a phone shows before the word
    rows = looking.get(f"{cases(kept)}?table=cases&as=csv").text.splitlines()
    assert rows[0].startswith('party,sector,"net, low","net, likely","net, high"')
    assert rows[2].startswith("Telecom,business,1.0,5.0,11.0,")


@pytest.mark.parametrize("form", ["html", "pdf", "xlsx", "md"])
def test_a_case_is_taken_away_as_a_file(form: str, kept: Partnership, looking: TestClient) -> None:
    answer = looking.get(f"{own(kept)}/business-case.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(f'business-case.{form}"')
    assert answer.content


def test_no_file_of_another_form_and_no_case_of_a_stranger(
    kept: Partnership, looking: TestClient
) -> None:
    assert looking.get(f"{own(kept)}/business-case.exe").status_code == 404
    assert looking.get(f"{cases(kept)}/{kept.stranger.party}").status_code == 404
    with visit(kept.house.node, kept.stranger) as stranger:
        for page in (cases(kept), own(kept), f"{own(kept)}/business-case.md"):
            assert stranger.get(page).status_code == 404


def test_hostile_words_stay_words(kept: Partnership, looking: TestClient) -> None:
    for page in (own(kept), cases(kept)):
        answer = looking.get(page)
        assert "<script>board</script>" in seen(answer)
        assert "<script>board" not in answer.text


def test_who_has_no_part_is_led_to_the_table(kept: Partnership, looking: TestClient) -> None:
    who = businesscase.roster(kept.user, kept.house.node, kept.id).rows[-1].party
    answer = looking.get(f"{cases(kept)}/{who}")
    assert "City has no part in it" in seen(answer)
    assert f"{kept.page}/winwin/offers" in answer.text


def test_who_stays_out_is_led_to_what_it_would_take(tmp_path: Path) -> None:
    made = settled(tmp_path / "out")
    offers.change(
        made.user, made.house.node, made.id, path="elements[0].cost", low=90, likely=900,
        high=950, source="us",
    )  # fmt: skip
    solution.solve(made.user, made.house.node, made.id)
    with visit(made.house.node, made.holder) as holders:
        answer = holders.get(own(made))
        words = seen(answer)
        assert "Telecom does not join the package" in words
        assert "it would net −892 (−945 to −77) points" in words
        assert f"/winwin/need?party={made.holder.party}" in answer.text
        assert "/winwin/reviews" not in answer.text
        refused(holders.post(f"{made.page}/winwin/reviews", data=typed(made)), 403, "stays out", {})
