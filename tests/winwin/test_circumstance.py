"""What an answer depends on besides the offers."""

from commonweal.winwin.circumstance import Circumstance
from tests.winwin.invented import HOLDER, KINDS, THIRD

LIMITED = Circumstance.of(KINDS, {"law"}, {HOLDER: 3.0, THIRD: 5.0})


def test_it_is_read_as_it_was_given() -> None:
    assert LIMITED.kinds == KINDS
    assert LIMITED.done == frozenset({"law"})
    assert LIMITED.limits == {HOLDER: 3.0, THIRD: 5.0}


def test_of_the_limits_a_party_knows_its_own_alone() -> None:
    assert LIMITED.known_to(HOLDER) == Circumstance.of(KINDS, {"law"}, {HOLDER: 3.0})
    assert LIMITED.known_to(None) == LIMITED.unlimited == Circumstance.of(KINDS, {"law"})


def test_answers_can_be_kept_by_it() -> None:
    kept = {LIMITED: 1, LIMITED.unlimited: 2}
    assert kept[Circumstance.of(KINDS, ["law"], {HOLDER: 3.0, THIRD: 5.0})] == 1
    assert kept[Circumstance.of(KINDS).with_done("law")] == 2
