"""The site of one node: pages for people, `/api` for programs."""

from starlette.types import ASGIApp, Receive, Scope, Send

from commonweal.api.main import api
from commonweal.app import picture
from commonweal.app.build import build
from commonweal.app.node import Node
from commonweal.app.settings import settings
from commonweal.app.sweep import sweep
from commonweal.web.main import web


def site(node: Node) -> ASGIApp:
    """What answers for `node`: programs under `/api`, people everywhere else."""
    programs, people = api(node), web(node)

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        for_programs = path.startswith("/api/") or path == "/openapi.json"
        await (programs if for_programs else people)(scope, receive, send)

    return answered


def served() -> ASGIApp:
    """The site of the home that `COMMONWEAL_HOME` names, swept once, its pictures warming up."""
    node = build(settings(None, ""))
    sweep(node)
    picture.warmed(node.home)
    return site(node)
