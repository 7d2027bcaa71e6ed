import numpy as np

from commonweal.winwin.floor import Floor
from commonweal.winwin.formulation import Program
from commonweal.winwin.selection import NOTHING, Selection
from tests.winwin.invented import HOLDER, USER, element, figure, table, use

OFFERS = table([element("records", figure(4))], [use("map", 1)])


def test_a_party_that_nobody_pays_has_no_column_of_payments() -> None:
    program = Program(offers=OFFERS, floor=Floor())
    before = program.lp().num_col_
    program.pay(HOLDER)
    program.hold()
    assert program.paid == {HOLDER: before}
    assert program.size == 4
    assert program.lp().num_col_ == len(program.values(NOTHING)) == before + 1


def test_a_selection_reads_back_from_the_values_that_choose_so() -> None:
    program = Program(offers=OFFERS, floor=Floor())
    chosen = Selection(
        joined=(HOLDER, USER), elements=("records",), uses=("map",), services=(), tracks=()
    )
    for each in (chosen, NOTHING):
        assert program.selected(np.array(program.values(each))) == each
