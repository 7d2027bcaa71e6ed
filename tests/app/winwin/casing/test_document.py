"""A business case as a document: about a page, with every figure's origin."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.adapters.documents import markdown
from commonweal.adapters.documents.pdf import pdf
from commonweal.align.track import TrackChange
from commonweal.app import collaboration
from commonweal.app.align import alignment
from commonweal.app.winwin import businesscase, offers, solution
from commonweal.app.winwin.casing.case import Case
from commonweal.app.winwin.casing.document import LABEL, case_document
from commonweal.model.track import TrackKind, TrackState
from commonweal.model.winwin import ApprovalState
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    made = settled(tmp_path_factory.mktemp("document") / "home")
    solution.solve(made.user, made.house.node, made.id)
    businesscase.review(
        made.holder, made.house.node, made.id, state=ApprovalState.SUBMITTED, by="chief of data",
        note="hush",
    )  # fmt: skip
    return made


def case(told: Partnership, member: int = 1) -> Case:
    found = collaboration.show(told.user, told.house.node, told.id)
    return businesscase.show(told.holder, told.house.node, told.id, found.members[member].party)


def words(told: Partnership, member: int = 1) -> str:
    return markdown(case_document(case(told, member)))


@pytest.mark.requirement(29)
def test_it_says_what_is_in_it_when_and_by_whose_word(told: Partnership) -> None:
    text = words(told)
    assert f"**{LABEL}**" in text
    assert "Telecom nets 5 points" in text
    assert re.search(
        r"\*\*Paid back:\*\* 4\.5 months \(1\.8 months at best, 9\.6 months at worst\)", text
    )
    assert "no day is set for consent" in text
    assert re.search(r"submitted by chief of data, 2026-\d\d-\d\d", text)
    assert "hush" not in text


@pytest.mark.requirement(84)
def test_it_names_the_source_and_day_of_every_figure_and_the_public_value_apart(
    told: Partnership,
) -> None:
    text = words(told)
    assert text.count("invented, put here by Mappers, 2026") >= 3
    assert "no part of the net above" in text
    assert "taken to come evenly" in text


def test_it_says_how_the_package_was_computed_and_over_which_draws(told: Partnership) -> None:
    said = r"search:\*\* no package in which .* has more public value.*; chances over 10,000 draws"
    assert re.search(said, words(told))


@pytest.mark.requirement(31)
def test_that_alignment_began_before_its_time_stands_on_top_of_every_case(tmp_path: Path) -> None:
    made = settled(tmp_path / "home")
    who = made.holder, made.house.node, made.id
    alignment.override(*who, name="A. Jansen", reason="The river rises")
    solution.solve(*who)
    assert made.user.party
    text = markdown(case_document(businesscase.show(*who, made.user.party)))
    assert text.index("on the word of A. Jansen (Telecom), 2026") < text.index("Mappers nets")
    assert "The river rises" in text


def test_the_case_of_who_stays_out_says_that_and_no_more(told: Partnership) -> None:
    text = words(told, 2)
    assert "City has no part in it" in text
    assert "What it gets" not in text


def test_the_same_state_makes_the_same_document(told: Partnership, tmp_path: Path) -> None:
    assert case_document(case(told)) == case_document(case(told))


def test_it_fits_on_one_page_where_there_is_little_to_say(told: Partnership) -> None:
    made = pdf(case_document(case(told)))
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


def test_a_track_is_told_while_it_is_open_and_in_one_line_once_it_is_done(tmp_path: Path) -> None:
    made = settled(tmp_path / "home")
    solution.solve(made.user, made.house.node, made.id)
    track = TrackChange(
        name="consent",
        kind=TrackKind.LEGAL,
        authority="Council",
        country="NL",
        state=TrackState.OPEN,
    )
    for state, blocker, said in (
        (TrackState.BLOCKED, "no decree", "blocked: no decree"),
        (TrackState.DONE, "", "Done already: consent (Council, NL)."),
    ):
        change = replace(track, state=state, blocker=blocker)
        alignment.set_track(made.user, made.house.node, made.id, change)
        text = words(made)
        assert said in text
    assert "blocked" not in text


def test_an_approval_of_other_figures_is_told_as_such(tmp_path: Path) -> None:
    made = settled(tmp_path / "home")
    who = made.house.node, made.id
    solution.solve(made.user, *who)
    businesscase.review(made.holder, *who, state=ApprovalState.APPROVED, by="board")
    offers.change(made.user, *who, path="elements[0].cost", likely=14, source="us")
    text = words(made)
    assert "approved by board, 2026-03-01, given at 5 points; figures have changed since" in text
    assert "**Chance that it does not lose:** 0 %" in text
