"""The plan of alignment, as a document."""

from datetime import date
from pathlib import Path

import pytest

from commonweal.adapters.documents import markdown
from commonweal.align.track import TrackChange
from commonweal.app.align import alignment, plan
from commonweal.app.winwin import frontier, packages, solution
from commonweal.model.track import Step, TrackKind, TrackState
from tests.app.journey import travelled
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def words(told: Partnership) -> str:
    return markdown(plan.document(told.user, told.house.node, told.id))


@pytest.mark.requirement(30)
def test_it_says_what_each_benefit_waits_for_of_whom_and_by_when(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    assert "Alignment has not begun" in words(told)
    solution.solve(*who)
    alignment.set_track(
        *who,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="Council",
            country="NL",
            state=TrackState.BLOCKED,
            owner="City",
            due=date(2026, 1, 31),
            blocker="no decree",
            steps=(Step(text="Draft it", done=True), Step(text="Publish it")),
            evidence="letter of 3 May",
        ),
    )
    text = words(told)
    assert '"Report" (service in return) needs one signature still: consent (Council' in text
    assert "(Council, NL, legal; City, due 2026-01-31" in text
    assert text.count("invented figures") == len(("the label", "below the tracks"))
    for said in ("blocked, overdue", "no decree", "letter of 3 May", "| Publish it | no |"):
        assert said in text, said
    assert words(told) == text


@pytest.mark.ci
@pytest.mark.requirement(32)
def test_a_return_stands_below_its_service_and_neither_is_taken_for_the_other(
    tmp_path: Path,
) -> None:
    told = travelled(tmp_path / "home")
    text = markdown(plan.document(told.user, told.house.node, told.collaboration))
    service, below = text.partition("## Tracks")[0].strip().splitlines()[-2:]
    assert "(service in return) needs one signature still" in service
    assert below.startswith("Below it: ")
    assert "(promised return) needs one signature still" in below


@pytest.mark.requirement(31)
def test_it_begins_with_the_word_on_which_alignment_began_before_its_time(
    told: Partnership,
) -> None:
    who = told.user, told.house.node, told.id
    alignment.override(*who, name="A. Jansen", reason="The river rises")
    assert "on the word of A. Jansen (Mappers), 2026" in words(told)
    assert plan.file(*who, "plan.pdf").startswith(b"%PDF")
    frontier.compute(*who)
    assert "on the word of A. Jansen (Mappers)" in markdown(packages.document(*who))
