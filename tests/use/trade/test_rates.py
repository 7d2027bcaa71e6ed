from datetime import date
from decimal import Decimal

from commonweal.use.trade.consignment import Money
from commonweal.use.trade.rates import rate, rate_table
from tests.use.trade.builders import declaration, known

MARCH = date(2024, 3, 4)
USD = known(Money(amount=Decimal(1000), currency="USD"))


def test_the_table_says_that_it_is_invented_and_knows_only_its_own_time() -> None:
    table = rate_table()
    march = table.between("USD", "EUR", MARCH)
    assert march is not None
    assert march.source == "invented rate table, March 2024"
    assert table.between("USD", "EUR", date(2023, 12, 31)) is None
    assert table.between("USD", "EUR", date(2025, 1, 1)) is None
    assert table.between("XXX", "EUR", MARCH) is None


def test_a_declarations_own_rate_comes_first_whichever_way_round_it_is_written() -> None:
    for told, per_unit in (("1.10", "1.1"), ("0.90909", "1.1")):
        declared = declaration("D", rate=told, invoiced=USD)
        found = rate(declared, "USD", "EUR", MARCH)
        assert found is not None
        assert round(found.per_unit, 3) == Decimal(per_unit)
    other = rate(declaration("D", rate="1.10", invoiced=USD), "GBP", "EUR", MARCH)
    assert other is not None
    assert other.source.startswith("invented")


def test_no_rate_is_invented_for_an_unknown_currency() -> None:
    assert rate(declaration("D"), "JPY", "EUR", MARCH) is None
