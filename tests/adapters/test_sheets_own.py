"""What we wrote, read back."""

from hypothesis import given
from hypothesis import strategies as st

from commonweal.adapters.sheets import csv_bytes, own_table

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_a_table_comes_back_as_it_was_also_where_it_looks_like_a_formula(
    rows: list[tuple[str, str]],
) -> None:
    written = csv_bytes(("a", "b"), rows)
    assert own_table("t.csv", written).rows == tuple(rows)
