"""A document as Markdown (CommonMark with pipe tables). No text in it becomes markup."""

import re
from collections.abc import Iterator

from commonweal.adapters.documents.document import (
    Block,
    Document,
    Facts,
    Note,
    Paragraph,
    Table,
    Value,
    legible,
    paragraphs,
)

_MARKS = re.compile(r"[\\`*_{}\[\]<>|#~$@]|&(?=[#\w])|(?<=\w):(?=/)|(?<=www)\.", re.IGNORECASE)
"""What would begin a span, a tag, an entity, a cell or a link."""

_STARTS = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=[-+](?:[-+:\s]|$)|=|:-)")
"""What would make a block of a line that begins so."""

_BLANKS = re.compile(r"[^\S\n]+")
_BREAK = "\\\n"
"""A line break within a paragraph."""


def markdown(document: Document) -> str:
    """The document; every text of it appears as text."""
    parts = [f"# {_line(document.title)}"]
    if document.subtitle:
        parts.append(_line(document.subtitle))
    if document.label:
        parts.append(f"**{_line(document.label)}**")
    for section in document.sections:
        parts.append(f"## {_line(section.heading)}")
        for block in section.blocks:
            parts.extend(_block(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from (_text(part) for part in paragraphs(block.text))
    elif isinstance(block, Note):
        yield _quoted("\n\n".join(_text(part) for part in paragraphs(block.text)))
    elif isinstance(block, Facts):
        yield "\n".join(_fact(name, value) for name, value in block.pairs)
    else:
        yield _table(block)
        yield _text(legible(block.caption))


def _fact(name: str, value: str) -> str:
    told = _cell(value)
    return f"- **{_line(name) or '-'}:** {told}".rstrip()


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _table(table: Table) -> str:
    rule = ("---:" if numeric else "---" for numeric in table.numeric())
    lines = [_row(_cell(name) for name in table.columns), _row(rule)]
    lines.extend(_row(_cell(cell) for cell in row) for row in table.rows)
    return "\n".join(lines)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: Value) -> str:
    """A text on one line; its own line ends stay visible."""
    return "<br>".join(_lines(legible(value)))


def _line(text: str) -> str:
    return " ".join(_lines(legible(text)))


def _text(text: str) -> str:
    return _BREAK.join(_lines(text))


def _lines(text: str) -> list[str]:
    """The lines of a text that hold anything, each harmless wherever it stands."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return [_STARTS.sub(r"\1\\", _MARKS.sub(r"\\\g<0>", line)) for line in lines if line]
