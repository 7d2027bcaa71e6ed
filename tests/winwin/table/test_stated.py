"""Figures by their place."""

import pytest

from commonweal.model.errors import UnknownTerm
from commonweal.winwin.table.stated import stated, stated_at
from tests.winwin.table.test_written import of_case


def test_every_range_on_the_table_is_stated_once() -> None:
    told = of_case("floraholland")
    found = stated(told)
    figures = len(told.elements) + 3 * len(told.uses) + len(told.tracks)
    figures += sum(1 + len(each.benefits) for each in told.services)
    assert len(found) == figures
    assert len({each.path for each in found}) == figures


@pytest.mark.requirement(84)
def test_a_figure_says_whose_it_is() -> None:
    told = of_case("flowminder")
    assert stated_at(told, "uses[0].public_value").party is None
    assert stated_at(told, "uses[0].risk_to_holder").party == told.elements[0].holder
    assert stated_at(told, "services[0].benefits[0].value").party == "par_ncell"


@pytest.mark.parametrize("path", ["", "uses[9].public_value", "id", "uses", "x" * 10_000])
def test_a_place_without_a_figure_is_unknown(path: str) -> None:
    with pytest.raises(UnknownTerm) as said:
        stated_at(of_case("flowminder"), path)
    assert len(said.value.detail) < 200
