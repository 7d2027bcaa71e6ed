"""Collaborations and the paper's cases side by side, for whoever may see them (S4.3, R14)."""

from collections.abc import Sequence
from pathlib import Path

from commonweal.adapters.documents import render
from commonweal.adapters.sheets import Page, write_csv, write_xlsx
from commonweal.app.diagnose import diagnosis, studied
from commonweal.app.diagnose.reporting.comparison import comparison_document
from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.cases.case import NAMES, Case
from commonweal.diagnose.compare import Comparison, Subject, compared, table
from commonweal.model.errors import Invalid, NotYet, UnknownTerm
from commonweal.model.ids import CollaborationId
from commonweal.model.may import check
from commonweal.model.party import Actor

ENDINGS = (".html", ".md", ".pdf", ".csv", ".xlsx")
"""What a comparison can be written as."""


def compare(actor: Actor, node: Node, names: Sequence[str] | None = None) -> Comparison:
    """Collaborations and cases side by side, each once, in the order given.

    `names` are ids of collaborations or names of the paper's cases; None for its three cases.

    Raises:
        Invalid: no name.
        NotFound: a collaboration that is absent, or that the actor's party is not in.
    """
    check(actor, "compare.compare")
    wanted = tuple(dict.fromkeys(NAMES if names is None else names))
    if not wanted:
        raise Invalid(
            detail="Nothing was named to compare.",
            hint=f"Name collaborations, or cases of the paper: {', '.join(NAMES)}.",
        )
    return compared([_subject(actor, node, name) for name in wanted])


def compare_file(actor: Actor, node: Node, names: Sequence[str], *, out: Path) -> Comparison:
    """Write the comparison; the ending of `out` says the format: a sheet or a document.

    Raises:
        Invalid, NotFound: as `compare`.
        UnknownTerm: the ending is none of .csv, .xlsx, .html, .md, .pdf.
        Unavailable: the file cannot be written.
    """
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise UnknownTerm(field=f"The ending of {out.name}", got=ending, known=ENDINGS)
    found = compare(actor, node, names)
    told = table(found)
    if ending == ".csv":
        write_csv(out, told.columns, told.rows)
    elif ending == ".xlsx":
        write_xlsx(out, [Page(name="comparison", columns=told.columns, rows=told.rows)])
    else:
        render(comparison_document(found), out)
    return found


def cases(actor: Actor, node: Node) -> tuple[Case, ...]:
    """The paper's three cases from their data, whether or not any of them runs on this node."""
    check(actor, "compare.cases")
    del actor, node
    return studied.cases()


def _subject(actor: Actor, node: Node, name: str) -> Subject:
    return studied.subject(name) if name in NAMES else _own(actor, node, CollaborationId(name))


def _own(actor: Actor, node: Node, id: CollaborationId) -> Subject:
    """A collaboration, as far as the actor may know it: without ratings where they may not."""
    found = member(actor, node, "compare.compare", id).record
    try:
        shown = diagnosis.show(actor, node, id)
    except NotYet as gap:
        return Subject(
            id=id,
            title=found.title,
            diagnosis=None,
            gap=gap.detail,
            process=diagnosis.course(actor, node, id),
            government=diagnosis.advice(actor, node, id),
        )
    return Subject(
        id=id,
        title=found.title,
        diagnosis=shown,
        process=shown.process,
        government=shown.government,
        note=shown.note,
    )
