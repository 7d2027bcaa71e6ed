"""The error tree as `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from commonweal.app.node import Node
from commonweal.model.errors import (
    Cancelled,
    CommonwealError,
    Conflict,
    Invalid,
    NotFound,
    Refused,
    Tampered,
    Unavailable,
)

log = structlog.get_logger()

STATUS: dict[type[CommonwealError], int] = {
    Invalid: 422,
    Refused: 403,
    NotFound: 404,
    Conflict: 409,
    Tampered: 409,
    Unavailable: 503,
    Cancelled: 409,
}
MEDIA_TYPE = "application/problem+json"


class Unauthenticated(Exception):  # noqa: N818  # reads as a sentence: raise Unauthenticated
    """Nobody is known to be asking: no token, or one that opens nothing."""


def install(app: FastAPI) -> None:
    """Answer every failure of the app with one problem."""

    @app.exception_handler(CommonwealError)
    def ours(request: Request, gap: CommonwealError) -> JSONResponse:
        node: Node = request.app.state.node
        gap.detail, gap.hint = node.without_home(gap.detail), node.without_home(gap.hint)
        return problem(gap)

    @app.exception_handler(Unauthenticated)
    def nobody(_: Request, __: Unauthenticated) -> JSONResponse:
        words = {
            "code": "unauthenticated",
            "title": "Who is asking?",
            "detail": "The request has no bearer token of a party on this node.",
            "hint": "Get one with `weal party token NAME`.",
        }
        return _answer(401, words, {"WWW-Authenticate": "Bearer"})

    @app.exception_handler(RequestValidationError)
    def misread(_: Request, gap: RequestValidationError) -> JSONResponse:
        first = gap.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return problem(Invalid(detail=f"{where}: {first['msg']}.", hint="See /openapi.json."))

    @app.exception_handler(HTTPException)
    def routing(_: Request, gap: HTTPException) -> JSONResponse:
        words = {"code": "http", "title": str(gap.detail), "detail": str(gap.detail), "hint": ""}
        return _answer(gap.status_code, words, dict(gap.headers or {}))

    @app.exception_handler(Exception)
    def ours_to_mend(request: Request, gap: Exception) -> JSONResponse:
        name = uuid4().hex
        log.error("an error of ours", request=name, path=request.url.path, exc_info=gap)
        words = {
            "code": "bug",
            "title": "An error of ours",
            "detail": f"Something went wrong that is not your fault (request {name}).",
            "hint": "Tell the operator of this node the request's id.",
        }
        return _answer(500, words)


def problem(gap: CommonwealError) -> JSONResponse:
    """What is answered to it."""
    status = next(code for kind, code in STATUS.items() if isinstance(gap, kind))
    return _answer(status, gap.problem())


def _answer(
    status: int, words: Mapping[str, str | int], headers: dict[str, str] | None = None
) -> JSONResponse:
    return JSONResponse(
        {"type": "about:blank", "status": status, **words},
        status_code=status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )
