"""Questionnaires that are filled, and what of their words is left in the files of a home."""

from commonweal.app.account import log
from commonweal.app.diagnose import invitation, respondents
from commonweal.app.node import Node
from commonweal.diagnose.answers import Held, Why
from commonweal.model.assessment import Dimension
from commonweal.model.ids import PartyId
from commonweal.model.party import NOBODY, Actor
from tests.web.partnership import Partnership

WORD = "Xylographic"
"""A word that stands nowhere but in what a respondent wrote."""
NAME = "Quenhilda Oxbow"


def pages(values: tuple[int | None, ...] = (1, 3, 0)) -> tuple[Why | Held, ...]:
    """All nine pages, each question with a sentence."""
    asked = (Held(dimension=each, ratings=values, text=f"{WORD} {each}") for each in Dimension)
    return (Why(motives=("revenue", "society"), closeness="inside"), *asked)


def party_of(actor: Actor) -> PartyId:
    """The party that someone acts for."""
    assert actor.party
    return actor.party


def invited(told: Partnership, name: str = NAME, days: int = 30) -> str:
    """The token of a link for someone who answers for Telecom, asked by Mappers."""
    _, token = respondents.invite(
        told.user, told.house.node, told.id, party=party_of(told.holder), respondent=name, days=days
    )
    return token


def answered(told: Partnership, token: str) -> None:
    """Answer all by the link, and hand in."""
    for page in pages():
        invitation.keep(NOBODY, told.house.node, token, page=page)
    invitation.hand_in(NOBODY, told.house.node, token)


def left(node: Node, *words: str) -> list[str]:
    """The files of the home in which one of the words stands."""
    files = [path for path in node.home.rglob("*") if path.is_file()]
    return [
        path.name for path in files if any(word.encode() in path.read_bytes() for word in words)
    ]


def logged(told: Partnership) -> str:
    """All that the logs of the parties say."""
    node = told.house.node
    return "\n".join(str(entry) for actor in (told.user, told.holder) for entry in log(actor, node))
