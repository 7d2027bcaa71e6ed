"""A document as one HTML page that needs nothing else: no script, no picture, no network."""

from commonweal.adapters.documents.document import (
    Block,
    Document,
    Facts,
    Note,
    Paragraph,
    legible,
    paragraphs,
)


def html(document: Document) -> str:
    """The page; every text of the document appears as text."""
    from jinja2 import (  # noqa: PLC0415 - slow to import, and few commands make a page
        Environment,
        PackageLoader,
        StrictUndefined,
    )

    environment = Environment(
        loader=PackageLoader("commonweal.adapters.documents", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"legible": legible, "paragraphs": paragraphs, "block": _block}
    return environment.get_template("document.html").render(document=document)


def _block(block: Block) -> str:
    """The name by which the template knows a block."""
    if isinstance(block, Paragraph):
        return "paragraph"
    if isinstance(block, Note):
        return "note"
    return "facts" if isinstance(block, Facts) else "table"
