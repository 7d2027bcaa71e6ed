"""Programs that bear the token of a party of a small partnership."""

from collections.abc import Iterator

from starlette.testclient import TestClient

from commonweal.api.main import api
from commonweal.app import party
from commonweal.app.node import Node
from commonweal.model.party import OPERATOR, Actor
from tests.web.applications import application
from tests.web.partnership import Partnership


def bearing(node: Node, actor: Actor) -> TestClient:
    """A program of the actor's party."""
    assert actor.party
    token = party.token(OPERATOR, node, actor.party)
    headers = {"Authorization": f"Bearer {token}"}
    app = application(api, node)
    return TestClient(app, headers=headers, raise_server_exceptions=False)


def asking(told: Partnership, actor: Actor) -> Iterator[TestClient]:
    """The same at its node, for as long as a test asks."""
    with bearing(told.house.node, actor) as client:
        yield client
