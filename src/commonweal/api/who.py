"""Who asks: the party whose token the request bears."""

from hmac import compare_digest
from typing import Annotated

from fastapi import Depends, Request

from commonweal.api.problem import Unauthenticated
from commonweal.app import party
from commonweal.app.node import Node
from commonweal.model.errors import Unavailable
from commonweal.model.ids import PersonId
from commonweal.model.party import OPERATOR, Actor


def node_of(request: Request) -> Node:
    """The node that this API serves."""
    found: Node = request.app.state.node
    return found


def actor_of(request: Request) -> Actor:
    """The actor that the bearer token stands for. Raises Unauthenticated.

    A party whose keys have all ended has no token, and the secret of one may be out of reach: that
    is nobody else's trouble.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated
    node = node_of(request)
    now = node.clock.now()
    trouble: Unavailable | None = None
    for each in party.roster(OPERATOR, node):
        if each.hosted and each.current_key(now):
            try:
                expected = party.token(OPERATOR, node, each.id)
            except Unavailable as gap:
                trouble = gap
                continue
            if compare_digest(expected.encode(), token.strip().encode()):
                person = PersonId(f"token-{each.id}")
                return Actor(person=person, party=each.id, program=True)
    raise trouble or Unauthenticated


TheNode = Annotated[Node, Depends(node_of)]
Who = Annotated[Actor, Depends(actor_of)]
