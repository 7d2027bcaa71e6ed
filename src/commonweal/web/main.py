"""The pages of one node, put together."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from commonweal.app.node import Node
from commonweal.web import (
    account,
    actas,
    agree,
    align,
    businesscase,
    collaboration,
    compare,
    data,
    diagnose,
    erasure,
    evidence,
    failure,
    filing,
    framework,
    government,
    headers,
    home,
    invitation,
    job,
    limit,
    login,
    need,
    offers,
    origin,
    parties,
    party,
    people,
    picture,
    publicvalue,
    questionnaire,
    remark,
    report,
    respondents,
    returns,
    share,
    start,
    statement,
    surroundings,
    timeline,
    use,
    winwin,
    withdrawal,
)
from commonweal.web.page import STATIC

_PARTS = (
    home,
    start,
    compare,
    collaboration,
    data,
    diagnose,
    report,
    evidence,
    questionnaire,
    respondents,
    erasure,
    filing,
    invitation,
    framework,
    surroundings,
    statement,
    timeline,
    government,
    remark,
    winwin,
    need,
    offers,
    limit,
    withdrawal,
    businesscase,
    publicvalue,
    align,
    agree,
    share,
    use,
    returns,
    account,
    job,
    party,
    parties,
    picture,
)
_PEOPLE = (login, people)
_DEMO = (actas,)
"""Whoever looks at a demo acts as they choose; everywhere else people log in."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_A_YEAR = "public, max-age=31536000, immutable"


def web(node: Node) -> FastAPI:
    """The application that shows the pages of `node`."""
    app = FastAPI(title="commonweal", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.node = node
    failure.install(app)
    origin.install(app)
    headers.install(app)
    for part in (*_PARTS, *(_DEMO if node.demo else _PEOPLE)):
        app.include_router(part.router)
    app.add_api_route("/static/{version}/{name:path}", _static, methods=["GET", "HEAD"])
    return app


def _static(request: Request, version: str, name: str) -> Response:
    """A file of ours; its address names its content, so it may be kept."""
    del request, version
    path = _files().get(name)
    if path is None:
        raise HTTPException(404)
    return Response(
        path.read_bytes(),
        media_type=_TYPES[path.suffix],
        headers={"Cache-Control": _A_YEAR},
    )


@cache
def _files() -> Mapping[str, Path]:
    """Every file that is served, by the name in its address."""
    found = (path for path in STATIC.rglob("*") if path.suffix in _TYPES)
    return {path.relative_to(STATIC).as_posix(): path for path in found}
