"""A house that is no demo, where people log in, served to a browser from this process."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import Page

from commonweal.adapters.jobs import work_off
from commonweal.app import job, login, people
from commonweal.app.node import Node
from commonweal.model.ids import PartyId
from commonweal.model.party import NOBODY, OPERATOR, Actor
from commonweal.model.person import Right
from commonweal.site import site
from tests.app.houses import house
from tests.app.journey import Journey, journey
from tests.app.peopled import CHEAP, PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A collaboration with one of everything, behind a log-in."""

    told: Journey
    address: str

    @property
    def node(self) -> Node:
        """What is served."""
        return self.told.house.node

    @property
    def page(self) -> str:
        """The address of the collaboration."""
        return f"{self.address}/c/{self.told.collaboration}"

    def logged_in(self, page: Page, actor: Actor, name: str) -> None:
        """Let someone who may do all for the actor's party in, by the cookie of their login."""
        party = PartyId(str(actor.party))
        _, link = people.invite(OPERATOR, self.node, party, name=name, rights=list(Right))
        token = login.accept(NOBODY, self.node, token=link, name=name, password=PASSWORD)
        page.context.add_cookies([{"name": "weal_session", "value": token, "url": self.address}])

    def work_off(self) -> None:
        """Do the jobs that wait; nobody else does them here."""
        work_off(self.node.jobs, job.handlers(self.node))


@contextmanager
def home(folder: Path) -> Iterator[Home]:
    """The house, served on a free port."""
    bare = house(folder / "home")
    made = replace(bare, node=replace(bare.node, passwords=CHEAP))
    told = journey(made, folder / "calls")
    with answering(made.node) as address:
        yield Home(told=told, address=address)


@contextmanager
def answering(node: Node) -> Iterator[str]:
    """The address at which a node answers, without a worker."""
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        server = uvicorn.Server(uvicorn.Config(site(node), log_config=None))
        thread = Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
