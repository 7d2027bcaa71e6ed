"""A document as PDF. Texts go to the typesetter as data; none of them becomes markup."""

import json
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files

import typst

from commonweal.adapters.documents.document import (
    Block,
    Document,
    Facts,
    Note,
    Paragraph,
    Table,
    legible,
    paragraphs,
)

_MADE = 946_684_800
"""2000-01-01, as the time of every PDF: same document, same bytes."""

_NARROWEST, _WIDEST = 8, 36
"""Bounds of a column's share of the width, in characters."""

_SIZES = ((9.5, 90), (8.0, 108), (7.0, 124))
"""Sizes of a table's text in points, and how many characters a line then holds."""

_LONGEST, _LEAST = 23, 7
"""Letters of a word that is never broken: where there is room, and where there is little."""

_SAFE = 0.75
"""Wide letters: what a column holds of them, beside what it holds of average ones."""

_PADDING = 2
"""What the space between two columns takes, in characters."""


def pdf(document: Document) -> bytes:
    """The pages as tagged PDF; every text of the document appears as text."""
    template, data = typesetting(document)
    made = typst.compile(template, sys_inputs=data, format="pdf", timestamp=_MADE)
    return bytes(made)


def typesetting(document: Document) -> tuple[bytes, dict[str, str]]:
    """The fixed template, and the document as the data that it reads."""
    template = files("commonweal.adapters.documents").joinpath("document.typ").read_bytes()
    return template, {"document": _data(document)}


def _data(document: Document) -> str:
    return json.dumps(
        {
            "title": legible(document.title),
            "subtitle": legible(document.subtitle),
            "label": legible(document.label),
            "language": legible(document.language).split("-")[0],
            "sections": [
                {
                    "heading": legible(section.heading),
                    "blocks": [_block(block) for block in section.blocks],
                }
                for section in document.sections
            ],
        }
    )


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "parts": paragraphs(block.text)}
    if isinstance(block, Note):
        return {"kind": "note", "parts": paragraphs(block.text)}
    if isinstance(block, Facts):
        pairs = [[legible(name), legible(value)] for name, value in block.pairs]
        return {"kind": "facts", "pairs": pairs}
    return _table(block)


def _table(table: Table) -> dict[str, object]:
    rows = [[legible(cell) for cell in row] for row in table.rows]
    columns = [legible(name) for name in table.columns]
    longest = [max(len(cell) for cell in cells) for cells in zip(columns, *rows, strict=True)]
    widths = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    needed = sum(widths) + _PADDING * len(widths)
    fitting = [each for each in _SIZES if needed <= each[1]]
    size, holds = fitting[0] if fitting else _SIZES[-1]
    room = [max(int(width / needed * holds * _SAFE), _LEAST) for width in widths]
    return {
        "kind": "table",
        "columns": columns,
        "rows": rows,
        "numeric": list(table.numeric()),
        "widths": widths,
        "size": size,
        "longest": _LONGEST if fitting else _breaking(zip(columns, *rows, strict=True), room),
        "caption": legible(table.caption),
    }


def _breaking(columns: Iterable[Iterable[str]], room: Sequence[int]) -> int:
    """Letters from which words of a table break: the room of a column whose words need it."""
    words = (re.split(r"[\s-]+", " ".join(cells)) for cells in columns)
    longest = (max(map(len, each)) for each in words)
    return min(
        (most for long, most in zip(longest, room, strict=True) if long > most), default=_LONGEST
    )
