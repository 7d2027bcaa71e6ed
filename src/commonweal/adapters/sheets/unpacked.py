"""What a workbook unpacks to, measured before a library that trusts it opens it.

The reader lays a sheet out from its first cell to its last, empty cells included: two cells in
opposite corners would ask for half a terabyte. So every part is unpacked and counted first.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from commonweal.adapters.sheets.opening import mistaken
from commonweal.adapters.sheets.sheet import Limits, misread

_CHUNK = 2**16
_MARKUP = (".xml", ".rels")
_WORKBOOK_RELATIONS = "workbook.xml.rels"
_TOO_LARGE = "Split it, or give only the columns and rows that are needed."
_LETTERS = 26


def check_unpacked(path: Path, found: bytes, limits: Limits) -> None:
    """Refuse a workbook that unpacks to more than the limits, or is not a sound ZIP of XML.

    Raises:
        Invalid: too large, damaged, with a document type declaration, or a cell in error.
    """
    try:
        with ZipFile(BytesIO(found)) as archive:
            if "[Content_Types].xml" not in archive.namelist():
                raise mistaken(path, found, "an XLSX workbook")
            _check_parts(path, archive, limits)
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as problem:
        raise mistaken(path, found, "a whole XLSX workbook") from problem


def _check_parts(path: Path, archive: ZipFile, limits: Limits) -> None:
    left = limits.bytes
    for part in archive.infolist():
        name = part.filename.lower()
        survey = _Survey(path, name, limits) if name.endswith(_MARKUP) else None
        for chunk in _chunks(archive, part.filename):
            left -= len(chunk)
            if left < 0:
                raise misread(path, "the workbook unpacks to too much.", _TOO_LARGE)
            if survey is not None:
                survey.feed(chunk)
        if survey is not None:
            survey.close()


def _chunks(archive: ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


class _Survey:
    """Reads one XML part and notes how far its cells reach."""

    def __init__(self, path: Path, part: str, limits: Limits) -> None:
        self._path = path
        self._names_sheets = part.endswith(_WORKBOOK_RELATIONS)
        self._limits = limits
        self._row = 0
        self._column = 0
        self._last_column = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        """Read on."""
        self._parse(chunk, final=False)

    def close(self) -> None:
        """The part ends here."""
        self._parse(b"", final=True)

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as problem:
            raise misread(
                self._path,
                f"the workbook is damaged ({expat.errors.messages[problem.code]}).",
                "Open it in a spreadsheet program and save it again.",
            ) from problem

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "row":
            self._row = _number(attributes.get("r", "")) or self._row + 1
            self._column = 0
        elif local == "c":
            self._cell(attributes)
        elif local == "Relationship" and self._names_sheets:
            self._relation(attributes.get("Target", ""))

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        letters = place.rstrip("0123456789")
        self._column = _column(letters) if letters else self._column + 1
        self._row = _number(place[len(letters) :]) or self._row
        self._last_column = max(self._last_column, self._column)
        if self._last_column * self._row > self._limits.cells:
            raise misread(
                self._path,
                f"the sheet reaches to cell {place}, that is too far.",
                "Delete the empty rows and columns beyond the table.",
            )
        if attributes.get("t") == "e":
            raise misread(
                self._path,
                f"the formula in cell {place} ended in an error.",
                "Mend the formula, or write the value.",
                line=self._row,
            )

    def _relation(self, target: str) -> None:
        """A sheet in a part that is not surveyed would be laid out unmeasured."""
        if not target.lower().endswith(".xml"):
            raise misread(
                self._path,
                f"the workbook refers to {target!r}, which is no sheet.",
                "Save it as XLSX, without macros.",
            )

    def _doctype(self, *_: object) -> None:
        raise misread(
            self._path,
            "the workbook declares a document type, which no workbook needs.",
            "Save it again from a spreadsheet program.",
        )


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
