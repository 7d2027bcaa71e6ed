"""The parts of a business case as rows: one making for page, document and command."""

import pytest

from commonweal.align.track import TrackChange
from commonweal.app.align import alignment
from commonweal.app.winwin import businesscase, solution
from commonweal.app.winwin.casing.part import (
    DECISIONS,
    FIGURES,
    GAINS,
    decisions,
    figure_rows,
    gain_rows,
)
from commonweal.model.track import TrackKind, TrackState
from commonweal.winwin.case.businesscase import Side
from tests.web.partnership import Partnership, settled


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    made = settled(tmp_path_factory.mktemp("part") / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


def test_rows_stand_under_their_columns_and_add_up_to_the_net(told: Partnership) -> None:
    assert told.holder.party
    case = businesscase.show(told.holder, told.house.node, told.id, told.holder.party)
    rows = figure_rows(case)
    assert {len(row) for row in rows} == {len(FIGURES)}
    assert {row[0] for row in rows} == {side.value for side in Side}
    assert sum(row[FIGURES.index("likely")] for row in rows) == case.case.net.likely  # type: ignore[misc]  # a row holds any value
    assert [row[0] for row in gain_rows(case)] == ["Report"]
    assert len(gain_rows(case)[0]) == len(GAINS)


def test_a_decision_says_whose_it_is_once_the_track_is_on_the_board(told: Partnership) -> None:
    assert told.holder.party
    who = told.holder, told.house.node, told.id
    (before,) = decisions(businesscase.show(*who, told.holder.party))
    assert before.row == ("consent", "not on the board yet", "", "open", None)
    alignment.set_track(
        *who,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="Council",
            country="NL",
            state=TrackState.BLOCKED,
            blocker="waits for the minister",
        ),
    )
    (found,) = decisions(businesscase.show(*who, told.holder.party))
    assert dict(zip(DECISIONS, found.row, strict=True)) == {
        "track": "consent (legal)",
        "whose decision": "Council, NL",
        "driven by": "nobody named",
        "how far": "blocked: waits for the minister",
        "due": None,
    }
