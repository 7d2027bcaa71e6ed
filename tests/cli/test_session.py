"""What every command shares."""

from pathlib import Path

import pytest

from commonweal.cli.session import Session
from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(home=tmp_path / "home", party="", json=True)


def estimate(session: Session, *amount: float) -> Estimate:
    return session.estimate(list(amount), unit="reports", source="us")


def test_one_figure_or_three_are_an_estimate_of_today(session: Session) -> None:
    one, three = estimate(session, 2), estimate(session, 1, 2, 4)
    assert (one.low, one.likely, one.high) == (2, 2, 2)
    assert (three.low, three.likely, three.high) == (1, 2, 4)
    assert one.on == three.on == session.node.today


@pytest.mark.parametrize("amount", [(1.0, 2.0), (1.0, 2.0, 3.0, 4.0)])
def test_any_other_number_of_figures_is_refused(
    amount: tuple[float, ...], session: Session
) -> None:
    with pytest.raises(Invalid, match=f"given {len(amount)} times"):
        estimate(session, *amount)
    with pytest.raises(Invalid, match="out of order"):
        estimate(session, 3, 2, 1)
