"""The people of the asking party.

A program may invite, change and remove whoever may read, act or sign. It reaches nobody who looks
after people (`admin`), makes nobody such, and gives nobody who has a password another: a stolen
token could otherwise outlive its key.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import Field

from commonweal.api.once import TOLD_ONCE
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import people
from commonweal.app.membership import acting
from commonweal.model.ids import ID_FORM, PersonId
from commonweal.model.person import LONGEST_NAME, Person, Right

router = APIRouter(prefix="/people", tags=["people"])
Key = Annotated[str, Path(pattern=ID_FORM, description="Id of the person.")]
Given = Literal[Right.READ, Right.ACT, Right.SIGN]


class NewPerson(Wire):
    """Someone who shall log in for the asking party."""

    model_config = like(name="Asha Rai", rights=["act", "sign"])

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    rights: list[Given] = Field(default=[], max_length=len(Right))


class NewRights(Wire):
    """What someone may do; everyone may read."""

    model_config = like(rights=["act"])

    rights: list[Given] = Field(max_length=len(Right))


@router.get("")
def roster(actor: Who, node: TheNode, page: Paged) -> Response:
    """The people of the asking party who are invited or active, and their rights."""
    found = [_told(each) for each in people.roster(actor, node, acting(actor))]
    return page.of(found, lambda each: str(each["id"]))


@router.post("", status_code=201, openapi_extra=described(NewPerson))
def invite(actor: Who, node: TheNode, told: Annotated[NewPerson, body(NewPerson)]) -> Response:
    """Invite someone: the answer has the path of their link, once; it counts for seven days."""
    made = people.invite(actor, node, acting(actor), name=told.name, rights=told.rights)
    return _with_link(*made)


@router.post("/{id}/invitation", status_code=201)
def invite_again(actor: Who, node: TheNode, id: Key) -> Response:
    """A fresh link for someone invited who lost theirs; an earlier one ends."""
    return _with_link(*people.invite_again(actor, node, PersonId(id)))


@router.put("/{id}/rights", openapi_extra=described(NewRights))
def change(
    actor: Who, node: TheNode, id: Key, told: Annotated[NewRights, body(NewRights)]
) -> Response:
    """Give a person these rights and no others, from their next click on."""
    return answer(_told(people.change(actor, node, PersonId(id), rights=told.rights)))


@router.post("/{id}/removal", status_code=201)
def remove(actor: Who, node: TheNode, id: Key) -> Response:
    """Take a person's access away at once; what they did stays in the log."""
    return answer(_told(people.remove(actor, node, PersonId(id))), 201)


def _with_link(person: Person, token: str) -> Response:
    told = answer({**_told(person), "link": f"/invite/{token}"}, 201)
    told.headers[TOLD_ONCE] = "true"
    return told


def _told(person: Person) -> dict[str, object]:
    """What may be told of a person: nothing that opens anything."""
    return {
        "id": person.id,
        "name": person.name,
        "rights": [right.value for right in Right if right in person.rights],
        "state": person.state.value,
    }
