"""A document as the pages of a workbook: one page of text, then one page for each table."""

from collections.abc import Iterator

from commonweal.adapters.documents.document import (
    Block,
    Document,
    Facts,
    Note,
    Section,
    Table,
    Value,
    legible,
    paragraphs,
)
from commonweal.adapters.sheets import Page

COLUMNS = ("Section", "Item", "Text")


def pages(document: Document) -> tuple[Page, ...]:
    """The pages; the text names the page of each table, numbers stay numbers."""
    tables = [
        (section, block)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    names = {id(table): f"Table {number}" for number, (_, table) in enumerate(tables, start=1)}
    text = Page(name="Document", columns=COLUMNS, rows=tuple(_text(document, names)))
    return (text, *(_table(names[id(table)], table) for _, table in tables))


def _text(document: Document, names: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    yield ("", "Title", legible(document.title))
    if document.subtitle:
        yield ("", "Subtitle", legible(document.subtitle))
    if document.label:
        yield ("", "Label", legible(document.label))
    for section in document.sections:
        yield from _section(section, names)


def _section(section: Section, names: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    heading = legible(section.heading)
    for block in section.blocks:
        for item, text in _items(block, names):
            yield (heading, item, text)


def _items(block: Block, names: dict[int, str]) -> Iterator[tuple[str, str]]:
    if isinstance(block, Table):
        yield (names[id(block)], legible(block.caption))
    elif isinstance(block, Facts):
        yield from ((legible(name), legible(value)) for name, value in block.pairs)
    else:
        item = "Note" if isinstance(block, Note) else ""
        yield from ((item, part) for part in paragraphs(block.text))


def _table(name: str, table: Table) -> Page:
    return Page(
        name=name,
        columns=tuple(legible(column) for column in table.columns),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in table.rows),
    )


def _cell(value: Value) -> Value:
    return legible(value) if isinstance(value, str) else value
