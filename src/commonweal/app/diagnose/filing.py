"""Step 1: ratings of many respondents at once, in from a file and out to one."""

from collections.abc import Sequence
from pathlib import Path

from commonweal.app.collaboration import still_open
from commonweal.app.diagnose import ratingfile
from commonweal.app.diagnose.diagnosis import counted
from commonweal.app.diagnose.independence import check_independent
from commonweal.app.diagnose.intake import Taken, taken
from commonweal.app.membership import member, party
from commonweal.app.node import Node
from commonweal.diagnose.record import written
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId
from commonweal.model.may import check
from commonweal.model.party import Actor


def take(
    actor: Actor,
    node: Node,
    *,
    content: bytes,
    name: str,
    collaboration: CollaborationId | None = None,
    refused: Path | None = None,
) -> Taken:
    """Take the ratings of a file, all in one transaction or none.

    Without a collaboration a new one is made that is called as the file, with every party that the
    file names; in a home without parties also one that founds it. Respondents that a file has
    rated before are corrected by the newer one.

    Args:
        actor: who enters them.
        node: where.
        content: the bytes of a CSV, XLSX, JSON or YAML file.
        name: what the file is called.
        collaboration: that the ratings are about; its members alone can have rated it.
        refused: a new .csv or .xlsx file, for the rows that are refused.

    Raises:
        Invalid: what is wrong with the file: every row that is, the first ten in full.
        NotFound: a collaboration that the actor's party is not in.
        NotAllowed: nobody acts, though there are parties here.
    """
    found = _found(actor, node, "filing.take", collaboration)
    return taken(actor, node, ratingfile.read(content, name), found, refused)


def enter(actor: Actor, node: Node, id: CollaborationId, *, rows: Sequence[object]) -> Taken:
    """Take ratings that came as records, under the same rules. Raises as `take`."""
    found = _found(actor, node, "filing.enter", id)
    return taken(actor, node, ratingfile.of_values(rows, "ratings"), found, None)


def file(actor: Actor, node: Node, id: CollaborationId, *, ending: str) -> bytes:
    """Every assessment that counts, as a file from which `take` takes the same.

    Args:
        actor: who reads them.
        node: where.
        id: of the collaboration.
        ending: .csv, .xlsx, .json or .yaml.

    Raises:
        NotYet: nobody has rated; or others have, and the actor is a person who has not.
        UnknownTerm: another ending.
        Invalid: too much for a YAML file.
    """
    member(actor, node, "filing.file", id)
    check_independent(actor, node, id)
    given = counted(node, id)
    if not given:
        raise NotYet(detail="Nobody has rated this collaboration yet.", hint="Rate it first.")
    rows = [
        record for each in given for record in written(each, party(node, each.respondent.party))
    ]
    return ratingfile.written(rows, ending)


def _found(
    actor: Actor, node: Node, action: str, id: CollaborationId | None
) -> Collaboration | None:
    if id is None:
        check(actor, action)
        return None
    found = member(actor, node, action, id).record
    still_open(found)
    return found
