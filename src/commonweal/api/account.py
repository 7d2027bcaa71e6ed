"""Step 8."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from commonweal.api.collaborations import Id
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app import account
from commonweal.model.ids import CollaborationId

router = APIRouter(tags=["8 account"])
MOST = 1000


@router.get("/log")
def log(
    actor: Who,
    node: TheNode,
    start: Annotated[int, Query(ge=0, le=2**53, description="First position.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many.")] = 100,
) -> Response:
    """Entries of the asking party's log."""
    found = account.log(actor, node, start=start)
    return answer([entry for entry, _ in zip(found, range(limit), strict=False)])


@router.get("/log/{seq}/proof")
def prove(
    actor: Who, node: TheNode, seq: Annotated[int, Path(ge=0, le=2**53, description="Position.")]
) -> Response:
    """That an entry is in the log: its path to the root of the signed checkpoint (RFC 6962)."""
    found = account.prove(actor, node, seq)
    return answer(
        {
            "origin": found.origin,
            "seq": found.seq,
            "size": found.size,
            "leaf": found.leaf.hex(),
            "path": [each.hex() for each in found.path],
            "checkpoint": found.checkpoint,
        }
    )


@router.get("/collaborations/{id}/log")
def history(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """What the asking party's log tells of one collaboration; `after` is a position."""
    found = account.history(actor, node, CollaborationId(id))
    return page.of(found, lambda each: str(each.entry.seq))


@router.get("/log/verification")
def verify(actor: Who, node: TheNode) -> Response:
    """Whether every log and every record of this node fits."""
    found = account.verify(actor, node)
    return answer(
        [
            {"log": each.log, "entries": each.entries, "root": each.root.hex(), "verified": True}
            for each in found
        ]
    )


@router.get("/collaborations/{id}/value")
def value(actor: Who, node: TheNode, id: Id) -> Response:
    """What was gained, for whom, at which cost."""
    return answer(account.value(actor, node, CollaborationId(id)))
