"""CSV: bytes of a stranger's file become a header and lines."""

import csv
import re
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path

from commonweal.adapters.sheets.formula import freed
from commonweal.adapters.sheets.opening import kind, mistaken
from commonweal.adapters.sheets.shape import shaped
from commonweal.adapters.sheets.sheet import Limits, Line, Raw, misread

DELIMITERS = (",", ";", "\t")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ODD = re.compile("[\x00-\x08\x0e-\x1f]")
_TOLD = re.compile(r"sep=([,;\t])\r?\n?")


def read_text(path: Path, found: bytes, wanted: Collection[str], limits: Limits) -> Raw:
    """Header and lines of a CSV file; comma, semicolon or tab, UTF-8 or UTF-16 with its mark.

    Args:
        path: for messages only.
        found: all bytes of the file.
        wanted: column names that help to tell the delimiter.
        limits: what is refused as too much.

    Raises:
        Invalid: it is not text, or a line is not as its header promises.

    Source: RFC 4180, and `sep=` as spreadsheets write it.
    """
    lines = list(StringIO(_decoded(path, found), newline=""))
    told = _TOLD.fullmatch(lines[0] if lines else "")
    skipped = 1 if told else 0
    delimiter = told[1] if told else _delimiter(lines, wanted)
    return shaped(path, _lines(path, lines[skipped:], delimiter, skipped), limits)


def _decoded(path: Path, found: bytes) -> str:
    if kind(found):
        raise mistaken(path, found, "a CSV file")
    encoding = next((name for mark, name in _MARKS.items() if found.startswith(mark)), "utf-8")
    try:
        text = found.decode(encoding)
    except UnicodeDecodeError as problem:
        raise misread(
            path,
            f"byte {found[problem.start]:#04x} is not {problem.encoding.upper()} text.",
            "Save it as 'CSV UTF-8'.",
            line=found.count(b"\n", 0, problem.start) + 1,
        ) from problem
    odd = _ODD.search(text)
    if odd:
        raise misread(
            path,
            f"there is a control character ({ord(odd[0]):#04x}), so this is not plain text.",
            "Save it as 'CSV UTF-8'.",
            line=text.count("\n", 0, odd.start()) + 1,
        )
    return text


def _delimiter(lines: list[str], wanted: Collection[str]) -> str:
    first = next((line for line in lines if line.strip()), "")

    def fits(delimiter: str) -> tuple[int, int]:
        names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        return sum(name in wanted for name in names), len(names)

    return max(DELIMITERS, key=fits)


def _lines(path: Path, lines: list[str], delimiter: str, skipped: int) -> Iterator[Line]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield Line(number=begins + skipped, cells=tuple(freed(cell).strip() for cell in cells))
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise misread(
            path,
            f"the quotes or cells of this line cannot be read ({problem}).",
            'Put text that holds a delimiter between "quotes", and write a quote twice.',
            line=begins + skipped,
        ) from problem
