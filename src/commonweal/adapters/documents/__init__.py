"""One document value becomes HTML, PDF, XLSX or Markdown: the only place that makes them."""

from commonweal.adapters.documents.document import (
    Block,
    Document,
    Facts,
    Note,
    Paragraph,
    Section,
    Table,
)
from commonweal.adapters.documents.html import html
from commonweal.adapters.documents.markdown import markdown
from commonweal.adapters.documents.pdf import pdf
from commonweal.adapters.documents.render import render

__all__ = [
    "Block",
    "Document",
    "Facts",
    "Note",
    "Paragraph",
    "Section",
    "Table",
    "html",
    "markdown",
    "pdf",
    "render",
]
