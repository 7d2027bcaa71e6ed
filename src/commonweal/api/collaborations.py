"""Collaborations, their parties and events."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, Field

from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import collaboration, founding, progress
from commonweal.diagnose.event import MOST_ASKERS
from commonweal.model.collaboration import EventKind
from commonweal.model.ids import ID_FORM, LONGEST_ID, CollaborationId, PartyId
from commonweal.model.party import LONGEST_PARTY_NAME, Role
from commonweal.model.text import LONGEST_TEXT

router = APIRouter(tags=["collaborations"])
Id = Annotated[str, Path(pattern=ID_FORM, description="Id of the collaboration.")]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Askers = Annotated[
    list[Annotated[str, Field(max_length=LONGEST_PARTY_NAME)]], Field(max_length=MOST_ASKERS)
]


class NewCollaboration(Wire):
    """A data collaborative of the asking party."""

    model_config = like(
        title="Flood maps", issue="Who is cut off, and where", roles=["user"], like="", countries={}
    )

    title: Text
    issue: Text
    roles: list[Role] = Field(min_length=1)
    like: str = Field(default="", max_length=LONGEST_ID)
    """A case or an earlier collaboration that it starts from."""
    countries: dict[str, Text] = Field(default={}, max_length=50)
    """Country of tracks of the earlier collaboration -> country that stands in its place."""


class NewMember(Wire):
    """A party that comes in."""

    model_config = like(party="par_01KJMA0FM0K72AYS1Y17D5ZT9F", roles=["holder"])

    party: Text
    roles: list[Role] = Field(min_length=1)


class NewEvent(Wire):
    """Something that happened to the partnership."""

    model_config = like(
        kind="request",
        text="Three mappers ask at once",
        source="minutes",
        at="2026-03-01T09:00:00Z",
        askers=["River watch", "Red cross"],
        public=True,
    )

    kind: EventKind
    text: Text
    source: Text
    at: AwareDatetime | None = None
    askers: Askers = Field(default=[])
    """Names of those who ask; several who join their requests stand together."""
    asked: str = Field(default="", max_length=LONGEST_ID)
    """Id of the member that is asked."""
    public: bool = False
    """True if others could see it."""


class JointRequest(Wire):
    """What several, who asked one member apart from each other, now ask it together."""

    model_config = like(
        asked="par_01KJMA0FM0K72AYS1Y17D5ZT9F",
        askers=["River watch", "Red cross"],
        text="They ask for the same counts",
        source="joint letter",
    )

    asked: str = Field(pattern=ID_FORM)
    askers: Askers
    text: Text
    source: Text


@router.get("/collaborations")
def roster(actor: Who, node: TheNode, page: Paged) -> Response:
    """The collaborations that the asking party is in."""
    return page.of(collaboration.roster(actor, node), lambda each: each.id)


@router.post("/collaborations", status_code=201, openapi_extra=described(NewCollaboration))
def new(
    actor: Who, node: TheNode, told: Annotated[NewCollaboration, body(NewCollaboration)]
) -> Response:
    """Start a collaboration, from nothing, a case or an earlier one."""
    made = founding.found(
        actor,
        node,
        title=told.title,
        issue=told.issue,
        roles=frozenset(told.roles),
        like=told.like,
        countries=told.countries,
    )
    return answer(made, 201)


@router.get("/collaborations/{id}")
def show(actor: Who, node: TheNode, id: Id) -> Response:
    """One collaboration."""
    return answer(collaboration.show(actor, node, CollaborationId(id)))


@router.get("/collaborations/{id}/progress")
def standing(actor: Who, node: TheNode, id: Id) -> Response:
    """What each step holds, as the asking party sees it, and what waits for it."""
    return answer(progress.show(actor, node, CollaborationId(id)))


@router.post("/collaborations/{id}/events", status_code=201, openapi_extra=described(NewEvent))
def note(actor: Who, node: TheNode, id: Id, told: Annotated[NewEvent, body(NewEvent)]) -> Response:
    """Note an event."""
    found = collaboration.note(
        actor,
        node,
        CollaborationId(id),
        kind=told.kind,
        text=told.text,
        source=told.source,
        at=told.at,
        askers=told.askers,
        asked=told.asked,
        public=told.public,
    )
    return answer(found, 201)


@router.post(
    "/collaborations/{id}/events/joint", status_code=201, openapi_extra=described(JointRequest)
)
def pool(
    actor: Who, node: TheNode, id: Id, told: Annotated[JointRequest, body(JointRequest)]
) -> Response:
    """Join the requests of several to one member into one, as a new event."""
    found = collaboration.pool(
        actor,
        node,
        CollaborationId(id),
        asked=PartyId(told.asked),
        askers=told.askers,
        text=told.text,
        source=told.source,
    )
    return answer(found, 201)


@router.post("/collaborations/{id}/members", status_code=201, openapi_extra=described(NewMember))
def join(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewMember, body(NewMember)]
) -> Response:
    """Let a party in."""
    found = collaboration.join(
        actor,
        node,
        CollaborationId(id),
        party=PartyId(told.party),
        roles=frozenset(told.roles),
    )
    return answer(found, 201)


@router.post("/collaborations/{id}/end", status_code=201)
def end(actor: Who, node: TheNode, id: Id) -> Response:
    """End the project; its agreements go on by their own terms."""
    return answer(collaboration.end(actor, node, CollaborationId(id)), 201)
