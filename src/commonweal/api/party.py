"""Parties, and the public halves of their keys.

Keys are changed and tokens made on the command line and in the browser, not here. Whoever stole a
token could otherwise rotate the key and be given the next token before its owner noticed, or give
a party of another node a key of their own; so a token ends with its key, and nothing that bears a
token can make either.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import Field, JsonValue

from commonweal.adapters.cards import card, card_of
from commonweal.api.collaborations import Id, Text
from commonweal.api.paging import Paged
from commonweal.api.who import TheNode, Who
from commonweal.api.wire import Wire, answer, body, described, like
from commonweal.app import collaboration, party
from commonweal.app.membership import acting
from commonweal.model.ids import ID_FORM, CollaborationId, PartyId
from commonweal.model.party import PartyKey, PartyKind, Role

router = APIRouter(tags=["parties"])
PartyKeyed = Annotated[str, Path(pattern=ID_FORM, description="Id of the party.")]
_MOST_FIELDS = 20
_CARD: dict[str, JsonValue] = {
    "id": "par_01KJMA0FM0K72AYS1Y17D5ZT9F",
    "name": "River Telecom",
    "kind": "business",
    "keys": [
        {
            "id": "key_01KJMA0FM0K72AYS1Y17D5ZT9F",
            "public": "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "since": "2026-03-01T09:00:00Z",
            "until": None,
            "revoked": False,
        }
    ],
}


class NewParty(Wire):
    """A party of another node by its card, or without one a party hosted here."""

    model_config = like(name="River Telecom", kind="business", card=_CARD)

    name: Text
    kind: PartyKind
    card: dict[str, JsonValue] | None = Field(default=None, max_length=_MOST_FIELDS)


class NewMemberParty(NewParty):
    """A party that is made and let in at once."""

    model_config = like(name="River Telecom", kind="business", card=_CARD, roles=["holder"])

    roles: list[Role] = Field(min_length=1)


@router.get("/party")
def own(actor: Who, node: TheNode) -> Response:
    """The asking party with its key history, and which of its key files are here."""
    id = acting(actor)
    files = party.key_files(actor, node, id)
    return answer({"party": party.export(actor, node, id), "key_files": sorted(files)})


@router.get("/parties")
def roster(actor: Who, node: TheNode, page: Paged) -> Response:
    """The parties that this node knows, with their public keys."""
    return page.of(party.roster(actor, node), lambda each: each.id)


@router.post("/parties", status_code=201, openapi_extra=described(NewParty))
def add(actor: Who, node: TheNode, told: Annotated[NewParty, body(NewParty)]) -> Response:
    """Admit a party of another node, or make one that is hosted here.

    Whoever shall log in first for a hosted one is named on the command line or on the page Parties.
    """
    made = party.add(actor, node, name=told.name, kind=told.kind, keys=_keys(told))
    return answer(made, 201)


@router.get("/parties/{party_id}/card")
def export(actor: Who, node: TheNode, party_id: PartyKeyed) -> Response:
    """The card of a party: what another node adds."""
    return answer(card(party.export(actor, node, PartyId(party_id))))


@router.post(
    "/collaborations/{id}/parties", status_code=201, openapi_extra=described(NewMemberParty)
)
def admit(
    actor: Who, node: TheNode, id: Id, told: Annotated[NewMemberParty, body(NewMemberParty)]
) -> Response:
    """Make a party, or admit one by its card, and let it into a collaboration."""
    made = collaboration.admit(
        actor,
        node,
        CollaborationId(id),
        name=told.name,
        kind=told.kind,
        keys=_keys(told),
        roles=frozenset(told.roles),
    )
    return answer(made, 201)


def _keys(told: NewParty) -> tuple[PartyKey, ...]:
    return card_of(told.card)[2] if told.card is not None else ()
