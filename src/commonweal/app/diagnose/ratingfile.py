"""A file of ratings: its bytes as rows that know where they stand, and rows as bytes again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commonweal.adapters.plain import MOST_BYTES, readable, values_in
from commonweal.adapters.plain import content as bytes_of
from commonweal.adapters.sheets import Limits, Page, Sheet, csv_bytes, read_rows_in, xlsx_bytes
from commonweal.adapters.sheets import Row as SheetRow
from commonweal.diagnose.record import CELL, COLUMNS, MORE, OF_RESPONDENT
from commonweal.diagnose.row import Row, row, shown
from commonweal.model.errors import Invalid, UnknownTerm

LIMITS = Limits(bytes=10 * 2**20, rows=100_000, columns=100)
"""The most that one file may hold: the ratings of some 4,000 respondents."""
SHEETS = (".csv", ".tsv", ".txt", ".xlsx")
PLAIN = (".json", ".yaml", ".yml")
WRITTEN = (".csv", ".xlsx", ".json", ".yaml")
"""What ratings are written as."""

RATINGS = "ratings"
"""The key that the records of a JSON or YAML mapping stand under; any other is refused."""
_REASON = "reason"

Written = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFile:
    """The rows of a file: to be understood, and as they stood there."""

    name: str
    rows: tuple[Row, ...]
    sheet: Sheet
    notes: tuple[str, ...]


def content(path: Path) -> bytes:
    """The bytes of a file of ratings. Raises Invalid, Unavailable."""
    return bytes_of(path, most=LIMITS.bytes)


def read(content: bytes, name: str) -> RatingFile:
    """The rows of a CSV, XLSX, JSON or YAML file, which is called `name`.

    Raises:
        UnknownTerm: another ending, or a key of a JSON or YAML record that is not ours.
        Invalid: no text, not well formed, empty, too large, a column is missing.
    """
    ending = Path(name).suffix.lower()
    if ending in PLAIN:
        return of_values(_listed(values_in(content, name=name, most_json=LIMITS.bytes), name), name)
    if ending not in SHEETS:
        raise UnknownTerm(field=f"The ending of {name}", got=ending, known=(*SHEETS, *PLAIN))
    sheet = read_rows_in(content, name=name, columns=CELL, optional=MORE, limits=LIMITS)
    rows = tuple(Row(where=f"Line {each.line}", fields=each.cells) for each in sheet.rows)
    return _some(RatingFile(name=name, rows=rows, sheet=sheet, notes=_notes(sheet)))


def of_values(records: Sequence[object], name: str) -> RatingFile:
    """Records that came as mappings. Raises as `read`."""
    if len(records) > LIMITS.rows:
        raise Invalid(detail=f"{name}: more than {LIMITS.rows:,} rows.", hint="Split it.")
    try:
        rows = tuple(_record(index, given) for index, given in enumerate(records))
    except Invalid as gap:
        raise of_file(name, gap) from None
    return _some(RatingFile(name=name, rows=rows, sheet=_as_sheet(rows, name), notes=()))


def of_file(name: str, gap: Invalid) -> Invalid:
    """What is wrong, with the name of the file that it is wrong in."""
    fields = {**gap.fields, "file": name}
    return Invalid(detail=f"{name}: {gap.detail}", hint=gap.hint, **fields)


def written(records: Sequence[Written], ending: str) -> bytes:
    """Records as a file of that ending, from which `read` reads the same.

    Text that a spreadsheet would run as a formula is written so that none does.

    Raises:
        UnknownTerm: another ending.
        Invalid: too much for a YAML file.
    """
    if ending not in WRITTEN:
        raise UnknownTerm(field="The ending", got=ending, known=WRITTEN)
    rows = tuple(tuple(each[name] for name in COLUMNS) for each in records)
    if ending == ".csv":
        return csv_bytes(COLUMNS, rows)
    if ending == ".xlsx":
        return xlsx_bytes([Page(name=RATINGS, columns=COLUMNS, rows=rows)])
    told = tuple(_once(records))
    return _json(told) if ending == ".json" else _yaml(told)


def _listed(values: object, name: str) -> Sequence[object]:
    if isinstance(values, Mapping):
        for key in values:
            if key != RATINGS:
                raise UnknownTerm(field=f"{name}: a key", got=shown(key), known=(RATINGS,))
        values = values.get(RATINGS)
    if not isinstance(values, list):
        raise Invalid(
            detail=f"{name} holds no list of ratings.",
            hint=f"Give a list of records with {', '.join(COLUMNS[:6])}, or {RATINGS}: [...].",
            file=name,
        )
    return values


def _record(index: int, given: object) -> Row:
    """A record of a JSON or YAML file, which has no line, whatever it says."""
    where = f"{RATINGS}[{index}]"
    found = row(given, where=where, known=COLUMNS)
    if "line" in found.fields:
        raise UnknownTerm(field=f"{where}: a key", got="line", known=COLUMNS)
    return found


def _some(found: RatingFile) -> RatingFile:
    if not found.rows:
        raise Invalid(
            detail=f"{found.name} holds no ratings.",
            hint=f"Give rows of {', '.join(COLUMNS[:6])}.",
            file=found.name,
        )
    return found


def _notes(sheet: Sheet) -> tuple[str, ...]:
    taken = {*sheet.mapping.values(), _REASON, ""}
    unread = [shown(name) for name in sheet.columns if name not in taken]
    told = (f"{sheet.path.name}: not read: {', '.join(unread)}.",) if unread else ()
    return (*sheet.notes, *told)


def _as_sheet(rows: Sequence[Row], name: str) -> Sheet:
    """Records as they would stand in a sheet, so that refused ones can be given back in one."""
    columns = tuple(each for each in COLUMNS if any(each in found.fields for found in rows))
    return Sheet(
        path=Path(name),
        columns=columns,
        rows=tuple(
            SheetRow(line=index, cells={}, original=tuple(_cell(found, name) for name in columns))
            for index, found in enumerate(rows)
        ),
        mapping={name: name for name in columns},
    )


def _cell(found: Row, name: str) -> str:
    given = found.fields.get(name)
    if isinstance(given, str):
        return given
    return "" if given is None else shown(given)


def _once(records: Sequence[Written]) -> Iterator[Written]:
    """Records without what is empty, and with what holds of a respondent in the first of theirs."""
    before = None
    for each in records:
        who = each["party"], each["respondent"]
        told = OF_RESPONDENT if who == before else ()
        yield {
            name: given for name, given in each.items() if given is not None and name not in told
        }
        before = who


def _json(records: Sequence[Written]) -> bytes:
    """A record a line, for people who read it."""
    lines = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in records)
    return f'{{"{RATINGS}": [\n  {lines}\n]}}\n'.encode()


def _yaml(records: Sequence[Written]) -> bytes:
    made = readable({RATINGS: [dict(each) for each in records]})
    if len(made) > MOST_BYTES:
        raise Invalid(
            detail=f"These ratings need more than {MOST_BYTES:,} bytes of YAML.",
            hint="Take them as CSV, XLSX or JSON.",
        )
    return made
