"""Files as values: made inside, written outside."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutput:
    """A table to be written as CSV."""

    name: str
    """File name, such as `flows.csv`."""
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOutput:
    """A JSON document, such as a GeoJSON feature collection."""

    name: str
    document: Mapping[str, object]


Output = TableOutput | DocumentOutput
