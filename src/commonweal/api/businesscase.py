"""Step 2: the business case of each party, and public value in its own account."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from commonweal.api.collaborations import Id, Text
from commonweal.api.documents import As, Form
from commonweal.api.file import download, responses
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.winwin import businesscase, publicvalue
from commonweal.app.winwin.businesscase import LONGEST_ROLE
from commonweal.model.ids import ID_FORM, CollaborationId, PackageId, PartyId
from commonweal.model.text import LONGEST_TEXT
from commonweal.model.winwin import ApprovalState
from commonweal.winwin.case.publicvalue import summed

router = APIRouter(prefix="/collaborations/{id}", tags=["2 winwin"])

Whose = Annotated[str, Path(pattern=ID_FORM, description="Id of the party whose case it is.")]
Sum = Annotated[bool, Query(description="Add up all types, though they differ.")]
_FILE = responses("The case, as a file", Form)
_ACCOUNT = responses("The account, as a file", Form)


class CaseReview(Wire):
    """How far the case of the asking party is inside, and by whose word."""

    model_config = like(state="approved", by="board of directors", note="From January on", seen=0)

    state: ApprovalState
    by: str = Field(min_length=1, max_length=LONGEST_ROLE)
    note: str = Field(default="", max_length=LONGEST_TEXT)
    """For the asking party alone."""
    package: Text | None = None
    """The package that the asker saw."""
    seen: int | None = Field(default=None, ge=0, le=2**53)
    """The version of what was said of it before that the asker saw; 0 if nothing was."""


@router.get("/cases")
def roster(actor: Who, node: TheNode, id: Id) -> Response:
    """The cases of all members in one line each, and which business parties have approved."""
    found = businesscase.roster(actor, node, CollaborationId(id))
    return answer({"roster": found, "open": found.gate.open})


@router.get("/cases/{party}")
def show(actor: Who, node: TheNode, id: Id, party: Whose) -> Response:
    """What a member gives, gets, risks and nets, when, and what that depends on."""
    return answer(businesscase.show(actor, node, CollaborationId(id), PartyId(party)))


@router.get("/cases/{party}/documents/{form}", response_class=Response, responses=_FILE)
def document(actor: Who, node: TheNode, id: Id, party: Whose, form: As) -> Response:
    """The case on about a page, to be taken inside an organisation."""
    name = f"business-case.{form}"
    found = businesscase.file(actor, node, CollaborationId(id), PartyId(party), name)
    return download(found, name)


@router.post("/cases/reviews", status_code=201, openapi_extra=described(CaseReview))
def review(
    actor: Who, node: TheNode, id: Id, told: Annotated[CaseReview, body(CaseReview)]
) -> Response:
    """Say how far the case of the asking party is inside, for the package that is kept."""
    said = businesscase.review(
        actor,
        node,
        CollaborationId(id),
        state=told.state,
        by=told.by,
        note=told.note,
        package=PackageId(told.package) if told.package else None,
        seen=told.seen,
    )
    return answer(said, 201)


@router.get("/public-value")
def public_value(actor: Who, node: TheNode, id: Id, sum: Sum = False) -> Response:
    """The public value of the kept package by type, and what it costs government."""
    found = publicvalue.show(actor, node, CollaborationId(id))
    return answer({"account": found, "sum": summed(found) if sum else None})


@router.get("/public-value/documents/{form}", response_class=Response, responses=_ACCOUNT)
def account(actor: Who, node: TheNode, id: Id, form: As, sum: Sum = False) -> Response:
    """The account as a document to take along, with who states each figure."""
    name = f"public-value.{form}"
    return download(publicvalue.file(actor, node, CollaborationId(id), name, added=sum), name)
