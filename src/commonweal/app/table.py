"""A table as the bytes of a file."""

from commonweal.adapters.sheets import Page, csv_bytes, xlsx_bytes
from commonweal.model.output import TableOutput


def csv_of(table: TableOutput) -> bytes:
    """The table as CSV; nothing in it runs as a formula."""
    return csv_bytes(table.columns, table.rows)


def xlsx_of(table: TableOutput) -> bytes:
    """The table as a workbook of one sheet."""
    name = table.name.rpartition(".")[0] or table.name
    return xlsx_bytes([Page(name=name, columns=table.columns, rows=table.rows)])
