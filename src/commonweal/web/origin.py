"""What comes from elsewhere is refused: a form on another site, a name that is not ours.

Browsers say with `Sec-Fetch-Site` and `Origin` where a request comes from, and no page can forge
these. So forms need no hidden token; whatever says nothing of where it comes from is refused too.
A site that points its own name at this machine (DNS rebinding) is known by the `Host` it asks for.
"""

from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from commonweal.model.errors import CommonwealError, Refused
from commonweal.web.page import render

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})
_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = 403


def install(app: FastAPI) -> None:
    """Let every request of the pages pass this first."""
    app.add_middleware(SameOrigin)


def on_this_machine(host: str) -> bool:
    """True if a host name means this very machine."""
    return host in _THIS_MACHINE


class SameOrigin:
    """Answers 403 to what comes from elsewhere; everything else goes on to the pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        problem = _problem(request)
        if problem is None:
            await self._app(scope, receive, send)
            return
        page = render(
            request,
            "problem.html",
            visitor=None,
            status=_FORBIDDEN,
            title=problem.title,
            detail=problem.detail,
            hint=problem.hint,
        )
        await page(scope, receive, send)


def _problem(request: Request) -> CommonwealError | None:
    host = _host(request.headers.get("host", ""), 0)[0]
    if not (on_this_machine(host) or host in request.app.state.node.hosts):
        return Refused(
            detail="This node does not answer to the name by which you asked for it.",
            hint='Whoever runs it can add the name: hosts = "..." in commonweal.toml.',
        )
    if request.method not in _SAFE and not _from_here(request):
        return Refused(
            detail="This form was not sent from a page of this node; nothing was changed.",
            hint="Open the page here, and send it from there.",
        )
    return None


def _from_here(request: Request) -> bool:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is None and origin is None:
        return False
    return site in {None, *_OWN} and (origin is None or _same(origin, request))


def _same(origin: str, request: Request) -> bool:
    scheme, _, authority = origin.partition("://")
    port = _PORTS.get(scheme.lower(), 0)
    return port > 0 and _host(authority, port) == _host(request.headers.get("host", ""), port)


def _host(authority: str, port: int) -> tuple[str, int]:
    """Name and port of `name:port`; an empty name for what is no such thing."""
    try:
        read = urlsplit(f"//{authority}")
        given = read.port
    except ValueError:
        return "", 0
    plain = read.netloc == authority and "@" not in authority
    return (read.hostname or "", given or port) if plain else ("", 0)
