"""Step 4."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from commonweal.api.collaborations import Id, Text
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import agree
from commonweal.model.agreement import ClauseTerm
from commonweal.model.ids import ID_FORM, LONGEST_ID, AgreementId, CollaborationId

router = APIRouter(tags=["4 agree"])
Agreed = Annotated[str, Path(pattern=ID_FORM, description="Id of the agreement.")]


class NewAgreement(Wire):
    """Terms as text, by term; those of `like` fill what is not given."""

    model_config = like(
        title="Once, for the flood",
        terms={
            "dataset": ["dat_01KJMA0FM0K72AYS1Y17D5ZT9F"],
            "recipient": ["par_01KJMA0FM0K72AYS1Y17D5ZT9F"],
            "purpose": ["disaster-response"],
            "mode": ["visit"],
            "term": ["2026-03-01", "2026-05-31", "Europe/Amsterdam"],
            "count": ["3"],
        },
        like="",
    )

    title: Text
    terms: dict[ClauseTerm, list[Text]] = Field(max_length=20)
    like: str = Field(default="", max_length=LONGEST_ID)


class NewSignature(Wire):
    """A signature made on another node, as its file has it."""

    model_config = like(signature='{"v": 1, "party": "par_...", "key": "key_..."}')

    signature: str = Field(min_length=1, max_length=20_000)


@router.get("/collaborations/{id}/agreements")
def roster(actor: Who, node: TheNode, id: Id, page: Paged) -> Response:
    """The agreements to which the asking party is a party, and its drafts."""
    return page.of(agree.roster(actor, node, CollaborationId(id)), lambda each: each.id)


@router.post(
    "/collaborations/{id}/agreements", status_code=201, openapi_extra=described(NewAgreement)
)
def draft(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewAgreement, body(NewAgreement)]
) -> Response:
    """Draft an agreement."""
    made = agree.draft(
        actor,
        node,
        CollaborationId(id),
        title=told.title,
        terms=[(term, tuple(values)) for term, values in told.terms.items()],
        like=AgreementId(told.like) if told.like else None,
    )
    return answer(made, 201)


@router.get("/agreements/{agreement}")
def show(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """An agreement, its text and its policy as ODRL, all from the same clauses.

    `acts` names what the asking party can do to it now.
    """
    found, text, odrl = agree.show(actor, node, AgreementId(agreement))
    acts = sorted(agree.acts(actor, node, found.id))
    return answer({"agreement": found, "text": text.as_text(), "odrl": odrl, "acts": acts})


@router.post("/agreements/{agreement}/signatures", status_code=201)
def sign(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """Sign for the asking party."""
    return answer(agree.sign(actor, node, AgreementId(agreement)), 201)


@router.get("/agreements/{agreement}/signed")
def signed(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """The exact bytes that parties sign (RFC 8785)."""
    content = agree.export(actor, node, AgreementId(agreement))
    return Response(content, media_type="application/json")


@router.post(
    "/agreements/{agreement}/signatures/attached",
    status_code=201,
    openapi_extra=described(NewSignature),
)
def attach(
    actor: Who,
    node: TheNode,
    agreement: Agreed,
    told: Annotated[NewSignature, body(NewSignature)],
) -> Response:
    """Attach a signature that was made on another node."""
    found = agree.attach(actor, node, AgreementId(agreement), signature=told.signature)
    return answer(found, 201)


@router.post("/agreements/{agreement}/suspension", status_code=201)
def suspend(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """Shut the gate for now."""
    return answer(agree.suspend(actor, node, AgreementId(agreement)), 201)


@router.post("/agreements/{agreement}/resumption", status_code=201)
def resume(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """Open a suspended agreement again."""
    return answer(agree.resume(actor, node, AgreementId(agreement)), 201)


@router.post("/agreements/{agreement}/completion", status_code=201)
def complete(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """Say that it has done what it was for."""
    return answer(agree.complete(actor, node, AgreementId(agreement)), 201)


@router.post("/agreements/{agreement}/withdrawal", status_code=201)
def withdraw(actor: Who, node: TheNode, agreement: Agreed) -> Response:
    """Withdraw: the gate shuts at once."""
    return answer(agree.withdraw(actor, node, AgreementId(agreement)), 201)
