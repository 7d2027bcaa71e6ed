"""Who is visiting: the person logged in, by their cookie; in the demo, whoever one acts as."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from commonweal.app import login
from commonweal.app.node import Node
from commonweal.model.party import NOBODY
from commonweal.model.person import LOGIN_LASTS
from commonweal.web import actas
from commonweal.web.localpath import local_path
from commonweal.web.origin import on_this_machine
from commonweal.web.visitor import Visitor

COOKIE = "weal_session"


def visiting(request: Request) -> Visitor:
    """The visitor of this request. Raises HTTPException (303 to the log-in) if there is none."""
    node: Node = request.app.state.node
    found = actas.visitor(request, node) if node.demo else _logged_in(request, node)
    if found is None:
        raise HTTPException(303, headers={"Location": _way_in(request)})
    request.state.visitor = found
    return found


Visiting = Annotated[Visitor, Depends(visiting)]
"""The visitor, as a handler asks for it."""


def logged_in(request: Request, answer: Response, token: str) -> Response:
    """The answer, with the token in a cookie that no script reads and no other site sends."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(LOGIN_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=secure(request),
    )
    return answer


def logged_out(request: Request, answer: Response) -> Response:
    """The answer, which makes the browser forget its token."""
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=secure(request))
    return answer


def token_of(request: Request) -> str:
    """The token that the browser sent; empty if none."""
    return request.cookies.get(COOKIE, "")


def _logged_in(request: Request, node: Node) -> Visitor | None:
    token = token_of(request)
    found = login.who(NOBODY, node, token) if token else None
    if found is None:
        return None
    actor, person, party = found
    return Visitor(node=node, actor=actor, name=person.name, party=party)


def _way_in(request: Request) -> str:
    """The log-in, and after it the page that was asked for; no form is sent again."""
    if request.method not in {"GET", "HEAD"}:
        return "/login"
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/login" if asked == "/" else f"/login?next={quote(local_path(asked), safe='')}"


def secure(request: Request) -> bool:
    """True if the browser shall send the cookie over TLS alone: always, but on this machine."""
    return request.url.scheme == "https" or not on_this_machine(request.url.hostname or "")
