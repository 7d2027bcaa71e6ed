"""Documents to read and file, and signatures for agreements that lie on other nodes."""

from enum import StrEnum
from pathlib import Path as File
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from commonweal.agree.detached import LARGEST_DOCUMENT
from commonweal.api.agree import Agreed
from commonweal.api.collaborations import Id
from commonweal.api.compare import With
from commonweal.api.file import download, responses
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import agree, documents, returns
from commonweal.app.align import plan
from commonweal.app.diagnose import compare, report
from commonweal.app.winwin import packages
from commonweal.cases.case import NAMES
from commonweal.model.ids import LONGEST_ID, AgreementId, CollaborationId, KeyId

router = APIRouter(tags=["documents"])


class Form(StrEnum):
    """What a document can be written as."""

    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"
    MD = "md"


As = Annotated[Form, Path(description="What the document is written as.")]
_FILE = responses("The document, as a file", Form)


class Foreign(Wire):
    """An agreement of another node, and the key of the asking party to sign it with."""

    model_config = like(
        document='{"v":"commonweal/agreement/1"}', key="key_01KJMA0FM0K72AYS1Y17D5ZT9F"
    )

    document: str = Field(min_length=1, max_length=LARGEST_DOCUMENT)
    """The exact bytes that its node exports for signing (RFC 8785), as text."""
    key: str = Field(default="", max_length=LONGEST_ID)


@router.get("/agreements/{agreement}/documents/{form}", response_class=Response, responses=_FILE)
def agreement_document(actor: Who, node: TheNode, agreement: Agreed, form: As) -> Response:
    """An agreement under its six questions, with who makes each sentence true."""

    def write(out: File) -> None:
        agree.export_document(actor, node, AgreementId(agreement), out=out)

    return download(documents.content(write, f"agreement.{form}"), f"agreement.{form}")


@router.get(
    "/collaborations/{id}/returns/documents/{form}", response_class=Response, responses=_FILE
)
def statement(actor: Who, node: TheNode, id: Id, form: As) -> Response:
    """What was promised to and by the asking party, and whether it came."""

    def write(out: File) -> None:
        returns.overview(actor, node, CollaborationId(id), out=out)

    return download(documents.content(write, f"statement.{form}"), f"statement.{form}")


@router.get(
    "/collaborations/{id}/diagnosis/documents/{form}", response_class=Response, responses=_FILE
)
def diagnosis(actor: Who, node: TheNode, id: Id, form: As) -> Response:
    """The diagnosis report: three parts, annexes, evidence, disagreements."""

    def write(out: File) -> None:
        report.report_file(actor, node, CollaborationId(id), out=out)

    return download(documents.content(write, f"diagnosis.{form}"), f"diagnosis.{form}")


@router.get(
    "/collaborations/{id}/frontier/documents/{form}", response_class=Response, responses=_FILE
)
def packages_compared(actor: Who, node: TheNode, id: Id, form: As) -> Response:
    """The packages of the frontier computed last beside each other, with their chances."""
    name = f"packages.{form}"
    return download(packages.file(actor, node, CollaborationId(id), name), name)


@router.get(
    "/collaborations/{id}/tracks/documents/{form}", response_class=Response, responses=_FILE
)
def alignment_plan(actor: Who, node: TheNode, id: Id, form: As) -> Response:
    """The plan of alignment: what each benefit waits for, of whom, by when."""
    name = f"alignment-plan.{form}"
    return download(plan.file(actor, node, CollaborationId(id), name), name)


@router.get("/comparison/documents/{form}", response_class=Response, responses=_FILE)
def comparison(actor: Who, node: TheNode, form: As, names: With = None) -> Response:
    """Collaborations and cases of the paper side by side, as `/comparison` tells them."""

    def write(out: File) -> None:
        compare.compare_file(actor, node, names or NAMES, out=out)

    return download(documents.content(write, f"comparison.{form}"), f"comparison.{form}")


@router.post("/signatures", status_code=201, openapi_extra=described(Foreign))
def sign(actor: Who, node: TheNode, told: Annotated[Foreign, body(Foreign)]) -> Response:
    """Sign an agreement that lies on another node; that node attaches the signature."""
    document = told.document.encode("utf-8", "surrogatepass")
    made = agree.sign_document(
        actor, node, document=document, key=KeyId(told.key) if told.key else None
    )
    return answer({"signature": made}, 201)
