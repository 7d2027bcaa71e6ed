"""Tables that we wrote ourselves, read back as the text they hold."""

import csv
from io import StringIO

from commonweal.adapters.sheets.formula import freed
from commonweal.model.output import TableOutput


def own_table(name: str, content: bytes) -> TableOutput:
    """The table in the bytes that `csv_bytes` made; an empty cell is None, all else is text."""
    columns, *rows = csv.reader(StringIO(content.decode("utf-8"), newline=""))
    return TableOutput(
        name=name,
        columns=tuple(columns),
        rows=tuple(tuple(freed(cell) or None for cell in row) for row in rows),
    )
