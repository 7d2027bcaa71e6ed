"""The site of one node: pages for people, `/api` for programs."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        for_programs = path.startswith("/api/") or path == "/openapi.json"
        await (programs if for_programs else people)(scope, receive, send)

    return answered


def _without_body(send: Send) -> Send:
    """Tells of an answer all but its body, as a `HEAD` asks."""

    async def told(message: Message) -> None:
        await send({**message, "body": b""} if "body" in message else message)

    return told


def served() -> ASGIApp:
    """The site of the home that `COMMONWEAL_HOME` names, swept once, its pictures warming up."""
    node = build(settings(None, ""))
    sweep(node)
    picture.warmed(node.home)
    return site(node)
