"""A document as a value: what it says, and nothing about how it looks.

Every text in it may come from a stranger. `legible` is what every form shows of a text.
"""

import re
from dataclasses import dataclass

Value = str | int | float | None
"""A table's cell; None is shown as an empty one."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Controls, half characters, and marks that turn the direction of what follows."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; an empty line in it begins a new paragraph."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Text that must not be overlooked."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels and their values, in order."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under named columns; the first column names its row.

    A column of numbers alone is set to the right. `caption` says source, unit and date.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        """Hold every row to the columns."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row does not have {len(self.columns)} cells")

    def numeric(self) -> tuple[bool, ...]:
        """Whether each column holds numbers and empty cells alone."""
        return tuple(
            any(row[column] is not None for row in self.rows)
            and not any(isinstance(row[column], str) for row in self.rows)
            for column in range(len(self.columns))
        )


Block = Paragraph | Note | Facts | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document to be rendered; same value, same bytes."""

    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    label: str = ""
    """What must be seen on every page, such as `synthetic`."""
    language: str = "en"
    """Language of the text, as BCP 47 names it."""

    def __post_init__(self) -> None:
        """Hold the language to its form."""
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"{self.language!r} names no language")


def legible(value: Value) -> str:
    """The text that is shown: hidden characters are replaced by �, floats have ten digits."""
    if value is None:
        return ""
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [part.strip("\n") for part in re.split(r"\n\s*\n", legible(text)) if part.strip()]
