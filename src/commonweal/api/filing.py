"""Step 1: the ratings of many respondents at once, in and out."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field

from commonweal.api.collaborations import Id, Text
from commonweal.api.file import download, responses
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app.diagnose import filing
from commonweal.model.ids import CollaborationId
from commonweal.model.text import LONGEST_TEXT

router = APIRouter(prefix="/collaborations/{id}", tags=["1 diagnose"])


class Ending(StrEnum):
    """What ratings are written as."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    YAML = "yaml"


As = Annotated[Ending, Path(description="What the ratings are written as.")]
_FILE = responses("The ratings, as a file", Ending)
_MOST = 10_000

Maybe = Annotated[str | None, Field(max_length=LONGEST_TEXT)]
"""Text that may be left out, or empty."""


class NewRecord(Wire):
    """One cell that one respondent rated; or a deviation in the coder's words, without a cell."""

    model_config = like(
        respondent="programme lead",
        party="Mappers",
        dimension="orientation",
        platform="social_issue",
        rating=3,
        evidence="They set it up together",
    )

    respondent: Text
    party: Text
    """Id or name of a member."""
    dimension: Text
    platform: Maybe = None
    rating: Annotated[int | None, Field(ge=0, le=3)] = None
    evidence: Maybe = None
    kind: Maybe = None
    period: Maybe = None
    source: Maybe = None
    closeness: Maybe = None
    motives: Maybe = None
    party_kind: Maybe = None
    framework: Maybe = None
    degree: Maybe = None
    deviation: Maybe = None


class NewRecords(Wire):
    """The ratings of any number of respondents."""

    model_config = like(
        ratings=[
            {
                "respondent": "programme lead",
                "party": "Mappers",
                "dimension": "orientation",
                "platform": "social_issue",
                "rating": 3,
            }
        ]
    )

    ratings: list[NewRecord] = Field(min_length=1, max_length=_MOST)


@router.post("/ratings", status_code=201, openapi_extra=described(NewRecords))
def enter(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewRecords, body(NewRecords)]
) -> Response:
    """Enter ratings for many respondents, all or none; who is rated again is corrected."""
    rows = [each.model_dump() for each in told.ratings]
    return answer(filing.enter(actor, node, CollaborationId(id), rows=rows), 201)


@router.get("/ratings.{ending}", response_class=Response, responses=_FILE)
def file(actor: Who, node: TheNode, id: Id, ending: As) -> Response:
    """Every rating that counts, as a file that can be imported again."""
    made = filing.file(actor, node, CollaborationId(id), ending=f".{ending}")
    return download(made, f"ratings.{ending}")
