"""What is written for people to read and file: an agreement, a return statement."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from commonweal.adapters.documents import Document, Facts, Note, Section, Table, render
from commonweal.agree.plaintext import PlainText, Sentence
from commonweal.model.agreement import Agreement
from commonweal.model.returns import Return
from commonweal.returns.statement import Statement

MEDIA: Mapping[str, str] = {
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".yaml": "application/yaml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What each ending that leaves by a page or the API is."""


def content(write: Callable[[Path], object], name: str) -> bytes:
    """What `write` puts into a file of that name, whose ending says the format."""
    with TemporaryDirectory(prefix="weal-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()


def rendered(made: Document, name: str) -> bytes:
    """A document as a file; the ending of `name` says the form. Raises UnknownTerm."""

    def write(out: Path) -> None:
        render(made, out)

    return content(write, name)


def agreement_document(agreement: Agreement, text: PlainText, names: Mapping[str, str]) -> Document:
    """An agreement under its six questions, each sentence with who makes it true."""
    parts = [
        Section(
            heading=section.heading.value,
            blocks=(
                Table(
                    columns=("clause", "what is agreed", "who makes it true"),
                    rows=tuple((each.clause, each.text, _made(each)) for each in section.sentences),
                ),
            ),
        )
        for section in text.sections
        if section.sentences
    ]
    signed = Section(heading="Signatures", blocks=(_signatures(agreement, names),))
    return Document(
        title=agreement.title,
        subtitle=f"{agreement.id}, {agreement.state.value}; between {', '.join(text.parties)}"
        + (f"; releases also go to {', '.join(text.beneficiaries)}" if text.beneficiaries else ""),
        sections=(*parts, signed),
    )


def statement_document(
    found: Statement,
    owed: Sequence[Return],
    names: Mapping[str, str],
    passed_over: Sequence[str] = (),
) -> Document:
    """What was promised to and by one party, and whether it came.

    It begins with `passed_over`: on whose word alignment began before its time (R4).
    """
    rows = tuple(
        (
            each.text,
            names[each.giver],
            names[each.recipient],
            each.amount.likely,
            each.amount.unit,
            each.due.isoformat(),
            each.state.value,
        )
        for each in owed
    )
    columns = ("return", "from", "to", "amount", "unit", "due", "state")
    return Document(
        title="Return statement",
        subtitle=f"for {names[found.party]}, {found.on.isoformat()}",
        sections=(
            Section(
                heading="Promised and delivered",
                blocks=(
                    *(Note(text=each) for each in passed_over),
                    Table(columns=columns, rows=rows, caption="As recorded by the parties."),
                    Note(text="Units are never added up across kinds."),
                ),
            ),
        ),
    )


def _made(sentence: Sentence) -> str:
    return f"{sentence.colour.value}: {sentence.note}" if sentence.note else sentence.colour.value


def _signatures(agreement: Agreement, names: Mapping[str, str]) -> Facts | Note:
    if not agreement.signatures:
        return Note(text="Nobody has signed yet.")
    return Facts(
        pairs=tuple(
            (names[each.party], f"{each.at:%Y-%m-%d %H:%M}Z with {each.key}")
            for each in agreement.signatures
        )
    )
