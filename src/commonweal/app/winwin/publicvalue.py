"""Step 2: what the package that is kept does for the public, in an account of its own."""

from collections.abc import Iterator

from commonweal.adapters.documents import Document
from commonweal.app.align.lock import passed
from commonweal.app.documents import rendered
from commonweal.app.membership import member
from commonweal.app.node import Node
from commonweal.app.winwin import solution
from commonweal.app.winwin.casing.accountdocument import account_sections
from commonweal.app.winwin.casing.document import LABEL
from commonweal.app.winwin.casing.words import STALE
from commonweal.app.winwin.circumstance import circumstance
from commonweal.app.winwin.names import named
from commonweal.app.winwin.offers import lying
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor
from commonweal.winwin.case.publicvalue import PublicValue, public_value, summed
from commonweal.winwin.table.withdrawal import gone


def show(actor: Actor, node: Node, id: CollaborationId) -> PublicValue:
    """Its uses by type of public value, and the costs of government beside them.

    At the figures now on the table; what is not there any more is not in it. Raises NotYet while
    no package was kept.
    """
    found = member(actor, node, "publicvalue.show", id).record
    now = circumstance(node, found)
    return public_value(solution.show(actor, node, id), lying(node, id).record, now)


def document(actor: Actor, node: Node, id: CollaborationId, *, added: bool = False) -> Document:
    """The account as a document; same state on the same day, same document.

    Types are added up where `added` says so, with a warning. Raises NotYet.
    """
    found = member(actor, node, "publicvalue.document", id).record
    told, names = show(actor, node, id), named(node, found)
    sections = account_sections(
        told,
        lambda party: names.get(party, party),
        remarks=tuple(_remarks(actor, node, id)),
        total=summed(told) if added else None,
    )
    return Document(
        title=f"Public value: {found.title}",
        subtitle=f"As of {node.today:%Y-%m-%d}. "
        f"Package of {solution.show(actor, node, id).at:%Y-%m-%d}.",
        label=LABEL if told.invented else "",
        sections=tuple(sections),
    )


def file(actor: Actor, node: Node, id: CollaborationId, name: str, *, added: bool = False) -> bytes:
    """The document as a file: the ending of `name` says the form. Raises as it, UnknownTerm."""
    member(actor, node, "publicvalue.file", id)
    return rendered(document(actor, node, id, added=added), name)


def _remarks(actor: Actor, node: Node, id: CollaborationId) -> Iterator[str]:
    """What must not be overlooked, where the account is read away from its page."""
    yield from passed(node, id)
    if away := gone(solution.show(actor, node, id), lying(node, id).record):
        yield f"Not on the table any more, and not counted: {', '.join(away)}."
    if solution.changed_since(actor, node, id):
        yield STALE
