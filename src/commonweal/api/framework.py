"""The paper's framework, and what it found in its three cases."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from commonweal.api.who import TheNode, Who
from commonweal.api.wire import answer
from commonweal.app.diagnose import diagnosis

Case = Annotated[str, Path(pattern=r"^[a-z]{1,40}$", description="Id of a case of the paper.")]

router = APIRouter(prefix="/framework", tags=["1 diagnose"])


@router.get("")
def show(actor: Who, node: TheNode) -> Response:
    """Platforms, dimensions, mechanisms, roles, rules; `src` says what is the paper's."""
    return answer(diagnosis.known(actor, node))


@router.get("/cases")
def cases(actor: Who, node: TheNode) -> Response:
    """The findings of the three cases, with what of them is the paper's."""
    return answer(diagnosis.studied(actor, node))


@router.get("/cases/{id}")
def case(actor: Who, node: TheNode, id: Case) -> Response:
    """The findings of one case: `floraholland`, `flowminder` or `newyork`."""
    return answer(diagnosis.studied(actor, node).case(id))
