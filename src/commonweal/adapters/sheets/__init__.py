"""Every CSV and XLSX file in and out: the only place that reads or writes them."""

from commonweal.adapters.sheets.own import own_table
from commonweal.adapters.sheets.reading import read_rows, read_rows_in
from commonweal.adapters.sheets.sheet import Limits, Row, Sheet
from commonweal.adapters.sheets.writing import (
    Cell,
    Page,
    csv_bytes,
    write_csv,
    write_refused,
    write_xlsx,
    xlsx_bytes,
)

__all__ = [
    "Cell",
    "Limits",
    "Page",
    "Row",
    "Sheet",
    "csv_bytes",
    "own_table",
    "read_rows",
    "read_rows_in",
    "write_csv",
    "write_refused",
    "write_xlsx",
    "xlsx_bytes",
]
