"""Collaborations and the paper's cases side by side."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app.diagnose import compare
from commonweal.diagnose.beside import comparison_summary
from commonweal.model.ids import LONGEST_ID

router = APIRouter(tags=["1 diagnose"])

Named = Annotated[str, Query(max_length=LONGEST_ID)]
With = Annotated[
    list[Named] | None,
    Query(
        alias="with",
        description="Ids of collaborations, or floraholland, flowminder, newyork; "
        "the three cases of the paper if none is named.",
    ),
]


@router.get("/comparison")
def show(
    actor: Who,
    node: TheNode,
    names: With = None,
) -> Response:
    """Dimensions, process and mechanisms, role of government: one column each."""
    return answer(comparison_summary(compare.compare(actor, node, names)))
