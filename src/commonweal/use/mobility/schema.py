"""What the files of the mobility lane must look like, and which of them a folder holds."""

# ruff: noqa: S608 - the SQL is made of our own words; names from files are quoted

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from commonweal.model.errors import Invalid
from commonweal.model.ports import Engine
from commonweal.use.lane import Contract
from commonweal.use.mobility.answer import answer

MARKER = "pseudonyms.json"
"""A dataset that carries this file holds pseudonyms instead of numbers."""

EVENTS = Contract(
    name="events",
    forms=(".parquet", ".csv", ".csv.gz"),
    columns=("subscriber", "at", "cell"),
    text="Who used a phone, when, at which cell: events.parquet, events/*.parquet or events*.csv; "
    "the number as text or integer, the time aware or in UTC (ISO 8601 in CSV).",
)
CELLS = Contract(
    name="cells",
    forms=(".csv", ".parquet"),
    columns=("cell", "lon", "lat"),
    text="Where each cell stands, in degrees (WGS84): cells.csv or cells.parquet. "
    "Without it, an event's cell is the code of its area.",
)
AREAS = Contract(
    name="areas",
    forms=(".geojson",),
    columns=("code", "name"),
    text="areas.geojson: polygons with the properties code and name; "
    "`area` may be mapped to the property that holds the code.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of a dataset, by what they hold."""

    events: tuple[Path, ...]
    cells: Path | None
    """None where an event's cell is the code of its area."""
    areas: Path
    marker: Path | None
    """None where the events hold raw numbers."""

    def names(self, columns: Mapping[str, str]) -> Mapping[str, str]:
        """The mapping that holds for these files: a pseudonymised dataset has the lane's names."""
        return {} if self.marker else columns

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file, in a fixed order."""
        others = (self.cells, self.areas, self.marker)
        return (*self.events, *(one for one in others if one is not None))


def sources(folder: Path) -> Sources:
    """The files of the dataset in `folder`. Raises Invalid, naming what is missing."""
    if not folder.is_dir():
        raise Invalid(detail=f"There is no folder {folder.name}.", hint="Give a folder of files.")
    events = _events(folder)
    cells = [one for form in CELLS.forms if (one := folder / f"cells{form}").is_file()]
    if len(cells) > 1:
        raise _twice("cells", cells)
    areas = folder / "areas.geojson"
    if not areas.is_file():
        raise Invalid(
            detail="The folder has no areas.geojson.",
            hint="Put the areas' polygons there, with the properties code and name.",
            file="areas.geojson",
        )
    marker = folder / MARKER
    return Sources(
        events=events,
        cells=cells[0] if cells else None,
        areas=areas,
        marker=marker if marker.is_file() else None,
    )


def columns_of(
    engine: Engine, table: str, contract: Contract, mapping: Mapping[str, str], file: str
) -> tuple[pa.Field, ...]:
    """The fields that hold the contract's columns, in the contract's order.

    `table` is registered with the engine. Raises Invalid for a column that is missing, with the
    mapping that would help.
    """
    schema = answer(engine, f"select * from {table} limit 0").schema
    present = {field.name.casefold(): field for field in schema}
    wanted = {own: mapping.get(own, own) for own in contract.columns}
    for own, name in wanted.items():
        if name.casefold() not in present:
            raise _missing(own, name, file, schema.names)
    return tuple(present[name.casefold()] for name in wanted.values())


def quoted(name: str) -> str:
    """A column name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def is_text(kind: pa.DataType) -> bool:
    """True for every Arrow type of text."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def wrong_type(file: str, column: str, kind: pa.DataType, right: str) -> Invalid:
    """The sentence for a column of a type that cannot hold what it should."""
    return Invalid(
        detail=f"{file}: the column {column} is of type {kind}.",
        hint=f"Give {right}.",
        file=file,
        field=column,
    )


def _events(folder: Path) -> tuple[Path, ...]:
    tables = _sorted(folder.glob("events*.parquet"), folder.glob("events/*.parquet"))
    texts = _sorted(
        folder.glob("events*.csv"),
        folder.glob("events*.csv.gz"),
        folder.glob("events/*.csv"),
        folder.glob("events/*.csv.gz"),
    )
    if tables and texts:
        raise _twice("events", (tables[0], texts[0]))
    if not (tables or texts):
        raise Invalid(
            detail="The folder has no events.",
            hint="Put them there as events.parquet, events/*.parquet or events*.csv.",
            file="events",
        )
    return tables or texts


def _sorted(*found: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted({path for paths in found for path in paths if path.is_file()}))


def _twice(what: str, files: Sequence[Path]) -> Invalid:
    names = " and ".join(file.name for file in files)
    return Invalid(
        detail=f"The folder holds {what} in two forms: {names}.",
        hint="Keep one of them: read together, they might count everything twice.",
        file=files[0].name,
    )


def _missing(own: str, name: str, file: str, present: Sequence[str]) -> Invalid:
    shown = [one[:40] for one in present if sum(map(str.isdigit, one)) < 5][:12]  # noqa: PLR2004
    example = shown[0] if shown else "NAME"
    seen = f"It has: {', '.join(shown)}. " if shown else "Its first line is not a header. "
    return Invalid(
        detail=f"{file} has no column {name}, which should hold `{own}`.",
        hint=f"{seen}Name the right one: --column {own}={example}.",
        file=file,
        field=own,
    )
