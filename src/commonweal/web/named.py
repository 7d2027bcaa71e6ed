"""What the house says of a party by its id, said by what people call it."""

import re

from fastapi import Request

from commonweal.app import party
from commonweal.app.node import Node
from commonweal.web.visitor import Visitor

_ID = re.compile(r"\bpar_[0-9A-Z]{26}\b")


def named(request: Request, sentence: str) -> str:
    """The sentence with names for ids of parties, where the visitor may know who they are.

    No sentence names the folder of the home.
    """
    node: Node = request.app.state.node
    sentence = node.without_home(sentence)
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    if visitor is None or not _ID.search(sentence):
        return sentence
    known: dict[str, str] = {
        each.id: each.name for each in party.roster(visitor.actor, visitor.node)
    }
    return _ID.sub(lambda found: known.get(found[0], found[0]), sentence)
