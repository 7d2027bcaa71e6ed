"""A document to a file; its ending says which form."""

from pathlib import Path

from commonweal.adapters.documents.document import Document
from commonweal.adapters.documents.html import html
from commonweal.adapters.documents.markdown import markdown
from commonweal.adapters.documents.pdf import pdf
from commonweal.adapters.documents.xlsx import pages
from commonweal.adapters.sheets import write_xlsx
from commonweal.adapters.sheets.placing import place
from commonweal.model.errors import UnknownTerm

ENDINGS = (".html", ".pdf", ".xlsx", ".md")


def render(document: Document, path: Path) -> None:
    """Write the document, at once or not at all; same document, same bytes.

    Raises:
        UnknownTerm: the ending is none of .html, .pdf, .xlsx, .md.
        Unavailable: the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".html":
        place(path, html(document).encode("utf-8"))
    elif ending == ".pdf":
        place(path, pdf(document))
    elif ending == ".md":
        place(path, markdown(document).encode("utf-8"))
    elif ending == ".xlsx":
        write_xlsx(path, pages(document))
    else:
        raise UnknownTerm(field=f"The ending of {path.name}", got=ending, known=ENDINGS)
